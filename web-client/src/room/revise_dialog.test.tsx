// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import { emptyStore, problem, type TestWorld } from '../connection/test_world.ts';
import * as f from '../stories/fixtures.ts';
import { dialogWords } from '../words/design.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { AttemptCard } from './attempt_card.tsx';

const me = f.member(7, 'Ada', f.room1, 1);
const shared = f.attempt(401, 7, f.room1);

let world: TestWorld;
let live: Live;
let tab: ReturnType<typeof emptyStore>;
let loads = 0;

beforeEach(() => {
  sessionStorage.clear();
  tab = emptyStore();
  load();
});
afterEach(cleanup);

/** This tab, after a load of the page. */
function load(): void {
  loads += 1;
  cleanup();
  ({ world, live } = arrive(f.lesson({}, [me], f.put('attempt', shared)), tab, `load${loads}-`));
  show();
}

function show(attempt = shared): void {
  cleanup();
  draw(live, <AttemptCard attempt={attempt} />);
}

const box = () => screen.queryByLabelText<HTMLTextAreaElement>(roomWords.writeA);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

function revise(): void {
  press(`${sessionWords.optionsFor} ${roomWords.mine(roomWords.attemptA)}`);
  fireEvent.click(screen.getByRole('menuitem', { name: roomWords.revise }));
}

function type(text: string): void {
  fireEvent.input(box()!, { target: { value: text } });
}

async function answer(how: 'acknowledged' | 'refused'): Promise<void> {
  const id = live.connection.outbox.all().find((each) => each.name === 'revise_attempt')!.id;
  await act(async () => {
    if (how === 'acknowledged') world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    else world.socket.say({ frame: 'refused', id, problem: problem('feedback_open', 'It is open.') });
  });
}

test('P1, P5 a revision is there again after a reload, and after another screen', () => {
  revise();
  type('Shorter.');
  load();
  expect(box()?.value).toBe('Shorter.');
  show();
  expect(box()?.value).toBe('Shorter.');
});

test('P1 closed without giving it up, it is offered when one revises again', () => {
  revise();
  type('Shorter.');
  press(dialogWords.close);
  load();
  expect(box()).toBeNull();
  expect(screen.getByText(roomWords.moreThanShared)).toBeTruthy();
  revise();
  expect(box()?.value).toBe('Shorter.');
});

test('given up, or never changed, nothing of it is kept', () => {
  revise();
  type('Shorter.');
  press(dialogWords.cancel);
  revise();
  expect(box()?.value).toBe(f.attemptText);
  press(dialogWords.close);
  expect(sessionStorage.length).toBe(0);
});

test('P16 it is kept until the server has it, and closes then, also after a reload', async () => {
  revise();
  type('Shorter.');
  press(roomWords.saveRevision);
  load();
  expect(box()?.readOnly).toBe(true);
  await answer('acknowledged');
  expect(box()).toBeNull();
  expect(sessionStorage.length).toBe(0);
});

test('P16 refused, it stays on the screen with the reason', async () => {
  revise();
  type('Shorter.');
  press(roomWords.saveRevision);
  await act(async () => {});
  await answer('refused');
  expect(screen.getByText('It is open.')).toBeTruthy();
  expect(box()?.value).toBe('Shorter.');
  expect(box()?.readOnly).toBe(false);
});

test('it does not open over feedback that is open', () => {
  revise();
  type('Shorter.');
  show({ ...shared, feedback_open: true });
  expect(box()).toBeNull();
});

test('P16 words that came to the server when it had just been shared are offered, until they are given up', () => {
  show({ ...shared, draft: `${shared.text} And watch me.` });
  expect(screen.getByText(roomWords.moreThanShared)).toBeTruthy();
  press(roomWords.seeRevision);
  expect(box()?.value).toBe(`${shared.text} And watch me.`);
  press(dialogWords.cancel);
  const args = world.socket.sent('command').map((each) => each.args);
  expect(args).toEqual([{ attempt: 401, answers: 0, text: '' }]);
});
