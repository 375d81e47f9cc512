// One room in front of everybody: asked, watched by its people and by everybody else, and led.
import type { Change, FishbowlState, Room, Step } from '../protocol.ts';
import type { FakeLesson } from './fake_server.ts';
import * as f from './fixtures.ts';

const everywhere = f.everybody(true);
const present = everywhere.map((each) => each.id);
const as = (member: number, changes: Change[]): FakeLesson => ({ changes, member, present });

const resting = (room: Room): Room => ({ ...room, slot: 0, step: 'waiting', performer: 0, coach: 0 });
const all = f.rooms().map(resting);
const room2 = (fishbowl: FishbowlState, over: Partial<Room> = {}) =>
  f.put('room', all[0]!, { ...all[1]!, fishbowl, ...over }, all[2]!);

const stageClock = f.timer({
  id: 300,
  purpose: 'stage',
  label: 'Plan',
  total_ms: 480_000,
  ends_at: Date.now() + 95_000,
});
const planning = (watched: boolean, ...more: Change[][]) =>
  f.lesson(
    { now: 'plan', fishbowl: watched ? f.room2 : 0, join_code: 'K7QF2M' },
    everywhere,
    f.put('timer', stageClock),
    ...more,
  );

const a = f.attempt(401, f.dev, f.room2, {
  slot: 0,
  feedback_open: true,
  watch_for: 10004,
  chosen: 501,
  fix: 'When I have said the step, I stand up, say “Watch me”, and do it before Jo does.',
});
const b = f.attempt(402, f.dev, f.room2, { slot: 0, answers: 401, text: f.secondText, feedback_open: true });
const theirs = f.put(
  'feedback',
  f.feedback(501, a, f.eleri, f.filled),
  f.feedback(502, a, f.dev, {
    ...f.filledToo,
    strength: 'I began with Reuben.',
    action_step: 'Stand up sooner.',
  }),
);

/** Room 2, in this step in front of everybody. */
const shown = (step: Step, over: Partial<Room> = {}, ...more: Change[][]) =>
  planning(
    true,
    room2('watched', {
      step,
      performer: f.dev,
      coach: f.eleri,
      watch_for: 10004,
      watch_words: 'how I stand up and show it',
      clock: 303,
      ...over,
    }),
    f.put(
      'timer',
      f.timer({ id: 303, room: f.room2, purpose: 'step', label: step, ends_at: Date.now() + 84_000 }),
    ),
    ...more,
  );
const agreed = (member: number) => f.put('agreement', { id: 1900 + member, room: f.room2, member });
const lead = f.facilitator.id;

const close = () => shown('close', { attempt_a: 401, attempt_b: 402 }, f.put('attempt', a, b), theirs);
const judged = f.put('judgement', {
  id: 941,
  attempt: 401,
  judge: f.eleri,
  performer: f.dev,
  verdict: 'closed',
  why: 'You stood up and did it before you asked Jo to.',
  at: Date.now(),
});

export const fishbowlStories: Record<string, () => FakeLesson> = {
  'fishbowl-asked': () => as(f.dev, planning(false, room2('asked'))),
  'fishbowl-said-yes': () => as(f.dev, planning(false, room2('asked'), agreed(f.dev))),
  'fishbowl-member': () => as(f.eleri, shown('attempt_a', {}, agreed(f.eleri))),
  'fishbowl-performer': () => as(f.dev, shown('frame', { watch_for: 0, watch_words: '' }, agreed(f.dev))),
  'fishbowl-came-back': () => as(f.eleri, shown('attempt_a')),
  'fishbowl-member-done': () =>
    as(
      f.dev,
      shown('done', { performer: 0, coach: 0, attempt_a: 401 }, f.put('attempt', a), theirs, agreed(f.dev)),
    ),
  'fishbowl-viewer': () => as(f.amara, shown('attempt_a')),
  'fishbowl-viewer-write': () =>
    as(
      f.amara,
      shown(
        'write',
        { attempt_a: 401 },
        f.put('attempt', { ...a, feedback_open: false, chosen: 0, fix: '' }),
        f.put('feedback', f.feedback(501, a, f.eleri, { state: 'sealed' }), f.feedback(502, a, f.dev)),
      ),
    ),
  'fishbowl-viewer-deliver': () =>
    as(f.amara, shown('deliver', { attempt_a: 401 }, f.put('attempt', { ...a, chosen: 0, fix: '' }), theirs)),
  'fishbowl-viewer-close': () => as(f.amara, [...close(), ...judged]),
  'fishbowl-viewer-done': () =>
    as(f.amara, [
      ...shown(
        'done',
        { performer: 0, coach: 0, watch_for: 0, watch_words: '', clock: 0, attempt_a: 401, attempt_b: 402 },
        f.put('attempt', a, b),
        theirs,
      ),
      ...judged,
    ]),
  'console-fishbowl-none': () =>
    as(lead, f.lesson({ now: 'plan', join_code: 'K7QF2M' }, f.everybody(false), f.put('timer', stageClock))),
  'console-fishbowl': () =>
    as(lead, planning(false, f.put('room', { ...all[0]!, fishbowl: 'declined' }, all[1]!, all[2]!))),
  'console-fishbowl-asked': () =>
    as(lead, planning(false, room2('asked'), f.put('agreement', { id: 1901, room: f.room2, member: 0 }))),
  'console-fishbowl-ready': () =>
    as(
      lead,
      planning(
        false,
        room2('asked'),
        f.put('agreement', { id: 1901, room: f.room2, member: 0 }, { id: 1902, room: f.room2, member: 0 }),
      ),
    ),
  'console-fishbowl-watched': () => as(lead, close()),
};
