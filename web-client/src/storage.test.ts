// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserStore, guarded, tabStore } from './storage.ts';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

const refuses = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

test.each([
  ['reaching for it', refuses],
  [
    'each use of it',
    () => ({ getItem: refuses, setItem: refuses, removeItem: refuses }) as unknown as Storage,
  ],
])('P16 where %s is forbidden, what is kept lasts as long as the page', (_, real) => {
  const store = guarded(real);
  store.setItem('a', '1');
  store.setItem('b', '2');
  expect(store.getItem('a')).toBe('1');
  expect(store.keys()).toEqual(expect.arrayContaining(['a', 'b']));
  store.removeItem('a');
  expect(store.getItem('a')).toBeNull();
  expect(store.getItem('b')).toBe('2');
});

test('what no longer fits is held in place of what was kept before, until it fits again', () => {
  const full = vi.spyOn(Storage.prototype, 'setItem');
  tabStore.setItem('a', 'old');
  full.mockImplementation(() => {
    throw new DOMException('It is full.', 'QuotaExceededError');
  });
  tabStore.setItem('a', 'new');
  expect(tabStore.getItem('a')).toBe('new');
  full.mockRestore();
  tabStore.setItem('a', 'newer');
  expect(sessionStorage.getItem('a')).toBe('newer');
});

test('each is kept where it belongs: of the tab, and of the browser', () => {
  tabStore.setItem('a', 'tab');
  browserStore.setItem('a', 'browser');
  expect(sessionStorage.getItem('a')).toBe('tab');
  expect(localStorage.getItem('a')).toBe('browser');
  expect(browserStore.keys()).toEqual(['a']);
});
