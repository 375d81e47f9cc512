import { describe, expect, it } from 'vitest';
import { groupsOf, textOf } from '../playbook/groups.ts';
import type { Change, Member, Pace, Room, Timer } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { type Attention, overviews, ranked } from './overview.ts';
import { secondsOf } from './timer_panel.tsx';

const now = Date.now();
const minutesAgo = (minutes: number): number => now - minutes * 60_000;
const secondsAgo = (seconds: number): number => now - seconds * 1_000;
const everybody = () => true;
const without = (absent: number) => (member: Member) => member.id !== absent;

const room = f.room(f.room1, 1, {
  performer: f.amara,
  coach: f.ben,
  slot_since: minutesAgo(1),
  step_since: secondsAgo(30),
  clock: 321,
});
const a = f.attempt(401, f.amara, f.room1, { shared_at: minutesAgo(3) });
const clock = (left: number, over: Partial<Timer> = {}) =>
  f.put(
    'timer',
    f.timer({
      id: 321,
      room: f.room1,
      purpose: 'step',
      total_ms: 90_000,
      ends_at: now + left * 1_000,
      ...over,
    }),
  );
const writing = (over: Partial<Room> = {}) =>
  f.put('room', { ...room, step: 'write', attempt_a: a.id, ...over });
const asked = f.put('feedback', f.feedback(501, a, f.ben), f.feedback(502, a, f.chloe));
/** What the performer writes about themself. */
const own = f.put('feedback', f.feedback(500, a, f.amara, { state: 'sealed', given_at: secondsAgo(20) }));
const pace = (of: Pace) => f.put('playbook', { ...f.playbook, pace: of });

function needsWith(changes: Change[], isHere: (member: Member) => boolean = everybody): Attention[] {
  const tables = new Tables();
  tables.apply([
    ...pace('lockstep'),
    ...f.put('member', ...f.everybody(true)),
    ...f.put('room', room),
    ...clock(60),
    ...changes,
  ]);
  return overviews(tables, isHere, f.facilitator.id, now).flatMap((each) => each.attention);
}
const reasonsWith = (changes: Change[], isHere?: (member: Member) => boolean): string[] =>
  needsWith(changes, isHere).map((one) => one.reason);

