// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepAwake } from './wake_lock.ts';

const release = vi.fn(async () => {});
const request = vi.fn(async (_of: string) => ({ release }));
let visibility = 'visible';

beforeEach(() => {
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility as 'visible');
  Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  release.mockClear();
  request.mockReset();
  request.mockImplementation(async () => ({ release }));
});

async function become(to: string): Promise<void> {
  visibility = to;
  document.dispatchEvent(new Event('visibilitychange'));
  await Promise.resolve();
}

test('the screen stays on, also after the page was hidden, until it is no longer wanted', async () => {
  const stop = keepAwake();
  expect(request.mock.calls).toEqual([['screen']]);
  await become('hidden');
  expect(request).toHaveBeenCalledTimes(1);
  await become('visible');
  expect(request).toHaveBeenCalledTimes(2);
  await vi.waitFor(() => expect(release).toHaveBeenCalledTimes(1)); // the one from before
  stop();
  expect(release).toHaveBeenCalledTimes(2);
  await become('visible');
  expect(request).toHaveBeenCalledTimes(2);
});

test('a lock that comes too late is given back', async () => {
  const stop = keepAwake();
  stop();
  await vi.waitFor(() => expect(release).toHaveBeenCalled());
});

test('a refusal, or a browser that knows no such lock, stops nobody', async () => {
  const refused = vi.fn();
  addEventListener('unhandledrejection', refused);
  request.mockRejectedValue(new DOMException('The battery is low.', 'NotAllowedError'));
  keepAwake()();
  Object.defineProperty(navigator, 'wakeLock', { value: undefined, configurable: true });
  keepAwake()();
  await become('visible');
  expect(refused).not.toHaveBeenCalled();
});
