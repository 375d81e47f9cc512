// A room as one of its people sees it, with a server that the test plays. The clocks are the test's. For tests only.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { vi } from 'vitest';
import { Live, LiveContext } from '../app/live.ts';
import type { TextStore } from '../connection/outbox.ts';
import { emptyStore, TestWorld } from '../connection/test_world.ts';
import { Announcer } from '../design/announcer.tsx';
import { Notices } from '../design/notices.tsx';
import type { Change, Pace, Room } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { RoomScreen } from './room_screen.tsx';

export const a = f.attempt(401, f.amara, f.room1);
export const open = { ...a, feedback_open: true };
export const people = f.everybody(true).filter((each) => each.room === f.room1);
export const fromBen = f.feedback(501, open, f.ben, f.filled);
export const fromChloe = f.feedback(502, open, f.chloe, f.filledToo);

/** The server's end of the room that was shown last. */
export let world: TestWorld;

/** Before each test; leaveRoom() after it. */
export function enterRoom(): void {
  vi.useFakeTimers();
  sessionStorage.clear();
}

export function leaveRoom(): void {
  cleanup();
  vi.useRealTimers();
}

export interface Scene {
  me: number;
  pace?: Pace;
  room: Partial<Room>;
  more?: Change[];
  /** What an earlier load of the page has not had answered. */
  tab?: TextStore;
}

/** A load of the page: what was typed before in this tab is there. */
export function show({ me, pace = 'lockstep', room, more = [], tab = emptyStore() }: Scene): Live {
  world = new TestWorld(tab, 'load-');
  const live = new Live('s1', 'the-ticket', world);
  live.connection.start();
  world.socket.accept();
  const changes = [
    ...f.lesson({ now: 'rehearse', rooms: 'open' }, people),
    ...f.put('playbook', { ...f.playbook, pace }),
    ...f.put('room', f.room(f.room1, 1, { performer: f.amara, coach: f.ben, ...room })),
    ...more,
  ];
  const welcome = { frame: 'welcome', epoch: 'e1', seq: 1, mark: 0, now: 0, snapshot: true } as const;
  world.socket.say({ ...welcome, member: me, present: [me], changes });
  render(
    <LiveContext.Provider value={live}>
      <RoomScreen />
      <Notices />
      <Announcer />
    </LiveContext.Provider>,
  );
  return live;
}

export const button = (name: string) => screen.queryByRole('button', { name });
export const press = (name: string) => act(() => void fireEvent.click(screen.getByRole('button', { name })));
export const sent = (name: string) =>
  world.socket
    .sent('command')
    .filter((each) => each.name === name)
    .map((each) => each.args);
export const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
export const arrives = (...changes: Change[]) =>
  act(async () => {
    world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 0, changes });
    await vi.advanceTimersByTimeAsync(0);
  });
