import { expect, test } from 'vitest';
import { nearness } from './nearness.ts';

test.each([
  [3, 3, 'same'],
  [3, 4, 'one_apart'],
  [4, 3, 'one_apart'],
  [2, 4, 'further'],
  [4, 1, 'further'],
  [0, 3, undefined],
  [3, 0, undefined],
  [0, 0, undefined],
])('%i beside %i is %s', (mine, theirs, near) => {
  expect(nearness(mine, theirs)).toBe(near);
});
