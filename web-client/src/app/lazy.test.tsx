// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { render as draw } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appWords } from '../words/app.ts';
import { lazy } from './lazy.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const Part = ({ name }: { name: string }) => <p>Hello {name}</p>;

test('draws the part once it is there, with its props', async () => {
  const Lazy = lazy(async () => Part);
  render(<Lazy name="Ada" />);
  expect(screen.queryByText('Hello Ada')).toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.getByText('Hello Ada')).toBeTruthy();
});

test('P1 tries again when the network was away, until it works', async () => {
  let tries = 0;
  const Lazy = lazy(async () => {
    tries += 1;
    if (tries < 3) throw new Error('network');
    return Part;
  });
  render(<Lazy name="Ada" />);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tries).toBe(3);
  expect(screen.getByText('Hello Ada')).toBeTruthy();
});

test('says, when it fails again, that the page has been updated, and goes on trying', async () => {
  let away = true;
  const Lazy = lazy(async () => {
    if (away) throw new TypeError('Failed to fetch dynamically imported module');
    return Part;
  });
  render(<Lazy name="Ada" />);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(screen.queryByRole('alert')).toBeNull(); // one failure is worth no word
  await vi.advanceTimersByTimeAsync(2_000);
  expect(screen.getByRole('alert').textContent).toContain(appWords.updated);
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
  fireEvent.click(screen.getByRole('button', { name: appWords.loadAgain }));
  expect(reload).toHaveBeenCalledTimes(1);
  reload.mockRestore();
  away = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(screen.getByText('Hello Ada')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('does not try on for a screen that is gone', async () => {
  const load = vi.fn(async (): Promise<typeof Part> => {
    throw new Error('network');
  });
  const Lazy = lazy(load);
  const { unmount } = render(<Lazy name="Ada" />);
  await vi.advanceTimersByTimeAsync(0);
  unmount();
  const tries = load.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load.mock.calls.length).toBeLessThanOrEqual(tries + 1);
});

test('is fetched once, however often it is drawn', async () => {
  const load = vi.fn(async () => Part);
  const Lazy = lazy(load);
  render(<Lazy name="Ada" />);
  await vi.advanceTimersByTimeAsync(0);
  cleanup();
  render(<Lazy name="Ben" />);
  expect(screen.getByText('Hello Ben')).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(1);
});

test('what was fetched ahead just after the first drawing is drawn', async () => {
  let arrive: (part: typeof Part) => void = () => {};
  const Lazy = lazy(
    () =>
      new Promise<typeof Part>((resolve) => {
        arrive = resolve;
      }),
  );
  Lazy.ahead();
  const box = document.createElement('div');
  // Without the test library's render, which would run the effects at once.
  draw(<Lazy name="Ada" />, box);
  arrive(Part);
  await Promise.resolve();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(box.textContent).toBe('Hello Ada');
});
