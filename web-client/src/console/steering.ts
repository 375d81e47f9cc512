// What a facilitator does to a room counts from where the room is then, so that a second press, made before the first was
// answered, would skip a step or somebody's turn: it waits for that answer instead.
import { type Live, useLive } from '../app/live.ts';
import type { Room, Steering } from '../protocol.ts';

export interface Steer {
  (how: Steering, seconds?: number): void;
  /** It is on its way. Draws again when that changes. */
  busy(how: Steering): boolean;
}

/** `room` 0: all of them. More time is counted, and may be given again at once. */
export function useSteering(room: number): Steer {
  const live = useLive();
  const keyOf = (how: Steering) => `steer:${room}:${how}`;
  const steer = (how: Steering, seconds = 0) => {
    if (how === 'extend') live.send('steer', { room, how, seconds });
    else if (!live.underWay(keyOf(how))) live.send('steer', { room, how, seconds }, { key: keyOf(how) });
  };
  return Object.assign(steer, { busy: (how: Steering) => live.underWay(keyOf(how)) !== undefined });
}

const nextKey = (room: Room) => `next_slot:${room.id}`;

export function handOn(live: Live, room: Room): void {
  if (!handsOn(live, room))
    live.send('next_slot', { room: room.id, from: room.slot }, { key: nextKey(room) });
}

export const handsOn = (live: Live, room: Room): boolean => live.underWay(nextKey(room)) !== undefined;
