// @vitest-environment happy-dom
// What is said and shown while dialogs are open: where people are, and nowhere else.
import { act, cleanup, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noticeWords } from '../words/design.ts';
import { Announcer, announce } from './announcer.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notices, noticeForMs, notify, tell } from './notices.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await pass(noticeForMs * 2);
  cleanup();
  vi.useRealTimers();
});

const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

function Page() {
  const [open, setOpen] = useState(0);
  return (
    <>
      <Button onClick={() => setOpen(1)}>Read the exemplar</Button>
      {open > 0 && (
        <Dialog title="The exemplar" onClose={() => setOpen(0)}>
          <Button onClick={() => setOpen(2)}>Ask</Button>
          {open > 1 && (
            <Dialog title="Why?" onClose={() => setOpen(1)}>
              <p>Because.</p>
            </Dialog>
          )}
        </Dialog>
      )}
      <Notices />
      <Announcer />
    </>
  );
}

/** The last of that name: in the dialog on top. */
const press = (name: string) => act(async () => screen.getAllByRole('button', { name }).at(-1)?.click());
async function opened(): Promise<void> {
  render(<Page />);
  await press('Read the exemplar');
  await pass(1_000);
}

/** Where these words are in a live region, by the title of the dialog; "" is the page. */
const placesOf = (selector: string) => (words: string) =>
  [...document.querySelectorAll(selector)]
    .filter((each) => each.textContent?.includes(words))
    .map((each) => each.closest('dialog')?.querySelector('h2')?.textContent ?? '');
const heard = placesOf('[data-announcer]');
const seen = placesOf('.notice');

test('P12 what is announced is heard in the page, and in the dialog on top while one is open', async () => {
  await opened();
  await act(async () => announce('Two more minutes.'));
  expect(heard('Two more minutes.')).toEqual(['The exemplar']);
  await press('Ask');
  await pass(1_000);
  await act(async () => announce('One more minute.'));
  expect(heard('One more minute.')).toEqual(['Why?']);
  await press('Close');
  await pass(1_000);
  await act(async () => announce('Ten seconds.', 'assertive'));
  expect(heard('Ten seconds.')).toEqual(['The exemplar']);
  await press('Close');
  await pass(1_000);
  await act(async () => announce('Time is up.'));
  expect(heard('Time is up.')).toEqual(['']);
});

test('P12 what is said while a dialog closes is heard after it; what was said long before is not said again', async () => {
  await opened();
  await act(async () => announce('Read this.'));
  await pass(2_000);
  await act(async () => {
    announce('Announced.', 'assertive');
    screen.getByRole('button', { name: 'Close' }).click();
  });
  await pass(1_000);
  expect(heard('Announced.')).toEqual(['']);
  expect(heard('Read this.')).toEqual([]);
});

test('a notice is inside the dialog on top, where it can be dismissed, and stays when that closes', async () => {
  await opened();
  await act(async () => notify('The link is copied.'));
  expect(seen('The link is copied.')).toEqual(['The exemplar']);
  await press('Close');
  expect(seen('The link is copied.')).toEqual(['']);
  await press('Dismiss');
  expect(seen('The link is copied.')).toEqual([]);
});

test('P6 what the page says by itself is shown as well while a dialog covers it, and only then', async () => {
  render(<Page />);
  await act(async () => tell('Amara performs attempt A.'));
  expect(seen('Amara')).toEqual([]);
  expect(heard('Amara')).toEqual(['']);
  await press('Read the exemplar');
  await act(async () => tell('Write your feedback.'));
  expect(seen('Write your feedback.')).toEqual(['The exemplar']);
  expect(heard('Write your feedback.')).toEqual([]);
  await pass(1_000);
  expect(heard('Write your feedback.')).toEqual(['The exemplar']);
});

test('P16 words that were refused stay until they are dismissed, whatever else is told, and can be copied', async () => {
  render(<Page />);
  const words = () =>
    screen.queryAllByLabelText<HTMLTextAreaElement>(noticeWords.words).map((each) => each.value);
  await act(async () => {
    notify('It is open.', 'bad', 'My first words');
    notify('It is open.', 'bad', 'My last words');
    for (const each of ['One', 'Two', 'Three', 'Four']) notify(each);
  });
  await pass(noticeForMs * 3);
  expect(words()).toEqual(['My first words', 'My last words']);
  const write = vi.fn(async (_text: string) => {});
  vi.stubGlobal('navigator', { clipboard: { writeText: write } });
  await press(noticeWords.copy);
  expect(write).toHaveBeenCalledWith('My last words');
  expect(screen.getByRole('button', { name: noticeWords.copied })).toBeTruthy();
  vi.unstubAllGlobals();
  await press(noticeWords.dismiss);
  await press(noticeWords.dismiss);
  expect(words()).toEqual([]);
});
