// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepInSession } from './keep_in_session.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.unstubAllGlobals());

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

test('what is spoilt stops nobody', () => {
  sessionStorage.setItem('spoilt', '{"half":');
  expect(keepInSession('spoilt').read()).toBeUndefined();
});

test('P16 where storage is forbidden, what is typed outlives the screen that it was typed on', () => {
  vi.stubGlobal('sessionStorage', undefined);
  keepInSession('a').write('words');
  expect(keepInSession('a').read()).toBe('words');
  keepInSession('a').clear();
  expect(keepInSession('a').read()).toBeUndefined();
});
