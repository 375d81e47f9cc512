import { expect, test } from 'vitest';
import { problem } from '../connection/test_world.ts';
import { newSent } from './sent.ts';

test('is saving until it is settled, and true only when it is in the log', async () => {
  const saved = newSent('a');
  expect(saved.state.value).toBe('saving');
  saved.settle('saved');
  expect(saved.state.value).toBe('saved');
  expect(await saved.settled).toBe(true);
});

test.each(['refused', 'replaced'] as const)('%s is not saved', async (how) => {
  const sent = newSent('a');
  sent.settle(how, how === 'refused' ? problem('too_long') : undefined);
  expect(await sent.settled).toBe(false);
  expect(sent.state.value).toBe(how);
});

test('the reason is there before anybody hears of the refusal', () => {
  const sent = newSent('a');
  const seen: (string | undefined)[] = [];
  sent.state.subscribe((state) => {
    if (state === 'refused') seen.push(sent.problem.value?.code);
  });
  sent.settle('refused', problem('too_long'));
  expect(seen).toEqual(['too_long']);
});
