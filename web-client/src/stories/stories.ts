// Every screen in the states that matter, for looking at and for checking. Only in development: nothing imports this.
import type { Change, Feature, Member, Spotlight } from '../protocol.ts';
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

const stageTimer = (seconds: number, label: string) =>
  f.put(
    'timer',
    f.timer({ purpose: 'stage', label, total_ms: seconds * 1000, ends_at: Date.now() + seconds * 620 }),
  );
const inMain = f.everybody(false);
const named: Feature[] = [
  f.feature(
    1101,
    f.amara,
    1,
    'She begins with what Aisha said, word for word, so Daniel knows exactly what to keep.',
  ),
  f.feature(1102, f.amara, 6, 'She does it herself first and says beforehand what to notice.'),
  f.feature(1103, f.ben, 2, 'A number, a time and a place: nobody can argue with eleven of twenty-eight.'),
  f.feature(1104, f.chloe, 4, 'One change, at one moment. Everything else in the notes stays there.'),
  f.feature(1105, f.dev, 8, 'Stops him for one point only and has him do that part again at once.'),
  f.feature(
    1106,
    f.eleri,
    0,
    'Daniel talks as much as Priya. It feels like work on a thing, not on a person.',
  ),
  f.feature(
    1107,
    f.farhan,
    10,
    'They agree when the step will be seen, and that nothing else will be looked at.',
  ),
];
const onWall = named.map((each, at) => ({
  ...each,
  shown: true,
  criterion: at === 2 ? f.criteria[0]!.id : at === 1 ? f.criteria[2]!.id : 0,
}));
const prepared = {
  id: 1301,
  member: f.amara,
  scores: f.scores([3, 2, 1, 2]),
  gap: f.criteria[2]!.id,
  words:
    'Jo, one thing first. At two o’clock you asked Reuben, “Why did you choose that scale?” Keep asking that.',
  moves: '',
};
const task = {
  id: 1601,
  member: f.amara,
  what: 'Visit Sam’s Year 7 lesson for ten minutes, give one step, and have Sam stand up and rehearse it.',
  with_whom: 'Sam Doyle',
  by_when: 'Thursday, period 3',
  evidence: 'My first sentence, written down beforehand, and what Sam said at the end.',
  at: Date.now() - 60_000,
};
const spotlight = (id: number, owner: number, name: string, over: Partial<Spotlight>): Spotlight => ({
  id,
  owner,
  attempt: 0,
  feedback: 0,
  state: 'shown',
  name,
  text: '',
  votes: 0,
  at: f.started + id,
  ...over,
});

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
  see: () => as(f.amara, f.lesson({ now: 'see' }, inMain, stageTimer(360, 'See'))),
  'see-brought': () => as(f.amara, f.lesson({ now: 'see', passage: 6 }, inMain, stageTimer(360, 'See'))),
  'name-empty': () => as(f.amara, f.lesson({ now: 'name' }, inMain, stageTimer(480, 'Name'))),
  name: () =>
    as(
      f.amara,
      f.lesson({ now: 'name' }, inMain, stageTimer(480, 'Name'), f.put('feature', ...named.slice(0, 2))),
    ),
  'name-wall': () =>
    as(
      f.amara,
      f.lesson(
        { now: 'name', wall_shown: true, calibration_shown: true },
        inMain,
        stageTimer(480, 'Name'),
        f.put('feature', ...onWall),
        f.put(
          'calibration',
          { id: 1201, rater: f.amara, reference: false, shown: false, scores: f.scores([4, 3, 2, 0]) },
          {
            id: 1202,
            rater: f.facilitator.id,
            reference: true,
            shown: true,
            scores: f.scores([4, 4, 4, 3]),
          },
        ),
        f.put('preparation', prepared),
      ),
    ),
  'name-anonymous': () =>
    as(f.amara, [
      ...f.lesson(
        { now: 'name', wall_shown: true },
        inMain,
        f.put(
          'feature',
          ...onWall.map((each) => ({
            ...each,
            anonymous: true,
            author: each.author === f.amara ? f.amara : 0,
          })),
        ),
      ),
      ...f.put('playbook', { ...f.playbook, anonymous_wall: true }),
    ]),
  'plan-empty': () => as(f.amara, f.lesson({ now: 'plan' }, inMain, stageTimer(180, 'Plan'))),
  plan: () =>
    as(f.amara, f.lesson({ now: 'plan' }, inMain, stageTimer(180, 'Plan'), f.put('preparation', prepared))),
  'commit-empty': () => as(f.amara, f.lesson({ now: 'commit' }, everywhere, stageTimer(300, 'Commit'))),
  commit: () =>
    as(
      f.amara,
      f.lesson(
        { now: 'commit' },
        everywhere,
        stageTimer(300, 'Commit'),
        ...recordRows,
        f.put('preparation', prepared),
        f.put('gap_task', task),
      ),
    ),
  'debrief-spotlights': () =>
    as(
      f.amara,
      f.lesson(
        { now: 'debrief' },
        everywhere,
        stageTimer(480, 'Debrief'),
        ...recordRows,
        f.put(
          'spotlight',
          spotlight(1401, f.amara, 'Amara Okafor', { attempt: 402, state: 'asked', text: f.secondText }),
          spotlight(1402, f.amara, 'Amara Okafor', {
            feedback: 504,
            state: 'declined',
            text: f.filledToo.action_step!,
          }),
          spotlight(1403, f.ben, 'Ben Whitcombe', {
            feedback: 501,
            votes: 4,
            text: f.filled.action_step!,
          }),
          spotlight(1404, f.chloe, 'Chloë Fitzgerald-Montague', {
            feedback: 502,
            votes: 1,
            text: f.filledToo.action_step!,
          }),
          spotlight(1405, f.amara, 'Amara Okafor', { attempt: 401, text: f.attemptText }),
        ),
        f.put('vote', { id: 1501, spotlight: 1403, member: f.amara }),
      ),
    ),
  'record-task': () =>
    as(
      f.amara,
      f.lesson(
        { now: 'ended', ended_at: Date.now() },
        room1People,
        ...recordRows,
        f.put('preparation', {
          ...prepared,
          moves: 'Stand up before the step.\nWait until she stands, too.',
        }),
        f.put('gap_task', task),
      ),
    ),
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
