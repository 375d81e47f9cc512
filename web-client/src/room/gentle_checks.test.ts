import { describe, expect, it } from 'vitest';
import { criteria, ratings } from '../stories/fixtures.ts';
import { checkWords } from '../words/checks.ts';
import { adviceMax, adviceOn } from './gentle_checks.ts';

const about = (action_step: string, strength = '', rated = ratings([])) =>
  adviceOn({ action_step, strength, ratings: rated }, criteria).map((each) => each.text);

describe('P10: an action step says when, and what', () => {
  it.each([
    'Be more confident.',
    'Try to be clearer about the step',
    'Improve your questioning',
    'Sound more positive when you talk',
  ])('asks for something that can be seen instead of "%s"', (step) => {
    expect(about(step)).toEqual([checkWords.vague]);
  });

  it('asks for the moment', () => {
    expect(about('Ask Jo to show you the step.')).toEqual([checkWords.noMoment]);
  });

  it.each([
    'When Jo says that they are always like that, say “Let us go back to the nine questions”.',
    'Next time, before you name the step, tell Jo that nine pupils asked what to do.',
    'After you have shown it, ask Jo to stand up.',
    'When you ask "are you more confident now?", stop and wait.',
  ])('is content with "%s"', (step) => {
    expect(about(step)).toEqual([]);
  });

  it('sees several steps in one', () => {
    expect(about('When she sits down, show it; and also ask her to write it down.')).toEqual([
      checkWords.several,
    ]);
  });
});

describe('P10: evidence and strength', () => {
  it('names the criteria that were rated without evidence', () => {
    expect(about('', '', ratings([3, 0, 2, 0], ['“Four of twenty-seven”']))).toEqual([
      checkWords.noEvidence([3]),
    ]);
    expect(about('', '', ratings([3, 2, 2, 0]))).toEqual([checkWords.noEvidence([1, 2, 3])]);
  });

  it('asks what exactly was good', () => {
    expect(about('', 'Really good start!')).toEqual([checkWords.praise]);
    expect(about('', 'Good: when you gave the number of axes, Jo could not argue with it any more.')).toEqual(
      [],
    );
  });

  it('never gives more than two points at a time, the action step first', () => {
    const all = about('Be more confident.', 'Great!', ratings([1, 1, 1, 1]));
    expect(all).toHaveLength(adviceMax);
    expect(all[0]).toBe(checkWords.vague);
  });

  it('says nothing about an empty form', () => {
    expect(about('')).toEqual([]);
  });
});
