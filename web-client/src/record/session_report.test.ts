import { expect, test } from 'vitest';
import type { Change, Stage } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { scores } from '../stories/stage_fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { readCsv, readRows } from './read_csv.ts';
import { sessionColumns, sessionCsv } from './session_csv.ts';
import { sessionFile } from './session_file.ts';
import { reportOf, timingsOf } from './session_report.ts';

const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
const b = f.attempt(402, f.amara, f.room1, { answers: 401 });
const devs = f.attempt(411, f.dev, f.room2, { feedback_open: true });
const verdict = (id: number, judge: number, which: 'closed' | 'partly' | 'not_yet') => ({
  id,
  attempt: 401,
  judge,
  performer: f.amara,
  verdict: which,
  why: '',
  at: f.started,
});

function lesson(...more: Change[][]): Tables {
  const tables = new Tables();
  tables.apply(
    f.lesson(
      {
        now: 'ended',
        ended_at: f.started + 60_000,
        spent: [
          { stage: 'lobby', ms: 61_400 },
          { stage: 'rehearse', ms: 1_500_000 },
        ],
      },
      f.everybody(true),
      f.put('room', ...f.rooms(), f.room(204, 4, { state: 'merged' })),
      f.put('attempt', a, b, devs),
      f.put(
        'feedback',
        f.feedback(501, a, f.ben, { ...f.filled, ratings: f.ratings([4, 3, 0, 1]) }),
        f.feedback(502, a, f.chloe, { ...f.filled, ratings: f.ratings([3, 3, 0, 1]) }),
        f.feedback(503, b, f.ben, { ...f.filled, ratings: f.ratings([4, 4, 4, 4]) }),
        f.feedback(504, devs, f.eleri, { ...f.filled, ratings: f.ratings([1, 1, 1, 1]) }),
        f.feedback(505, devs, f.grace, { state: 'draft' }),
      ),
      f.put(
        'judgement',
        verdict(1, f.amara, 'closed'),
        verdict(2, f.ben, 'closed'),
        verdict(3, f.chloe, 'partly'),
      ),
      f.put('gap_task', {
        id: 1,
        member: f.dev,
        what: '=Visit "9B"',
        with_whom: 'Jo, or Sam',
        by_when: 'Friday',
        evidence: '',
        at: f.started,
      }),
      ...more,
    ),
  );
  return tables;
}

const report = (tables = lesson()) => reportOf(tables, f.started);
const rows = (tables = lesson()) => readRows(sessionCsv(report(tables), tables));
const row = (thing: string, more: Record<string, string> = {}) =>
  rows().find(
    (each) => each.thing === thing && Object.entries(more).every(([key, text]) => each[key] === text),
  );

test('each person: attempts, feedback, what was said of the gap, and averages of attempt A', () => {
  expect(row('person', { name: 'Amara Okafor' })).toMatchObject({
    room: '1',
    attempts_a: '1',
    attempts_b: '1',
    feedback_received: '3',
    feedback_given: '0',
    feedback_owed: '0',
    gap_closed: '2',
    gap_partly: '1',
    gap_not_yet: '0',
    criterion_1: '3.5',
    criterion_2: '3',
    criterion_3: '',
    criterion_4: '1',
    criterion_5: '',
    overall: '2.5',
    ratings: '6',
  });
  expect(row('person', { name: 'Grace Liu' })).toMatchObject({
    feedback_owed: '1',
    overall: '',
    ratings: '',
  });
});

test('each room, also one that is closed for good if something was made in it', () => {
  expect(row('room', { room: '1' })).toMatchObject({ attempts_a: '1', attempts_b: '1', overall: '2.5' });
  expect(row('room', { room: '2' })).toMatchObject({ attempts_a: '1', feedback_owed: '1', overall: '1' });
  expect(row('room', { room: '4' })).toBeUndefined();
  expect(row('all_rooms')).toMatchObject({ overall: '1.9', ratings: '10' });
  const made = lesson(f.put('attempt', f.attempt(421, f.grace, 204)));
  expect(report(made).rooms.map((each) => each.room.number)).toEqual([1, 2, 3, 4]);
});

