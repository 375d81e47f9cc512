// @vitest-environment happy-dom
// What a facilitator says: sent once, waited for, and never lost without a word.
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { consoleWords } from '../words/console.ts';
import { dialogWords } from '../words/design.ts';
import { everybody, TestConsole } from './test_console.tsx';

let opened: TestConsole;
const words = 'Two more minutes, then we open it together.';

beforeEach(() => {
  opened = new TestConsole(f.lesson({ now: 'rehearse', rooms: 'open' }, everybody));
});
afterEach(cleanup);

const button = (name: string) => screen.getByRole('button', { name });
const dialog = (name: string) => screen.queryByRole('dialog', { name });
const choose = async (item: string) => {
  await act(async () => button(consoleWords.more).click());
  await act(async () => screen.getByRole('menuitem', { name: item }).click());
};
const sent = () => opened.world.socket.sent('command').filter((each) => each.name === 'announce');
/** What is done when a command is answered is done a moment later. */
const answers = (how: () => void) => act(async () => how());

async function announces(): Promise<HTMLElement> {
  await choose(consoleWords.announce);
  fireEvent.input(screen.getByRole('textbox', { name: consoleWords.announceLabel }), {
    target: { value: words },
  });
  await act(async () => button(consoleWords.announceSend).click());
  return screen.getByRole('dialog', { name: consoleWords.announceTitle });
}

test('the button waits for the answer and sends nothing twice; then the dialog closes', async () => {
  const box = await announces();
  const waits = within(box).getByRole('button', { name: consoleWords.announcing });
  expect(waits.getAttribute('aria-busy')).toBe('true');
  await act(async () => {
    waits.click();
    fireEvent.submit(box.querySelector('form')!);
  });
  expect(sent()).toHaveLength(1);
  await answers(() => opened.acknowledge());
  expect(dialog(consoleWords.announceTitle)).toBeNull();
});

test('a refusal is said at the field, and it can be sent again', async () => {
  const box = await announces();
  await answers(() => opened.refuse('args.text', 'Too many announcements.'));
  expect(box.textContent).toContain('Too many announcements.');
  await act(async () => button(consoleWords.announceSend).click());
  expect(sent()).toHaveLength(2);
});

test('whoever closes it meanwhile keeps the dialog that they opened next', async () => {
  const box = await announces();
  await act(async () => within(box).getAllByRole('button', { name: dialogWords.close })[0]!.click());
  await choose(consoleWords.people);
  await answers(() => opened.acknowledge());
  expect(dialog(consoleWords.peopleTitle)).toBeTruthy();
});

test('and is told if it was refused', async () => {
  const box = await announces();
  await act(async () => within(box).getAllByRole('button', { name: dialogWords.close })[0]!.click());
  await choose(consoleWords.people);
  await answers(() => opened.refuse('args.text', 'Too many announcements.'));
  expect(dialog(consoleWords.peopleTitle)?.textContent).toContain('Too many announcements.');
});

test('nothing to say is said at the field', async () => {
  await choose(consoleWords.announce);
  await act(async () => button(consoleWords.announceSend).click());
  expect(sent()).toEqual([]);
  expect(screen.getByText(consoleWords.announceEmpty)).toBeTruthy();
});
