// Every screen in the states that matter, for looking at and for checking. Only in development: nothing imports this.
import type { Change, Member } from '../protocol.ts';
import { consoleStories } from './console_stories.ts';
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
  ...consoleStories,
};