test('patterns, gap tasks, what was promised before, and the time that was used', () => {
  expect(row('pattern_attempt_a', { title: f.criteria[0]!.title })).toMatchObject({
    rated_1: '1',
    rated_3: '1',
    rated_4: '1',
    ratings: '3',
  });
  expect(row('pattern_attempt_b', { title: f.criteria[0]!.title })).toMatchObject({
    rated_4: '1',
    overall: '4',
  });
  expect(row('gap_task')).toMatchObject({
    name: 'Dev Patel',
    text: '\'=Visit "9B"',
    with_whom: 'Jo, or Sam',
  });
  expect(row('stage', { title: 'lobby' })).toMatchObject({ used_seconds: '61' });
  expect(row('stage', { title: 'rehearse' })?.used_seconds).toBe('1500');
  const before = lesson(
    f.put('earlier_task', {
      id: 7,
      member: f.eleri,
      what: 'Ring Jo.',
      with_whom: '',
      by_when: '',
      evidence: '',
      promised_at: f.started,
      outcome: 'not_yet',
      words: '@Jo was ill',
      at: f.started,
    }),
  );
  expect(rows(before).find((each) => each.thing === 'earlier_task_outcome')).toMatchObject({
    name: 'Eleri Pryce',
    room: '2',
    result: 'not_yet',
    text: "'@Jo was ill",
  });
});

test('the header is the same for every session, and every row is as wide', () => {
  const nothing = new Tables();
  for (const tables of [lesson(), nothing]) {
    const [header, ...others] = readCsv(sessionCsv(report(tables), tables));
    expect(header).toEqual(sessionColumns);
    expect(new Set(others.map((each) => each.length))).toEqual(new Set([sessionColumns.length]));
  }
});

test('P7 what is private stays out of it, whatever the tables hold', () => {
  const secret = 'zq-private-words';
  const tables = lesson(
    // Her own rating of her attempt, her plan, her opinion of what she got, her vote.
    f.put(
      'feedback',
      f.feedback(599, a, f.amara, { ...f.filled, strength: secret, ratings: f.ratings([1, 1, 1, 1]) }),
    ),
    f.put('preparation', f.preparation(f.amara, { words: secret, moves: secret, scores: scores([1, 1]) })),
    f.put('usefulness', { id: 9, feedback: 501, receiver: f.amara, giver: f.ben, worth: 'not_useful' }),
    f.put('calibration', { id: 8, rater: f.amara, reference: false, shown: false, scores: scores([1]) }),
    f.put('session', f.session({ now: 'ended', join_code: 'ZQCODE', follows: 'zqformersession' })),
  );
  const said = sessionCsv(report(tables), tables) + JSON.stringify(sessionFile(report(tables), tables));
  for (const each of [secret, 'not_useful', 'ZQCODE', 'zqformersession']) expect(said).not.toContain(each);
  expect(report(tables).people[0]).toEqual(report(lesson()).people[0]);
  expect(report(tables).heatOfPeople).toEqual(report(lesson()).heatOfPeople);
});

test('the file says the same in words instead of ids', () => {
  const tables = lesson();
  const file = JSON.parse(JSON.stringify(sessionFile(report(tables), tables)));
  expect(file.people[0]).toMatchObject({
    name: 'Amara Okafor',
    room: 1,
    gap: { closed: 2, partly: 1, not_yet: 0 },
    attempt_a_rated: { overall: { average: 2.5, ratings: 6 } },
  });
  expect(file.people[0].attempt_a_rated.criteria[0]).toEqual({
    criterion: f.criteria[0]!.title,
    average: 3.5,
    ratings: 2,
  });
  expect(file.rooms[1]).toMatchObject({ room: 2, people: 2, feedback_owed: 1 });
  expect(file.gap_tasks).toMatchObject([{ name: 'Dev Patel', what: '=Visit "9B"' }]);
  expect(file.stages).toContainEqual({ stage: 'lobby', planned_seconds: null, used_seconds: 61 });
  expect(JSON.stringify(file)).not.toContain('"id"');
});

test('the stage that is under way has used what has passed of it', () => {
  const over = {
    now: 'debrief' as Stage,
    stage_since: 10_000,
    spent: [{ stage: 'debrief' as Stage, ms: 5_000 }],
  };
  const used = (now: number, more = {}) =>
    timingsOf(f.session({ ...over, ...more }), f.playbook, now).find((each) => each.stage === 'debrief');
  expect(used(22_000)?.usedSeconds).toBe(17);
  expect(used(9_000)?.usedSeconds).toBe(5);
  expect(used(22_000, { now: 'ended' })?.usedSeconds).toBe(5);
  expect(used(22_000, { stage_since: 0 })?.usedSeconds).toBe(5);
  expect(used(0)?.plannedSeconds).toBe(
    f.playbook.stages.find((each) => each.stage === 'debrief')?.seconds ?? 0,
  );
});
