import { expect, test } from 'vitest';
import { wordsIn } from './words_in.ts';

test('P16 all that somebody has written is in it, in its order, and nothing that they have only chosen', () => {
  const form = {
    attempt: 401,
    ratings: [
      { criterion: 1, score: 3, evidence: '“Four of them.”' },
      { criterion: 2, score: 0, evidence: ' ' },
    ],
    strength: 'You waited. ',
    action_step: 'Say the number first.',
  };
  expect(wordsIn(form)).toBe('“Four of them.”\n\nYou waited.\n\nSay the number first.');
  expect(wordsIn({ attempt: 0, answers: 401, kind: 'live', text: 'Watch me.' })).toBe('Watch me.');
  expect(wordsIn('Half a sen')).toBe('Half a sen');
  expect(wordsIn([{ criterion: 1, score: 3 }])).toBe('');
});
