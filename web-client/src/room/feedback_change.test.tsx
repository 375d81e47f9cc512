// @vitest-environment happy-dom
// Feedback that was given, and is being changed before the room opens it: only what is given again counts.
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import { autosaveAfterMs } from '../commands/autosave.ts';
import { emptyStore, problem, type TestWorld } from '../connection/test_world.ts';
import { Notices } from '../design/notices.tsx';
import type { Change, Feedback } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { saveWords } from '../words/commands.ts';
import { noticeWords } from '../words/design.ts';
import { feedbackWords } from '../words/feedback.ts';
import { Alone } from './thread.tsx';

const me = f.member(7, 'Ada', f.room1, 1);
const author = f.member(8, 'Ben', f.room1, 2);
const a = f.attempt(401, 8, f.room1);
const sealed = f.feedback(501, a, 7, { ...f.filled, state: 'sealed' });
const more = 'You said the number, and waited for her to answer.';

let world: TestWorld;
let live: Live;
let tab: ReturnType<typeof emptyStore>;
let loads = 0;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  tab = emptyStore();
  load(sealed);
});
afterEach(() => {
  for (const each of screen.queryAllByRole('button', { name: noticeWords.dismiss })) fireEvent.click(each);
  cleanup();
  vi.useRealTimers();
});

/** This tab, after a load of the page. */
function load(mine: Feedback): void {
  loads += 1;
  cleanup();
  const changes = f.lesson({ now: 'rehearse' }, [me, author], f.put('attempt', a), f.put('feedback', mine));
  ({ world, live } = arrive(changes, tab, `load${loads}-`));
  draw(
    live,
    <>
      <Now />
      <Notices />
    </>,
  );
}

function Now() {
  return <Alone attempt={live.tables.get('attempt', a.id)!} />;
}

const noticed = () => screen.getByLabelText<HTMLTextAreaElement>(noticeWords.words).value;
const arrives = (...changes: Change[][]) =>
  act(async () => {
    world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 0, changes: changes.flat() });
    await vi.advanceTimersByTimeAsync(0);
  });
const strength = () => screen.queryByLabelText<HTMLTextAreaElement>(feedbackWords.strength);
const press = (name: string) => act(() => void fireEvent.click(screen.getByRole('button', { name })));
const type = (text: string) => act(() => void fireEvent.input(strength()!, { target: { value: text } }));
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const sent = (name: string) => world.socket.sent('command').filter((each) => each.name === name);

async function answer(how: 'acknowledged' | 'refused'): Promise<void> {
  const { id } = sent('give_feedback').at(-1)!;
  await act(async () => {
    if (how === 'acknowledged') world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    else world.socket.say({ frame: 'refused', id, problem: problem('feedback_open', 'It is open.') });
    await vi.advanceTimersByTimeAsync(0);
  });
}

async function change(): Promise<void> {
  press(feedbackWords.change);
  type(more);
  await pass(autosaveAfterMs * 2);
}

test('P16 is not said to be saved, nor to count when the time is up, before it is given', async () => {
  await change();
  expect(sent('save_feedback_draft')).toEqual([]); // the server would not keep it
  expect(screen.queryByText(saveWords.saved)).toBeNull();
  expect(screen.getByText(saveWords.notGiven)).toBeTruthy();
  expect(screen.getByText(feedbackWords.notGiven(feedbackWords.give))).toBeTruthy();
  expect(screen.queryByText(feedbackWords.typedCounts, { exact: false })).toBeNull();
});

test('P1, P16 is there again after a reload, until it has been given', async () => {
  await change();
  load(sealed);
  expect(strength()?.value).toBe(more);
  press(feedbackWords.give);
  await pass(0);
  expect(sent('give_feedback').at(-1)?.args).toMatchObject({ attempt: 401, strength: more });
  expect(sessionStorage.length).toBe(1);
  await answer('acknowledged');
  expect(sessionStorage.length).toBe(0);
  expect(strength()).toBeNull();
});

test('P16 refused, it stays on the screen and in the tab', async () => {
  await change();
  press(feedbackWords.give);
  await answer('refused');
  expect(strength()?.value).toBe(more);
  load(sealed);
  expect(strength()?.value).toBe(more);
});

test('P16 what is typed while it is being given is neither thrown away nor taken for given', async () => {
  await change();
  press(feedbackWords.give);
  await pass(0);
  type(`${more} And then?`);
  await answer('acknowledged');
  expect(strength()?.value).toBe(`${more} And then?`);
  expect(screen.getByText(saveWords.notGiven)).toBeTruthy();
});

test('given up, nothing of it is kept, and nothing is sent', async () => {
  await change();
  press(feedbackWords.cancel);
  await pass(autosaveAfterMs * 2);
  expect(world.socket.sent('command')).toEqual([]);
  load(sealed);
  expect(strength()).toBeNull();
});

test('P16 what is being typed here while it is given on another device is not thrown away', async () => {
  const draft = f.feedback(501, a, 7, { ...f.filled, state: 'draft' });
  load(draft);
  type(more);
  await arrives(f.put('feedback', sealed));
  expect(sent('save_feedback_draft')).toEqual([]);
  expect(strength()?.value).toBe(more);
  expect(screen.getByText(saveWords.notGiven)).toBeTruthy();
});

test('P16 what was not given before it was opened is told, and its words are shown', async () => {
  await change();
  await arrives(
    f.put('feedback', { ...sealed, state: 'delivered' }),
    f.put('attempt', { ...a, feedback_open: true }),
  );
  expect(screen.getByText(feedbackWords.changeTooLate)).toBeTruthy();
  expect(noticed()).toContain(more);
});

test('P16 words that come after it was opened are refused with the reason, and shown', async () => {
  load(f.feedback(501, a, 7, { state: 'draft' }));
  type(more);
  await arrives(
    f.put('feedback', { ...sealed, state: 'delivered' }),
    f.put('attempt', { ...a, feedback_open: true }),
  );
  const { id } = sent('save_feedback_draft').at(-1)!;
  await act(async () => {
    world.socket.say({ frame: 'refused', id, problem: problem('feedback_open', 'It is delivered.') });
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(screen.getByText(saveWords.refused('It is delivered.'))).toBeTruthy();
  expect(noticed()).toBe(more);
});
