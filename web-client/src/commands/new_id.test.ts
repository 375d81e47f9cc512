import { expect, test } from 'vitest';
import { limits } from '../protocol.ts';
import { newId } from './new_id.ts';

test('is a random UUID, short enough for the wire, and never the same', () => {
  const ids = Array.from({ length: 2_000 }, newId);
  for (const each of ids) {
    expect(each).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(ids[0]!.length).toBeLessThanOrEqual(limits.command_id_chars_max);
  expect(new Set(ids).size).toBe(ids.length);
});
