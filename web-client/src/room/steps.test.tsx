// @vitest-environment happy-dom
// What is done with an attempt, step by step: feedback written and read, the fix, the close.
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { autosaveAfterMs } from '../commands/autosave.ts';
import * as f from '../stories/fixtures.ts';
import { feedbackWords } from '../words/feedback.ts';
import { roomWords } from '../words/room.ts';
import {
  a,
  button,
  enterRoom,
  fromBen,
  fromChloe,
  leaveRoom,
  open,
  pass,
  press,
  sent,
  show,
} from './test_room.tsx';

beforeEach(enterRoom);
afterEach(leaveRoom);

const own = f.feedback(500, open, f.amara, {
  ...f.filledToo,
  strength: 'I began.',
  action_step: 'Stand up.',
});

const choose = (name: string | RegExp) =>
  act(() => void fireEvent.click(screen.getByRole('radio', { name })));

describe('writing and reading', () => {
  test('the performer rates themself on the same form, and nobody waits for it', () => {
    show({
      me: f.ben,
      pace: 'own',
      room: { step: 'write', attempt_a: 401 },
      more: [
        ...f.put('attempt', a),
        ...f.put(
          'feedback',
          f.feedback(500, a, f.amara),
          f.feedback(501, a, f.ben, { state: 'sealed' }),
          f.feedback(502, a, f.chloe, { state: 'sealed' }),
        ),
      ],
    });
    expect(screen.getByText('2/2')).toBeTruthy();
    expect(button(roomWords.open)).toBeTruthy();
    cleanup();
    show({
      me: f.amara,
      room: { step: 'write', attempt_a: 401 },
      more: [
        ...f.put('attempt', a),
        ...f.put('feedback', f.feedback(500, a, f.amara), f.feedback(501, a, f.ben)),
      ],
    });
    expect(screen.getByRole('form', { name: feedbackWords.own.title })).toBeTruthy();
    expect(screen.getByText('0/1')).toBeTruthy();
  });

  test('in lockstep nobody opens it by hand; what is left over from another room its author does', () => {
    const left = f.attempt(390, f.amara, f.room1, { slot: 0 });
    const sealed = { state: 'sealed' as const };
    show({
      me: f.amara,
      room: { step: 'write', attempt_a: 401 },
      more: [
        ...f.put('attempt', left, a),
        ...f.put('feedback', f.feedback(501, a, f.ben, sealed), f.feedback(490, left, f.dev, sealed)),
      ],
    });
    press(roomWords.open);
    expect(sent('open_feedback')).toEqual([{ attempt: 390 }]);
  });

  test('the step that is worked on and its fix do not overwrite each other', async () => {
    show({
      me: f.amara,
      room: { step: 'commit', attempt_a: 401 },
      more: [...f.put('attempt', open), ...f.put('feedback', own, fromBen, fromChloe)],
    });
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.fix), { target: { value: 'I stand up first.' } });
    });
    await pass(autosaveAfterMs);
    const card = screen.getByRole('article', { name: feedbackWords.by('Ben Whitcombe') });
    act(() => void fireEvent.click(within(card).getByRole('button', { name: roomWords.chooseStep })));
    expect(sent('commit_to_fix')).toEqual([
      { attempt: 401, feedback: 0, fix: 'I stand up first.' },
      { attempt: 401, feedback: 501, fix: 'I stand up first.' },
    ]);
    expect(within(card).getByRole('button', { name: roomWords.chosenStep })).toBeTruthy();
  });

  test('only the receiver says how useful it was, of what others wrote; the giver is told', () => {
    const more = [...f.put('attempt', open), ...f.put('feedback', own, fromBen, fromChloe)];
    show({ me: f.amara, room: { step: 'deliver', attempt_a: 401 }, more });
    expect(screen.getAllByRole('radio', { name: roomWords.worth.useful })).toHaveLength(2);
    const card = screen.getByRole('article', { name: feedbackWords.by('Ben Whitcombe') });
    act(() => void fireEvent.click(within(card).getByRole('radio', { name: roomWords.worth.very_useful })));
    expect(sent('rate_usefulness')).toEqual([{ feedback: 501, worth: 'very_useful' }]);
    cleanup();
    const row = { id: 951, feedback: 501, receiver: f.amara, giver: f.ben, worth: 'useful' as const };
    show({
      me: f.ben,
      room: { step: 'deliver', attempt_a: 401 },
      more: [...more, ...f.put('usefulness', row)],
    });
    expect(screen.queryByRole('radio', { name: roomWords.worth.useful })).toBeNull();
    expect(screen.getByText(roomWords.worthWas('Amara Okafor', 'useful'))).toBeTruthy();
  });
});

describe('the close', () => {
  test('is judged in one word, and why is saved as one types', async () => {
    show({
      me: f.chloe,
      room: { step: 'close', attempt_a: 401 },
      more: f.put('attempt', open, f.attempt(402, f.amara, f.room1, { answers: 401, feedback_open: true })),
    });
    choose(roomWords.verdict.partly);
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.judgeWhy), { target: { value: 'You stood up.' } });
    });
    await pass(autosaveAfterMs);
    expect(sent('judge_gap')).toEqual([
      { attempt: 401, verdict: 'partly', why: '' },
      { attempt: 401, verdict: 'partly', why: 'You stood up.' },
    ]);
    expect(screen.getByRole('region', { name: roomWords.judgements }).textContent).toContain('Chloë');
  });
});

describe('a gap of an earlier turn', () => {
  const later = { step: 'attempt_a' as const, slot: 2, performer: f.ben, coach: f.chloe, attempt_a: 0 };
  const b = f.attempt(402, f.amara, f.room1, { answers: 401, feedback_open: true });

  test('is judged late by whoever had no time for it, and again by whoever has thought again', async () => {
    show({ me: f.chloe, room: later, more: f.put('attempt', open, b) });
    const fold = screen.getByText(roomWords.judgeLater).closest('details')!;
    expect(fold.open).toBe(false);
    act(() => void fireEvent.click(within(fold).getByRole('radio', { name: roomWords.verdict.closed })));
    expect(sent('judge_gap')).toEqual([{ attempt: 401, verdict: 'closed', why: '' }]);
    expect(screen.getByText(roomWords.judgeAgain).closest('details')).toBe(fold);
    expect(screen.getByRole('region', { name: roomWords.judgements }).textContent).toContain('Chloë');
  });

  test('is not judged before its feedback is open, nor without an attempt B', () => {
    show({ me: f.chloe, room: later, more: f.put('attempt', a, { ...b, feedback_open: false }) });
    expect(screen.queryByText(roomWords.judgeLater)).toBeNull();
    cleanup();
    show({ me: f.chloe, room: later, more: f.put('attempt', open) });
    expect(screen.queryByText(roomWords.judgeLater)).toBeNull();
  });
});