describe('P9: what needs a facilitator', () => {
  it('is nothing where people are at work', () => {
    expect(reasonsWith([])).toEqual([]);
    expect(reasonsWith(clock(1))).toEqual([]);
  });

  it('is an attempt that does not start, because whoever performs is away', () => {
    expect(needsWith([], without(f.amara))).toMatchObject([
      { reason: 'performer_away', remedy: 'visit', urgent: true },
    ]);
    expect(needsWith(pace('own'), without(f.amara))).toMatchObject([{ remedy: 'hand_on' }]);
    expect(reasonsWith(writing(), without(f.amara))).toEqual([]);
  });

  it('is feedback that nobody writes when half of the time is gone', () => {
    const shared = [...f.put('attempt', a), ...asked];
    expect(reasonsWith([...writing(), ...shared, ...clock(50)])).toEqual([]);
    expect(reasonsWith([...writing(), ...shared, ...clock(45)])).toEqual(['nobody_writes']);
    const one = f.put('feedback', f.feedback(501, a, f.ben, { state: 'draft' }));
    expect(reasonsWith([...writing(), ...shared, ...one, ...clock(5)])).toEqual([]);
  });

  it('does not take what performers write about themselves for feedback', () => {
    const shared = [...f.put('attempt', a), ...asked, ...own];
    expect(reasonsWith([...writing(), ...shared, ...clock(30)])).toEqual(['nobody_writes']);
    const open = f.put('attempt', { ...a, feedback_open: true });
    const bare = f.put(
      'feedback',
      f.feedback(501, a, f.ben, { ...f.filled, ratings: f.ratings([1, 2, 3, 4]) }),
    );
    const self = f.put('feedback', f.feedback(500, a, f.amara, f.filled));
    expect(reasonsWith([...writing({ step: 'deliver' }), ...open, ...bare, ...self])).toEqual([
      'no_evidence',
    ]);
  });

  it('is feedback that is given and that nobody opens, where rooms keep their own time', () => {
    const all = f.put('feedback', f.feedback(501, a, f.ben, { state: 'sealed', given_at: minutesAgo(2) }));
    const rows = [...writing({ step_since: minutesAgo(4) }), ...f.put('attempt', a), ...all];
    expect(needsWith([...pace('own'), ...rows])).toMatchObject([{ reason: 'not_opened', remedy: 'open' }]);
    expect(reasonsWith(rows)).toEqual([]);
  });

  it('is feedback without any evidence', () => {
    const open = { ...a, feedback_open: true };
    const bare = f.feedback(501, open, f.ben, { ...f.filled, ratings: f.ratings([1, 2, 3, 4]) });
    const rows = [...writing({ step: 'deliver' }), ...f.put('attempt', open)];
    expect(reasonsWith([...rows, ...f.put('feedback', bare)])).toEqual(['no_evidence']);
    expect(reasonsWith([...rows, ...f.put('feedback', f.feedback(501, open, f.ben, f.filled))])).toEqual([]);
  });

  it('is a gap that is not closed, by the word of whoever performed', () => {
    const judged = (judge: number, verdict: 'not_yet' | 'closed') =>
      f.put('judgement', {
        id: 900 + judge,
        attempt: a.id,
        judge,
        performer: f.amara,
        verdict,
        why: '',
        at: secondsAgo(10),
      });
    const rows = [...writing({ step: 'close' }), ...f.put('attempt', { ...a, feedback_open: true })];
    expect(needsWith([...rows, ...judged(f.amara, 'not_yet')])).toMatchObject([
      { reason: 'gap_open', remedy: 'again' },
    ]);
    expect(reasonsWith([...rows, ...judged(f.ben, 'not_yet'), ...judged(f.amara, 'closed')])).toEqual([]);
  });

  it('is a clock that runs out, where it does not move the room on by itself', () => {
    expect(needsWith([...pace('own'), ...clock(10)])).toMatchObject([
      { reason: 'running_out', remedy: 'more_time', urgent: false },
    ]);
    expect(needsWith([...pace('own'), ...clock(-30, { state: 'finished' })])).toMatchObject([
      { reason: 'ran_out', remedy: 'next_step', since: secondsAgo(30) },
    ]);
  });

  it('is a room that stands still while others go on', () => {
    const paused = clock(0, { state: 'paused', remaining_ms: 60_000 });
    expect(reasonsWith(paused)).toEqual([]);
    const other = f.put('room', f.room(f.room2, 2, { performer: f.dev, coach: f.eleri, clock: 322 }));
    const runs = f.put('timer', f.timer({ id: 322, room: f.room2, purpose: 'step', ends_at: now + 60_000 }));
    expect(needsWith([...paused, ...other, ...runs])).toMatchObject([{ reason: 'paused', remedy: 'resume' }]);
  });

  it('is a room that is done before the others', () => {
    const done = f.put('room', { ...room, step: 'done', performer: 0, coach: 0, clock: 0 });
    expect(reasonsWith(done)).toEqual([]);
    const other = f.put('room', f.room(f.room2, 2, { performer: f.dev, coach: f.eleri }));
    expect(needsWith([...done, ...other])).toMatchObject([{ reason: 'done_early', remedy: 'once_more' }]);
  });

  it('is a room of one', () => {
    const gone = [f.ben, f.chloe].map((id) => f.member(id, 'Gone', f.room1, 2, { attendance: 'left' }));
    expect(needsWith(f.put('member', ...gone))).toMatchObject([{ reason: 'alone', remedy: 'merge' }]);
  });

  it('is a room where everybody is away', () => {
    expect(reasonsWith([], (each) => each.room !== f.room1)).toEqual(['everybody_away']);
  });

  it('is an attempt that only the facilitator can answer', () => {
    const mine = f.put('feedback', f.feedback(501, a, f.facilitator.id));
    expect(reasonsWith([...writing(), ...f.put('attempt', a), ...mine])).toContain('waits_for_you');
  });

  it('puts help first, the longer wait before the shorter, and offers one thing to do', () => {
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
      ...pace('own'),
      ...f.put('member', ...f.everybody(true)),
      ...f.put(
        'room',
        { ...room, step: 'waiting', slot: 0, clock: 0, step_since: minutesAgo(30) },
        f.room(f.room2, 2, { performer: f.dev }),
        f.room(f.room3, 3, { performer: f.farhan }),
      ),
      ...f.put(
        'help_request',
        help(1, f.dev, f.room2, minutesAgo(1)),
        help(2, f.grace, f.room3, minutesAgo(2)),
      ),
      ...f.put('visit', {
        id: 801,
        visitor: f.facilitator.id,
        room: f.room3,
        state: 'inside',
        since: now,
      }),
    ]);
    const list = ranked(overviews(tables, everybody, f.facilitator.id, now), now);
    expect(list.map((each) => [each.of.room.number, each.first.reason, each.first.remedy])).toEqual([
      [3, 'help', 'answer'],
      [2, 'help', 'visit'],
      [1, 'not_started', 'begin'],
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
