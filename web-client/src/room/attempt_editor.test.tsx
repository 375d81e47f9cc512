// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import { autosaveAfterMs } from '../commands/autosave.ts';
import { emptyStore, problem, type TestWorld } from '../connection/test_world.ts';
import type { Attempt } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { roomWords } from '../words/room.ts';
import { AttemptEditor } from './attempt_editor.tsx';

const words = 'Jo, at 1.57 four of twenty-seven had drawn their axes.';
const me = f.member(7, 'Ada', f.room1, 1);

let world: TestWorld;
let live: Live;
let tab: ReturnType<typeof emptyStore>;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  tab = emptyStore();
  load();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A load of the page in this tab; the editor is drawn when the server has said what there is. */
function load(attempts: Attempt[] = [], loads = 1): void {
  const changes = f.lesson({}, [me], f.put('attempt', ...attempts));
  ({ world, live } = arrive(changes, tab, `load${loads}-`));
  open();
}

function open(): void {
  draw(live, <AttemptEditor answers={0} shareLabel="Share" />);
}

function reload(attempts: Attempt[] = []): void {
  cleanup();
  load(attempts, 2);
}

const box = () => screen.getByLabelText<HTMLTextAreaElement>(roomWords.writeA);
const sent = (name: string) => world.socket.sent('command').filter((each) => each.name === name);
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

async function share(): Promise<void> {
  fireEvent.input(box(), { target: { value: words } });
  fireEvent.click(screen.getByRole('button', { name: 'Share' }));
  await pass(0);
}

async function answer(how: 'acknowledged' | 'refused'): Promise<void> {
  const id = live.connection.outbox.all().find((each) => each.name === 'share_attempt')!.id;
  if (how === 'acknowledged') world.socket.say({ frame: 'acknowledged', id, seq: 2 });
  else world.socket.say({ frame: 'refused', id, problem: problem('rooms_closed', 'The rooms are closed.') });
  await pass(0);
}

describe('P16 words that are being shared', () => {
  test('are on the screen and saved as a draft when they are refused', async () => {
    await share();
    await answer('refused');
    expect(screen.getByText('The rooms are closed.')).toBeTruthy();
    await pass(autosaveAfterMs);
    expect(sent('save_attempt_draft').map((each) => each.args)).toMatchObject([{ text: words }]);
  });

  test('are still there when they are refused after a reload', async () => {
    world.socket.cut();
    await share();
    reload();
    expect(box().value).toBe(words);
    expect(box().readOnly).toBe(true);
    await pass(autosaveAfterMs * 2);
    expect(sent('share_attempt')).toHaveLength(1);
    expect(sent('save_attempt_draft')).toEqual([]); // not past what is being shared
    await answer('refused');
    expect(box().value).toBe(words);
    expect(box().readOnly).toBe(false);
    await pass(autosaveAfterMs);
    expect(sent('save_attempt_draft').map((each) => each.args)).toMatchObject([{ text: words }]);
  });

  test('are still there when they are refused while another screen is shown', async () => {
    await share();
    cleanup();
    await answer('refused');
    open();
    expect(box().value).toBe(words);
    await pass(autosaveAfterMs);
    expect(sent('save_attempt_draft').map((each) => each.args)).toMatchObject([{ text: words }]);
  });
});

describe('words that were shared are not offered again', () => {
  test('when that is said at once', async () => {
    await share();
    expect(sessionStorage.length).toBe(1);
    await answer('acknowledged');
    expect(sessionStorage.length).toBe(0);
  });

  test('when it is said after a reload, or while another screen is shown', async () => {
    world.socket.cut();
    await share();
    reload();
    await pass(0);
    cleanup();
    await answer('acknowledged');
    expect(sessionStorage.length).toBe(0);
  });

  test('when it was said before this screen was there', async () => {
    world.socket.cut();
    await share();
    tab = emptyStore(); // answered, and so no longer waiting
    reload([f.attempt(401, 7, f.room1, { text: words })]);
    expect(box().value).toBe('');
    expect(sessionStorage.length).toBe(0);
  });
});
