import { expect, test } from 'vitest';
import { lengthOf } from './text_length.ts';

// The server counts code points (protocol/text_rules.hpp).
test.each([
  ['', 0],
  ['Ada', 3],
  ['Chloë', 5],
  ['Chloë'.normalize('NFD'), 6],
  ['a\nb', 3],
  ['𝒜', 1],
  ['👍', 1],
  ['👩🏽‍🏫', 4], // woman, skin tone, joiner, school
  ['🇬🇧', 2],
  ['日本語', 3],
  ['שלום', 4],
])('%j has %i characters', (text, length) => {
  expect(lengthOf(text)).toBe(length);
});

test('a text of astral characters is as long as it is for the server, not twice as long', () => {
  expect('👍'.repeat(60).length).toBe(120);
  expect(lengthOf('👍'.repeat(60))).toBe(60);
});
