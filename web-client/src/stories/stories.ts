// Every screen in the states that matter, for looking at and for checking. Only in development: nothing imports this.
import type { Change, Member, Room, Step } from '../protocol.ts';
import { consoleStories } from './console_stories.ts';
import type { FakeLesson } from './fake_server.ts';
import * as f from './fixtures.ts';
import { stageStories } from './stage_stories.ts';

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
const base = (...more: Change[][]) => inStep('write', ...more);
const inStep = (step: Step, ...more: Change[][]) =>
  f.lesson(rehearsing, room1People, f.put('room', { ...room[0]!, step }), f.put('timer', f.timer()), ...more);

const delivered = [f.feedback(501, aOpen, f.ben, f.filled), f.feedback(502, aOpen, f.chloe, f.filledToo)];

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

const watching = { watch_for: 10004, watch_words: 'how I stand up and show it' };
const slot = (over: Partial<Room>, ...more: Change[][]) =>
  f.lesson(
    rehearsing,
    room1People,
    f.put('room', { ...room[0]!, clock: 303, ...over }),
    over.clock === 0
      ? []
      : f.put(
          'timer',
          f.timer({
            id: 303,
            room: f.room1,
            purpose: 'step',
            label: 'Attempt A',
            total_ms: 120_000,
            ends_at: Date.now() + 84_000,
          }),
        ),
    ...more,
  );
const ownPace = f.put('playbook', { ...f.playbook, pace: 'own' });
const aLive = f.attempt(401, f.amara, f.room1, { kind: 'live', text: '', watch_for: 10004 });
const askedAll = [
  f.feedback(500, aLive, f.amara),
  f.feedback(501, aLive, f.ben, { state: 'sealed' }),
  f.feedback(502, aLive, f.chloe),
];
const aFixed = {
  ...aOpen,
  watch_for: 10004,
  chosen: 501,
  fix: 'When I have said the step, I stand up, say “Watch me”, and do it before Jo does.',
};
const bLive = { ...b, kind: 'live' as const, text: '', feedback_open: true };
const deliveredAll = f.put(
  'feedback',
  f.feedback(500, aOpen, f.amara, {
    ...f.filledToo,
    strength: 'I began with Reuben, as I had planned.',
    action_step: 'Stand up sooner.',
  }),
  ...delivered,
);
const told = f.put('usefulness', {
  id: 951,
  feedback: 501,
  receiver: f.amara,
  giver: f.ben,
  worth: 'very_useful',
});
const judged = f.put('judgement', {
  id: 941,
  attempt: 401,
  judge: f.ben,
  performer: f.amara,
  verdict: 'closed',
  why: 'You stood up and did it before you asked Jo to.',
  at: Date.now(),
});
const closed = (...more: Change[][]) =>
  slot(
    { step: 'close', attempt_a: 401, attempt_b: 402 },
    f.put('attempt', aFixed, bLive),
    deliveredAll,
    ...more,
  );

