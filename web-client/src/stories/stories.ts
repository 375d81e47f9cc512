// Every screen in the states that matter, for looking at and for checking. Only in development: nothing imports this.
import type { Change, Member } from '../protocol.ts';
import type { FakeLesson } from './fake_server.ts';
import * as f from './fixtures.ts';

const everywhere = f.everybody(true);
const present = everywhere.map((each) => each.id).filter((each) => each !== f.chloe);

function as(member: number, changes: Change[], more: Partial<FakeLesson> = {}): FakeLesson {
  return { changes, member, present, ...more };
}

const inRoom = (people: Member[], id: number): Member[] =>
  people.filter((each) => each.room === id || each.role !== 'participant');
const rehearsing = { now: 'rehearse', rooms: 'open' } as const;
const room1People = inRoom(everywhere, f.room1);

const a = f.attempt(401, f.amara, f.room1);
const aOpen = { ...a, feedback_open: true };
const b = f.attempt(402, f.amara, f.room1, {
  answers: 401,
  text: f.secondText,
  shared_at: Date.now() - 60_000,
});
const asked = [f.feedback(501, a, f.ben, { state: 'draft' }), f.feedback(502, a, f.chloe)];
const room = f.rooms();
const base = (...more: Change[][]) =>
  f.lesson(rehearsing, room1People, f.put('room', room[0]!), f.put('timer', f.timer()), ...more);

const delivered = [f.feedback(501, aOpen, f.ben, f.filled), f.feedback(502, aOpen, f.chloe, f.filledToo)];

const a2 = f.attempt(411, f.dev, f.room2, { shared_at: Date.now() - 6 * 60_000 });
const a3 = f.attempt(421, f.farhan, f.room3, { slot: 2, feedback_open: true });
const g3 = f.attempt(420, f.grace, f.room3, {
  slot: 1,
  feedback_open: true,
  shared_at: Date.now() - 15 * 60_000,
});
const g3b = f.attempt(422, f.grace, f.room3, {
  slot: 1,
  answers: 420,
  feedback_open: true,
  text: f.secondText,
  shared_at: Date.now() - 11 * 60_000,
});
const consoleRows = (stage: 'rehearse' | 'debrief' | 'ended') => [
  f.put('room', ...room),
  f.put('attempt', a, a2, g3, g3b, a3),
  f.put(
    'feedback',
    f.feedback(501, a, f.ben, { state: 'sealed' }),
    f.feedback(502, a, f.chloe),
    f.feedback(511, a2, f.eleri),
    f.feedback(521, g3, f.farhan, f.filled),
    f.feedback(522, g3b, f.farhan, {
      ...f.filledToo,
      ratings: f.ratings([4, 4, 3, 3], ['', 'One step, one moment.', 'You stood up.', '']),
    }),
    f.feedback(523, a3, f.grace, f.filledToo),
  ),
  f.put('help_request', {
    id: 601,
    asker: f.eleri,
    room: f.room2,
    text: 'Dev wrote two different steps. Which one do we rate?',
    state: 'waiting',
    asked_at: Date.now() - 3.4 * 60_000,
    closed_at: 0,
  }),
  f.put(
    'audit_entry',
    {
      id: 701,
      actor: f.facilitator.id,
      action: 'move',
      subject: f.grace,
      attempt: 0,
      feedback: 0,
      reason: '',
      at: Date.now() - 12 * 60_000,
    },
    {
      id: 702,
      actor: f.facilitator.id,
      action: 'hide',
      subject: f.dev,
      attempt: 411,
      feedback: 0,
      reason: 'Names a pupil',
      at: Date.now() - 2 * 60_000,
    },
  ),
  stage === 'rehearse'
    ? f.put(
        'timer',
        f.timer(),
        f.timer({
          id: 302,
          room: f.room2,
          label: 'Write feedback',
          state: 'paused',
          remaining_ms: 61_000,
          ends_at: 0,
        }),
      )
    : [],
];
const led = (stage: 'rehearse' | 'debrief' | 'ended', ...more: Change[][]) =>
  f.lesson(
    { now: stage, rooms: stage === 'rehearse' ? 'open' : 'closed', join_code: 'K7QF2M' },
    everywhere,
    ...consoleRows(stage),
    ...more,
  );

const many: Member[] = [
  f.facilitator,
  ...Array.from({ length: 299 }, (_, at) =>
    f.member(
      1000 + at,
      `Participant ${String.fromCharCode(65 + (at % 26))} ${at + 1}`,
      2000 + Math.floor(at / 3),
      (at % 3) + 1,
    ),
  ),
];
const manyRooms = Array.from({ length: 100 }, (_, at) =>
  f.room(2000 + at, at + 1, {
    performer: 1000 + at * 3,
    coach: 1001 + at * 3,
    slot_since: Date.now() - (at % 7) * 60_000,
  }),
);

