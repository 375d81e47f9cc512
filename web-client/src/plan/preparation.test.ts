import { describe, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { known, scored, scoreOn, whole } from './preparation.ts';

const [first, second] = f.criteria as [(typeof f.criteria)[0], (typeof f.criteria)[0]];

describe('scores', () => {
  test('are changed one at a time; undecided takes one out', () => {
    const one = scored([], first.id, 3);
    const both = scored(one, second.id, 1);
    expect(scoreOn(both, first.id)).toBe(3);
    expect(scored(both, first.id, 4)).toContainEqual({ criterion: first.id, score: 4 });
    expect(scored(both, first.id, 0)).toEqual([{ criterion: second.id, score: 1 }]);
  });

  test('on a criterion that has gone are not sent, as the server would refuse all of it', () => {
    const scores = [
      { criterion: 1, score: 4 },
      { criterion: second.id, score: 2 },
      { criterion: first.id, score: 0 },
    ];
    expect(known(scores, f.criteria)).toEqual([{ criterion: second.id, score: 2 }]);
  });
});

test('a gap that has gone is no gap; one that is there is kept with the words', () => {
  const of = { scores: [], gap: first.id, words: 'Jo, one thing first.', moves: 'Stand up.' };
  expect(whole(of, f.criteria)).toEqual(of);
  expect(whole({ ...of, gap: 1 }, f.criteria)).toEqual({ ...of, gap: 0 });
});
