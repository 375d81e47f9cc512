// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Live, LiveContext } from '../app/live.ts';
import { emptyStore, problem, TestWorld } from '../connection/test_world.ts';
import { autosaveAfterMs } from './autosave.ts';
import { type Draft, useDraft } from './use_draft.ts';

let world: TestWorld;
let live: Live;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  arrive();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** This browser, after a load of the page: connected, with a fresh Live. */
function arrive(store = emptyStore()): void {
  world = new TestWorld(store);
  live = new Live('s1', 'the-ticket', world);
  live.connection.start();
  world.socket.accept();
  world.socket.welcome();
}

const same = (one: string, other: string): boolean => one.trim() === other.trim();

function open(onServer: string, place = 'attempt:0') {
  const Inside = ({ children }: { children: ComponentChildren }) => (
    <LiveContext.Provider value={live}>{children}</LiveContext.Provider>
  );
  const hook = renderHook(
    ({ words }: { words: string }): Draft<string> =>
      useDraft<string>({
        place,
        onServer: words,
        same,
        about: 401,
        save: (text) =>
          live.send(
            'save_attempt_draft',
            { attempt: 401, answers: 0, text },
            { key: place, ownRefusals: true },
          ),
      }),
    { initialProps: { words: onServer }, wrapper: Inside },
  );
  return {
    get value() {
      return hook.result.current.value;
    },
    get state() {
      return hook.result.current.autosave.state.value;
    },
    type: (text: string) => act(() => hook.result.current.set(text)),
    /** The server's row says something new. */
    hear: (words: string) => hook.rerender({ words }),
    leave: hook.unmount,
  };
}

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const pause = () => pass(autosaveAfterMs);
const saves = () => world.socket.sent('command').map((each) => (each.args as { text: string }).text);

async function acknowledge(): Promise<void> {
  const newest = world.socket.sent('command').at(-1)!;
  await act(async () => {
    world.socket.say({ frame: 'acknowledged', id: newest.id, seq: 2 });
    await vi.advanceTimersByTimeAsync(0);
  });
}

describe('while nothing is typed here', () => {
  test('the server’s words are shown, also those from another device', () => {
    const draft = open('From my laptop');
    expect(draft.value).toBe('From my laptop');
    draft.hear('From my laptop, and my phone');
    expect(draft.value).toBe('From my laptop, and my phone');
    expect(saves()).toEqual([]);
  });
});

describe('while one types', () => {
  test('what comes in does not take the words away, before and after they were sent', async () => {
    const draft = open('Old');
    draft.type('Old, and new');
    draft.hear('From another device');
    expect(draft.value).toBe('Old, and new');
    await pause();
    draft.hear('From another device, later');
    expect(draft.value).toBe('Old, and new');
    expect(draft.state).toBe('saving');
  });

  test('only the newest words are sent, when one pauses', async () => {
    const draft = open('');
    draft.type('O');
    draft.type('On');
    await pass(autosaveAfterMs - 1);
    draft.type('One');
    await pass(autosaveAfterMs - 1);
    expect(saves()).toEqual([]);
    await pass(1);
    expect(saves()).toEqual(['One']);
  });

  test('one’s own words coming back do not undo what was typed since', async () => {
    const draft = open('');
    draft.type('One');
    await pause();
    draft.type('One, two');
    await acknowledge();
    draft.hear('One');
    expect(draft.value).toBe('One, two');
    await pause();
    expect(saves()).toEqual(['One', 'One, two']);
  });

  test('the server’s tidying of the ends is not typed over', async () => {
    const draft = open('');
    draft.type('One ');
    await pause();
    await acknowledge();
    draft.hear('One');
    expect(draft.value).toBe('One ');
    expect(saves()).toEqual(['One ']);
  });

  test('once it is saved, words from another device are shown again', async () => {
    const draft = open('');
    draft.type('One');
    await pause();
    await acknowledge();
    expect(draft.state).toBe('saved');
    draft.hear('One');
    draft.hear('One, from my phone');
    expect(draft.value).toBe('One, from my phone');
  });

  test('refused words stay on the screen', async () => {
    const draft = open('');
    draft.type('Far too long');
    await pause();
    const sent = world.socket.sent('command').at(-1)!;
    await act(async () => {
      world.socket.say({ frame: 'refused', id: sent.id, problem: problem('too_long') });
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(draft.state).toBe('refused');
    expect(draft.value).toBe('Far too long');
  });
});

describe('P1, P16: what was typed', () => {
  test('and not yet saved is there after a reload, and is saved then', async () => {
    open('').type('Half a sen');
    cleanup();
    arrive();
    const draft = open('');
    expect(draft.value).toBe('Half a sen');
    await pause();
    expect(saves()).toEqual(['Half a sen']);
  });

  test('and saved meanwhile is not sent once more', async () => {
    open('').type('Half a sen');
    cleanup();
    arrive();
    const draft = open('Half a sen');
    await pause();
    expect(saves()).toEqual([]);
    expect(draft.value).toBe('Half a sen');
    expect(sessionStorage.length).toBe(0);
  });

  test('is sent at once when the screen goes away', () => {
    const draft = open('');
    draft.type('Half a sen');
    draft.leave();
    expect(saves()).toEqual(['Half a sen']);
  });

  test('is sent at once when the page is hidden', async () => {
    const draft = open('');
    draft.type('Half a sen');
    act(() => {
      dispatchEvent(new Event('pagehide'));
    });
    expect(saves()).toEqual(['Half a sen']);
  });

  test('in one place is not shown in another', () => {
    open('').type('My attempt A');
    cleanup();
    expect(open('', 'attempt:401').value).toBe('');
  });

  test('without a connection waits, and is sent with the welcome', async () => {
    world.socket.cut();
    const draft = open('');
    draft.type('Offline');
    await pause();
    expect(draft.state).toBe('saving');
    world.pass(20_000);
    world.socket.accept();
    world.socket.welcome({ snapshot: false });
    expect(saves()).toEqual(['Offline']);
    await acknowledge();
    expect(draft.state).toBe('saved');
  });
});

describe('the others', () => {
  test('are told once that one types, and once that one stopped', async () => {
    const draft = open('');
    draft.type('O');
    draft.type('On');
    await pass(2_000);
    draft.type('One');
    expect(world.socket.sent('typing')).toEqual([{ frame: 'typing', active: true, attempt: 401 }]);
    await pass(3_000);
    expect(world.socket.sent('typing').map((each) => each.active)).toEqual([true, false]);
    await pass(30_000);
    expect(world.socket.sent('typing')).toHaveLength(2);
  });

  test('are told that one stopped when the screen goes away', () => {
    const draft = open('');
    draft.type('O');
    draft.leave();
    expect(world.socket.sent('typing').map((each) => each.active)).toEqual([true, false]);
  });
});
