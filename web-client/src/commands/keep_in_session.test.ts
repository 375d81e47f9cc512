// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { keepInSession } from './keep_in_session.ts';

beforeEach(() => sessionStorage.clear());

test('gives back what was kept, also after a reload', () => {
  keepInSession<{ text: string }>('a').write({ text: 'Ü 👩🏽‍🏫\n“…”' });
  expect(keepInSession<{ text: string }>('a').read()).toEqual({ text: 'Ü 👩🏽‍🏫\n“…”' });
  expect(keepInSession('b').read()).toBeUndefined();
});

test('an empty text is something that was kept', () => {
  keepInSession<string>('a').write('');
  expect(keepInSession<string>('a').read()).toBe('');
});

test('is gone when cleared, and only that', () => {
  keepInSession('a').write(1);
  keepInSession('b').write(2);
  keepInSession('a').clear();
  expect(keepInSession('a').read()).toBeUndefined();
  expect(keepInSession('b').read()).toBe(2);
});

test('a store that is forbidden, full or spoilt stops nobody', () => {
  const forbidden = {
    getItem: () => {
      throw new Error('forbidden');
    },
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => {
      throw new Error('forbidden');
    },
  } as unknown as Storage;
  const keep = keepInSession('a', forbidden);
  expect(() => keep.write('x')).not.toThrow();
  expect(() => keep.clear()).not.toThrow();
  expect(keep.read()).toBeUndefined();
  sessionStorage.setItem('spoilt', '{"half":');
  expect(keepInSession('spoilt').read()).toBeUndefined();
});
