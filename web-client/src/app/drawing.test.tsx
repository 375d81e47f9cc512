// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { options, render } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawOncePerPicture } from './drawing.ts';

const count = signal(0);
let drawn = 0;
let pictures: (() => void)[] = [];
const before = options.debounceRendering;

function Counter() {
  drawn += 1;
  return <p>{count.value > 0 ? `${count.value} so far` : 'none'}</p>;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => pictures.push(draw));
  vi.stubGlobal('cancelAnimationFrame', () => {});
  drawOncePerPicture();
  count.value = 0;
  pictures = [];
  render(<Counter />, document.body);
  drawn = 0;
});

afterEach(() => {
  render(null, document.body);
  if (before) options.debounceRendering = before;
  else delete options.debounceRendering;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what comes in between two pictures is drawn once, before the next', () => {
  count.value = 1;
  count.value = 2;
  expect(drawn).toBe(0);
  for (const draw of pictures) draw();
  expect(drawn).toBe(1);
  expect(document.body.textContent).toBe('2 so far');
});

test('a page that nobody sees is drawn too', () => {
  count.value = 1;
  vi.advanceTimersByTime(1_000);
  expect(document.body.textContent).toBe('1 so far');
  count.value = 2;
  vi.advanceTimersByTime(1_000);
  expect(document.body.textContent).toBe('2 so far');
});

function TwoFields() {
  const [form, setForm] = useState({ what: '', when: '' });
  return (
    <form>
      <input
        name="what"
        value={form.what}
        onInput={(e) => setForm({ ...form, what: e.currentTarget.value })}
      />
      <input
        name="when"
        value={form.when}
        onInput={(e) => setForm({ ...form, when: e.currentTarget.value })}
      />
      <output>{`${form.what}, ${form.when}`}</output>
    </form>
  );
}

test('what is typed into two fields between two pictures is kept in both', () => {
  render(<TwoFields />, document.body);
  for (const [name, text] of [
    ['what', 'one step'],
    ['when', 'on Thursday'],
  ]) {
    const field = document.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (!field || !text) throw new Error(`no field ${name}`);
    field.dispatchEvent(new Event('beforeinput', { bubbles: true }));
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  for (const draw of pictures) draw();
  expect(document.querySelector('output')?.textContent).toBe('one step, on Thursday');
});