const recordRows = [
  f.put('room', { ...room[0]!, slot: 2, performer: f.ben, coach: f.chloe }),
  f.put(
    'attempt',
    aOpen,
    { ...b, feedback_open: true },
    f.attempt(403, f.ben, f.room1, { slot: 2, feedback_open: true, text: f.secondText }),
  ),
  f.put(
    'feedback',
    ...delivered,
    f.feedback(503, { ...b, feedback_open: true }, f.ben, {
      ...f.filledToo,
      ratings: f.ratings([4, 4, 3, 3], ['', 'One step, one moment.', 'You stood up and waited.', '']),
    }),
    f.feedback(504, f.attempt(403, f.ben, f.room1, { slot: 2 }), f.amara, f.filledToo),
  ),
];

export const stories: Record<string, () => FakeLesson> = {
  lobby: () =>
    as(
      f.amara,
      f.lesson(
        {},
        f.everybody(false),
        f.put(
          'timer',
          f.timer({ label: 'Read the exemplar', total_ms: 360_000, ends_at: Date.now() + 200_000 }),
        ),
      ),
    ),
  'lobby-between': () =>
    as(f.amara, f.lesson({ now: 'rehearse', rooms: 'closed' }, room1People, f.put('room', room[0]!))),
  'lobby-choose': () =>
    as(f.amara, [
      ...f.lesson({ now: 'rehearse', rooms: 'closed' }, everywhere, f.put('room', ...room)),
      ...f.put('placement', { id: 10010, mode: 'self_chosen', room_size: 3, groups: [] }),
    ]),
  'room-perform': () =>
    as(
      f.amara,
      base(
        f.put(
          'attempt',
          f.attempt(400, f.amara, f.room1, {
            state: 'draft',
            text: '',
            draft: f.attemptText.slice(0, 220),
            shared_at: 0,
          }),
        ),
      ),
    ),
  'room-watch': () =>
    as(f.ben, base(), { presence: [{ member: f.amara, here: true, typing: true, attempt: 0 }] }),
  'room-review': () => as(f.ben, base(f.put('attempt', a), f.put('feedback', ...asked))),
  'room-review-advice': () =>
    as(
      f.ben,
      base(
        f.put('attempt', a),
        f.put(
          'feedback',
          f.feedback(501, a, f.ben, {
            state: 'draft',
            ratings: f.ratings([4, 2, 0, 0], ['“Four of twenty-seven had drawn axes.”']),
            strength: 'Really good start!',
            action_step: 'Be more confident when you show it.',
          }),
          asked[1]!,
        ),
        f.put('visit', {
          id: 801,
          visitor: f.facilitator.id,
          room: f.room1,
          state: 'knocking',
          since: Date.now(),
        }),
        f.put('announcement', {
          id: 901,
          sender: f.facilitator.id,
          room: 0,
          text: 'Three minutes for feedback, then open it together.',
          at: Date.now() - 20_000,
        }),
      ),
    ),
  'room-sealed': () =>
    as(
      f.ben,
      base(
        f.put('attempt', a),
        f.put('feedback', f.feedback(501, a, f.ben, { ...f.filled, state: 'sealed' }), asked[1]!),
      ),
    ),
  'room-ready': () =>
    as(
      f.amara,
      base(
        f.put('attempt', a),
        f.put(
          'feedback',
          f.feedback(501, a, f.ben, { state: 'sealed' }),
          f.feedback(502, a, f.chloe, { state: 'sealed' }),
        ),
      ),
    ),
  'room-read': () => as(f.amara, base(f.put('attempt', aOpen), f.put('feedback', ...delivered))),
  'room-close': () =>
    as(
      f.amara,
      base(
        f.put('attempt', aOpen, { ...b, feedback_open: true }),
        f.put(
          'feedback',
          ...delivered,
          f.feedback(503, b, f.ben, { ...f.filledToo, ratings: f.ratings([4, 4, 3, 3]) }),
        ),
      ),
    ),
  'room-closing': () =>
    as(
      f.ben,
      f.lesson(
        { now: 'rehearse', rooms: 'closing' },
        room1People,
        f.put('room', room[0]!),
        f.put('attempt', a),
        f.put('feedback', ...asked),
        f.put(
          'timer',
          f.timer({
            purpose: 'close_rooms',
            label: 'Rooms close',
            total_ms: 60_000,
            ends_at: Date.now() + 42_000,
          }),
        ),
      ),
    ),
  'room-offline': () => as(f.ben, base(f.put('attempt', a), f.put('feedback', ...asked)), { cut: true }),
  debrief: () => as(f.amara, f.lesson({ now: 'debrief' }, everywhere, ...recordRows)),
  record: () => as(f.amara, f.lesson({ now: 'ended', ended_at: Date.now() }, room1People, ...recordRows)),
  'console-lobby': () => as(f.facilitator.id, f.lesson({ join_code: 'K7QF2M' }, f.everybody(false))),
  'console-rehearse': () => as(f.facilitator.id, led('rehearse')),
  'console-many': () =>
    as(
      f.facilitator.id,
      f.lesson({ ...rehearsing, join_code: 'K7QF2M' }, many, f.put('room', ...manyRooms)),
      {
        present: many.map((each) => each.id),
      },
    ),
  'console-debrief': () => as(f.facilitator.id, led('debrief')),
  'console-ended': () => as(f.facilitator.id, led('ended')),
  'console-observer': () => as(f.observer.id, led('rehearse', f.put('member', f.observer))),
};
