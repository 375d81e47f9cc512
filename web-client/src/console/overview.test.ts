import { describe, expect, it } from 'vitest';
import type { Change, Member } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { groupsOf, textOf } from './groups.ts';
import { overviews, ranked } from './overview.ts';
import { secondsOf } from './timer_panel.tsx';

const now = Date.now();
const minutesAgo = (minutes: number): number => now - minutes * 60_000;
const room = f.room(f.room1, 1, { performer: f.amara, coach: f.ben, slot_since: minutesAgo(1) });
const a = f.attempt(401, f.amara, f.room1, { shared_at: minutesAgo(3) });
const everybody = () => true;

function reasonsWith(changes: Change[], isHere: (member: Member) => boolean = everybody): string[] {
  const tables = new Tables();
  tables.apply([...f.put('member', ...f.everybody(true)), ...f.put('room', room), ...changes]);
  return overviews(tables, isHere, f.facilitator.id, now).flatMap((each) =>
    each.attention.map((one) => one.reason),
  );
}

describe('P9: what needs a facilitator', () => {
  it('is nothing where people are at work', () => {
    expect(reasonsWith([])).toEqual([]);
  });

  it('is a room that has not started', () => {
    const late = f.put('room', { ...room, slot_since: minutesAgo(4) });
    expect(reasonsWith(late)).toEqual(['not_started']);
    const begun = f.put('attempt', f.attempt(400, f.amara, f.room1, { state: 'draft' }));
    expect(reasonsWith([...late, ...begun])).toEqual([]);
  });

  it('is feedback that nobody writes, or that takes long, or that nobody opens', () => {
    const shared = f.put('attempt', a);
    const asked = f.put('feedback', f.feedback(501, a, f.ben), f.feedback(502, a, f.chloe));
    expect(reasonsWith([...shared, ...asked])).toEqual(['nobody_writes']);
    const one = f.put('feedback', f.feedback(501, a, f.ben, { state: 'draft' }), f.feedback(502, a, f.chloe));
    expect(reasonsWith([...shared, ...one])).toEqual([]);
    expect(reasonsWith([...f.put('attempt', { ...a, shared_at: minutesAgo(6) }), ...one])).toEqual([
      'stalled',
    ]);
    const all = f.put('feedback', f.feedback(501, a, f.ben, { state: 'sealed', given_at: minutesAgo(2) }));
    expect(reasonsWith([...shared, ...all])).toEqual(['not_opened']);
  });

  it('is feedback without any evidence', () => {
    const open = { ...a, feedback_open: true };
    const bare = f.feedback(501, open, f.ben, {
      ...f.filled,
      ratings: f.ratings([1, 2, 3, 4]),
      given_at: now,
    });
    expect(reasonsWith([...f.put('attempt', open), ...f.put('feedback', bare)])).toEqual(['no_evidence']);
  });

  it('is a room where everybody is away', () => {
    expect(reasonsWith([], (each) => each.room !== f.room1)).toEqual(['everybody_away']);
  });

  it('is an attempt that only the facilitator can answer', () => {
    const mine = f.put('feedback', f.feedback(501, a, f.facilitator.id));
    expect(reasonsWith([...f.put('attempt', a), ...mine])).toContain('waits_for_you');
  });

  it('puts help first, and the longer wait before the shorter', () => {
    const tables = new Tables();
    const help = (id: number, asker: number, at: number, asked_at: number) => ({
      id,
      asker,
      room: at,
      text: '',
      state: 'waiting' as const,
      asked_at,
      closed_at: 0,
    });
    tables.apply([
      ...f.put('member', ...f.everybody(true)),
      ...f.put(
        'room',
        { ...room, slot_since: minutesAgo(30) },
        f.room(f.room2, 2, { slot: 0 }),
        f.room(f.room3, 3, { slot: 0 }),
      ),
      ...f.put(
        'help_request',
        help(1, f.dev, f.room2, minutesAgo(1)),
        help(2, f.grace, f.room3, minutesAgo(2)),
      ),
    ]);
    const list = ranked(overviews(tables, everybody, f.facilitator.id, now), now);
    expect(list.map((each) => [each.of.room.number, each.first.reason])).toEqual([
      [3, 'help'],
      [2, 'help'],
      [1, 'not_started'],
    ]);
  });
});

describe('prepared groups', () => {
  it('reads a line for each room, however the names are parted', () => {
    expect(groupsOf('Ada, Ben ,Cleo\r\n\nDev;Eleri\n Farhan\tGrace  Liu\n')).toEqual([
      ['Ada', 'Ben', 'Cleo'],
      ['Dev', 'Eleri'],
      ['Farhan', 'Grace Liu'],
    ]);
  });

  it('writes them as it reads them', () => {
    const groups = [['Ada', 'Ben'], ['Cleo']];
    expect(groupsOf(textOf(groups))).toEqual(groups);
  });
});

it.each([
  ['2', 120],
  ['1.5', 90],
  ['1,5', 90],
  [' 10 ', 600],
  ['', undefined],
  ['soon', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['241', undefined],
])('reads "%s" minutes as %s seconds', (typed, seconds) => {
  expect(secondsOf(typed)).toBe(seconds);
});
