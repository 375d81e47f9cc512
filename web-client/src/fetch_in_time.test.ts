import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerMsMax, fetchInTime, wholeMsMax } from './fetch_in_time.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A network that takes the request and never answers. */
const swallowed: typeof fetch = (_path, options) =>
  new Promise((_, reject) => {
    options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
  });

test('gives up when no answer begins, and not before its time', async () => {
  const failed = vi.fn();
  fetchInTime('/api', {}, swallowed).catch(failed);
  await vi.advanceTimersByTimeAsync(answerMsMax - 1);
  expect(failed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(failed).toHaveBeenCalled();
});

test('gives what is long the time to be sent', async () => {
  const failed = vi.fn();
  fetchInTime('/api', { method: 'POST', body: 'x'.repeat(1_000_000) }, swallowed).catch(failed);
  await vi.advanceTimersByTimeAsync(answerMsMax * 2);
  expect(failed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(answerMsMax * 10);
  expect(failed).toHaveBeenCalled();
});

test('an answer that has begun may take longer, but not for ever', async () => {
  let signal: AbortSignal | null | undefined;
  await fetchInTime('/api', {}, async (_path, options) => {
    signal = options?.signal;
    return new Response('{}');
  });
  await vi.advanceTimersByTimeAsync(answerMsMax * 2);
  expect(signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(wholeMsMax);
  expect(signal?.aborted).toBe(true);
});
