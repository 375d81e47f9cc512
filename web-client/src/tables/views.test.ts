import { describe, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { Tables } from './tables.ts';
import { facilitators, peopleIn, sharedIn, timeLeft, timerBesides, timerFor } from './views.ts';

function tables(...changes: Parameters<Tables['apply']>[0][]): Tables {
  const made = new Tables();
  made.apply(changes.flat());
  return made;
}

describe('P5: the timer to look at', () => {
  const everybody = f.timer({ id: 1, label: 'Everybody' });
  const ours = f.timer({ id: 2, room: f.room1, label: 'Ours' });
  const theirs = f.timer({ id: 3, room: f.room2, label: 'Theirs' });
  const closing = f.timer({ id: 4, purpose: 'close_rooms', label: 'Rooms close' });
  const shown = (...timers: ReturnType<typeof f.timer>[]) =>
    timerFor(tables(f.put('timer', ...timers)), f.room1)?.label;

  test('is one’s own room’s before everybody’s, and never another room’s', () => {
    expect(shown(everybody)).toBe('Everybody');
    expect(shown(everybody, ours, theirs)).toBe('Ours');
    expect(shown(theirs)).toBeUndefined();
  });

  test('is the step’s, with what a facilitator started beside it', () => {
    const step = f.timer({ id: 5, room: f.room1, purpose: 'step', label: 'Attempt A' });
    for (const started of [everybody, ours]) {
      const all = tables(f.put('timer', started, step, theirs));
      const first = timerFor(all, f.room1);
      expect(first?.label).toBe('Attempt A');
      expect(timerBesides(all, f.room1, first)?.label).toBe(started.label);
    }
    expect(timerBesides(tables(f.put('timer', everybody)), f.room1, everybody)).toBeUndefined();
  });

  test('is the closing of the rooms before all others', () => {
    expect(shown(ours, closing, everybody)).toBe('Rooms close');
  });

  test('is one that still runs before one that is over', () => {
    expect(shown({ ...ours, state: 'finished' }, everybody)).toBe('Everybody');
  });

  test('has what is left of it, never less than nothing; paused, it stands', () => {
    const now = 1_000_000;
    expect(timeLeft(f.timer({ ends_at: now + 500 }), now)).toBe(500);
    expect(timeLeft(f.timer({ ends_at: now - 500 }), now)).toBe(0);
    const paused = f.timer({ state: 'paused', ends_at: 0, remaining_ms: 700 });
    expect(timeLeft(paused, now)).toBe(700);
    expect(timeLeft(paused, now + 60_000)).toBe(700);
    expect(timeLeft(f.timer({ state: 'finished', ends_at: now + 500 }), now)).toBe(0);
  });
});

describe('P1, P2: who is in a room', () => {
  test('are those who take part, also away, in the order of turns; nobody is in room 0', () => {
    const rows = tables(
      f.put(
        'member',
        f.member(3, 'Cleo', f.room1, 3),
        f.member(1, 'Ada', f.room1, 1, { attendance: 'away' }),
        f.member(2, 'Ben', f.room1, 2, { attendance: 'left' }),
        f.member(4, 'Dev', f.room2, 1),
        f.facilitator,
      ),
    );
    expect(peopleIn(rows, f.room1).map((each) => each.name)).toEqual(['Ada', 'Cleo']);
    expect(peopleIn(rows, 0)).toEqual([]);
    expect(facilitators(rows).map((each) => each.name)).toEqual([f.facilitator.name]);
  });
});

test('P3 what a room shared is there oldest first, without drafts and what was withdrawn', () => {
  const rows = tables(
    f.put(
      'attempt',
      f.attempt(2, f.ben, f.room1, { shared_at: 20 }),
      f.attempt(1, f.amara, f.room1, { shared_at: 10 }),
      f.attempt(3, f.chloe, f.room1, { state: 'draft', shared_at: 0 }),
      f.attempt(4, f.chloe, f.room1, { state: 'withdrawn', shared_at: 15 }),
      f.attempt(5, f.dev, f.room2, { shared_at: 5 }),
    ),
  );
  expect(sharedIn(rows, f.room1).map((each) => each.id)).toEqual([1, 2]);
});