export const stories: Record<string, () => FakeLesson> = {
  ...stageStories,
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
      inStep(
        'attempt_a',
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
    as(f.ben, inStep('attempt_a'), { presence: [{ member: f.amara, here: true, typing: true, attempt: 0 }] }),
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
  'room-read': () => as(f.amara, inStep('deliver', f.put('attempt', aOpen), f.put('feedback', ...delivered))),
  'room-close': () =>
    as(
      f.amara,
      inStep(
        'close',
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
        f.put('room', { ...room[0]!, step: 'write' }),
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
  'debrief-late': () =>
    as(
      f.chloe,
      f.lesson(
        { now: 'debrief' },
        everywhere,
        ...recordRows,
        f.put(
          'feedback',
          f.feedback(598, { ...a, id: 401 }, f.chloe, { state: 'draft', strength: 'She stood up' }),
          f.feedback(599, { ...a, id: 402 }, f.chloe),
        ),
      ),
    ),
  record: () => as(f.amara, f.lesson({ now: 'ended', ended_at: Date.now() }, room1People, ...recordRows)),
  // The room, step by step: what each role sees. These follow the steps of the playbook, in lockstep unless they say "own".
  'step-frame-performer': () =>
    as(f.amara, slot({ step: 'frame' }, f.put('preparation', f.preparation(f.amara)))),
  'step-frame-pupil': () => as(f.chloe, slot({ step: 'frame', ...watching })),
  'step-attempt-a-performer': () =>
    as(f.amara, slot({ step: 'attempt_a', ...watching }, f.put('preparation', f.preparation(f.amara)))),
  'step-attempt-a-coach': () => as(f.ben, slot({ step: 'attempt_a', ...watching, harder: true })),
  'step-attempt-a-held': () => as(f.chloe, slot({ step: 'attempt_a', ...watching, held: true })),
  'step-attempt-a-again': () =>
    as(
      f.amara,
      slot({ step: 'attempt_a', ...watching, harder: true, again_from: 'Here is what I saw at the start' }),
    ),
  'step-attempt-a-shared': () =>
    as(
      f.amara,
      slot(
        { step: 'attempt_a', ...watching, attempt_a: 401, ready: [f.amara] },
        f.put('attempt', aLive),
        f.put('feedback', ...askedAll),
      ),
    ),
  'step-write-performer': () =>
    as(
      f.amara,
      slot(
        { step: 'write', attempt_a: 401, ready: [f.ben] },
        f.put('attempt', aLive),
        f.put('feedback', ...askedAll),
      ),
    ),
  'step-write-pupil-given': () =>
    as(
      f.chloe,
      slot(
        { step: 'write', attempt_a: 401, ready: [f.chloe] },
        f.put('attempt', aLive),
        f.put(
          'feedback',
          f.feedback(500, aLive, f.amara),
          f.feedback(501, aLive, f.ben, { state: 'draft' }),
          f.feedback(502, aLive, f.chloe, { ...f.filledToo, state: 'sealed' }),
        ),
      ),
    ),
  'step-write-own-pace': () =>
    as(
      f.amara,
      slot(
        { step: 'write', attempt_a: 401 },
        f.put('attempt', a),
        f.put(
          'feedback',
          f.feedback(500, a, f.amara, { ...f.filledToo, state: 'sealed' }),
          f.feedback(501, a, f.ben, { state: 'sealed' }),
          f.feedback(502, a, f.chloe, { state: 'sealed' }),
        ),
        ownPace,
      ),
    ),
  'step-deliver-performer': () =>
    as(
      f.amara,
      slot(
        { step: 'deliver', attempt_a: 401 },
        f.put('attempt', { ...aOpen, chosen: 501 }),
        deliveredAll,
        told,
      ),
    ),
  'step-deliver-coach': () =>
    as(f.ben, slot({ step: 'deliver', attempt_a: 401 }, f.put('attempt', aOpen), deliveredAll, told)),
  'step-commit-performer': () =>
    as(
      f.amara,
      slot({ step: 'commit', attempt_a: 401 }, f.put('attempt', { ...aOpen, chosen: 501 }), deliveredAll),
    ),
  'step-commit-pupil': () =>
    as(f.chloe, slot({ step: 'commit', attempt_a: 401 }, f.put('attempt', aFixed), deliveredAll)),
  'step-attempt-b-performer': () =>
    as(
      f.amara,
      slot({ step: 'attempt_b', attempt_a: 401, ...watching }, f.put('attempt', aFixed), deliveredAll),
    ),
  'step-attempt-b-coach-own-pace': () =>
    as(
      f.ben,
      slot(
        { step: 'attempt_b', attempt_a: 401, ...watching },
        f.put('attempt', aFixed),
        deliveredAll,
        ownPace,
      ),
    ),
  'step-close-performer': () => as(f.amara, closed(judged)),
  'step-close-pupil-own-pace': () => as(f.chloe, closed(judged, ownPace)),
  'step-done': () =>
    as(
      f.amara,
      slot(
        { step: 'done', slot: 3, performer: 0, coach: 0, attempt_a: 401, attempt_b: 402, clock: 0 },
        f.put('attempt', aFixed, bLive),
        deliveredAll,
        judged,
      ),
    ),
  'step-done-own-pace': () =>
    as(
      f.ben,
      slot(
        { step: 'done', slot: 3, performer: 0, coach: 0, attempt_a: 401, attempt_b: 402, clock: 0 },
        f.put('attempt', aFixed, bLive),
        deliveredAll,
        judged,
        ownPace,
      ),
    ),
  ...consoleStories,
};
