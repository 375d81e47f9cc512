// @vitest-environment happy-dom
// What a screen says while the server hears us and cannot save.
import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { autosaveAfterMs } from '../commands/autosave.ts';
import { pauseMsMax } from '../connection/backoff.ts';
import { heldUpAfterMs } from '../connection/held_up.ts';
import { problem, type TestWorld } from '../connection/test_world.ts';
import { Announcer } from '../design/announcer.tsx';
import { AttemptEditor } from '../room/attempt_editor.tsx';
import * as f from '../stories/fixtures.ts';
import { connectionWords } from '../words/app.ts';
import { roomWords } from '../words/room.ts';
import { ConnectionBanner, ConnectionMark } from './connection_state.tsx';
import { arrive, draw } from './test_live.tsx';

afterEach(cleanup);

function drawn() {
  const { world, live } = arrive();
  draw(
    live,
    <>
      <ConnectionMark />
      <ConnectionBanner />
      <Announcer />
    </>,
  );
  return { world, live };
}

const banner = () => document.querySelector('.connection-banner')?.textContent;
const mark = () => document.querySelector('.connection')?.textContent;

describe('P16 what is being written', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    sessionStorage.clear();
  });
  afterEach(() => void vi.useRealTimers());
  const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

  async function typed() {
    const { world, live } = arrive(f.lesson({}, [f.member(7, 'Ada', f.room1, 1)]));
    draw(
      live,
      <>
        <ConnectionMark />
        <AttemptEditor answers={0} />
      </>,
    );
    const box = screen.getByLabelText(roomWords.writeA);
    act(() => void fireEvent.input(box, { target: { value: 'Half a sen' } }));
    await pass(500);
    return { world, live };
  }

  const answered = (world: TestWorld, how: 'saved' | 'refused') =>
    act(async () => {
      const { id } = world.socket.sent('command').at(-1)!;
      if (how === 'saved') world.socket.say({ frame: 'acknowledged', id, seq: 2 });
      else world.socket.say({ frame: 'refused', id, problem: problem('limit_reached') });
      await vi.advanceTimersByTimeAsync(0);
    });

  test('is not called saved before it is', async () => {
    const { world } = await typed();
    expect(mark()).toBe(connectionWords.unsaved);
    await pass(autosaveAfterMs);
    expect(mark()).toBe(connectionWords.unsaved);
    await answered(world, 'saved');
    expect(mark()).toBe(connectionWords.saved);
  });

  test('is not called saved when it was refused, as long as it is there', async () => {
    const { world, live } = await typed();
    await pass(autosaveAfterMs);
    await answered(world, 'refused');
    await pass(5_000);
    expect(mark()).toBe(connectionWords.unsaved);
    cleanup();
    expect(live.unsaved.value).toBe(0);
  });
});

test('P16 says that everything is up to date only when what waited has been answered', async () => {
  vi.useFakeTimers();
  const { world, live } = drawn();
  const said = () => screen.getByRole('status').textContent;
  act(() => world.socket.cut());
  const { id } = live.send('rename', { member: 7, name: 'Ada L.' });
  await act(async () => void (await vi.advanceTimersByTimeAsync(3_000)));
  expect(said()).toBe(connectionWords.lost);
  await act(async () => {
    world.pass(pauseMsMax);
    world.socket.accept();
    world.socket.welcome({ snapshot: false });
    await vi.advanceTimersByTimeAsync(1_000);
  });
  expect(said()).toBe(connectionWords.lost);
  act(() => world.socket.say({ frame: 'acknowledged', id, seq: 2 }));
  expect(said()).toBe(connectionWords.back);
  vi.useRealTimers();
});

describe('P16 says that everything is up to date only when nothing that is written here is unsaved:', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const said = () => screen.getByRole('status').textContent;
  const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

  /** Back after a loss, with a text that was refused, or not given yet: no command waits for an answer. */
  async function backWithText() {
    const { world, live } = drawn();
    const dirty = signal(true);
    const text = {
      get dirty() {
        return dirty.value;
      },
    };
    live.watch(text);
    act(() => world.socket.cut());
    await pass(3_000);
    await act(async () => {
      world.pass(pauseMsMax);
      world.socket.accept();
      world.socket.welcome({ snapshot: false });
      await vi.advanceTimersByTimeAsync(1_000);
    });
    expect(live.unanswered.value).toBe(0);
    return dirty;
  }

  test('when it has been saved', async () => {
    const dirty = await backWithText();
    expect(said()).toBe(connectionWords.lost);
    act(() => {
      dirty.value = false;
    });
    expect(said()).toBe(connectionWords.back);
  });

  test('where it waits for its writer, that is said, and that the connection is back', async () => {
    const dirty = await backWithText();
    await pass(5_000);
    expect(said()).toBe(connectionWords.backNotAll);
    act(() => {
      dirty.value = false;
    });
    expect(said()).toBe(connectionWords.backNotAll);
  });
});

test('P16 says that nothing can be saved and that all is kept, and takes it back when it has been sent', () => {
  const { world, live } = drawn();
  const first = live.send('rename', { member: 7, name: 'Ada L.' });
  const second = live.send('rename', { member: 7, name: 'Ada Lovell' });
  expect(banner()).toBeUndefined();
  act(() => {
    for (let passed = 0; passed < heldUpAfterMs; passed += 1_000) {
      world.pass(1_000);
      world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    }
  });
  expect(banner()).toBe(connectionWords.heldLong);
  expect(mark()).toBe(connectionWords.held);
  expect(screen.getByRole('status').textContent).toBe(connectionWords.heldLong);
  act(() => world.socket.say({ frame: 'acknowledged', id: first.id, seq: 2 }));
  expect(banner()).toBeUndefined();
  expect(screen.getByRole('status').textContent).toBe(connectionWords.heldLong);
  act(() => world.socket.say({ frame: 'acknowledged', id: second.id, seq: 3 }));
  expect(mark()).toBe(connectionWords.saved);
  expect(screen.getByRole('status').textContent).toBe(connectionWords.savedAgain);
});
