// The stages that everybody is in together, with and without something in them; and what comes of them later.
import type { Change, EarlierTask, Feature, Spotlight } from '../protocol.ts';
import type { FakeLesson } from './fake_server.ts';
import * as f from './fixtures.ts';
import { feature, scores } from './stage_fixtures.ts';

const everywhere = f.everybody(true);
const room1People = everywhere.filter((each) => each.room === f.room1 || each.role !== 'participant');
const present = everywhere.map((each) => each.id).filter((each) => each !== f.chloe);
const as = (member: number, changes: Change[]): FakeLesson => ({ changes, member, present });

const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
const b = f.attempt(402, f.amara, f.room1, {
  answers: 401,
  text: f.secondText,
  feedback_open: true,
  shared_at: Date.now() - 60_000,
});
const recordRows = [
  f.put('room', f.room(f.room1, 1, { slot: 2, performer: f.ben, coach: f.chloe })),
  f.put('attempt', a, b),
  f.put(
    'feedback',
    f.feedback(501, a, f.ben, f.filled),
    f.feedback(502, a, f.chloe, f.filledToo),
    f.feedback(503, b, f.ben, { ...f.filledToo, ratings: f.ratings([4, 4, 3, 3]) }),
  ),
];

const stageTimer = (seconds: number, label: string) =>
  f.put(
    'timer',
    f.timer({ purpose: 'stage', label, total_ms: seconds * 1000, ends_at: Date.now() + seconds * 620 }),
  );
const inMain = f.everybody(false);
const named: Feature[] = [
  feature(
    1101,
    f.amara,
    1,
    'She begins with what Aisha said, word for word, so Daniel knows exactly what to keep.',
  ),
  feature(1102, f.amara, 6, 'She does it herself first and says beforehand what to notice.'),
  feature(1103, f.ben, 2, 'A number, a time and a place: nobody can argue with eleven of twenty-eight.'),
  feature(1104, f.chloe, 4, 'One change, at one moment. Everything else in the notes stays there.'),
  feature(1105, f.dev, 8, 'Stops him for one point only and has him do that part again at once.'),
  feature(1106, f.eleri, 0, 'Daniel talks as much as Priya. It feels like work on a thing, not on a person.'),
  feature(
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
  scores: scores([3, 2, 1, 2]),
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

const earlierTask = (id: number, member: number, over: Partial<EarlierTask>): EarlierTask => ({
  ...task,
  id,
  member,
  promised_at: f.started - 28 * 24 * 60 * 60_000,
  outcome: 'none',
  words: '',
  at: 0,
  ...over,
});
const earlier = f.put(
  'earlier_task',
  earlierTask(1701, f.amara, {}),
  earlierTask(1702, f.ben, {
    what: 'Watch two lesson starts in Year 9 and give each teacher one step.',
    outcome: 'done',
    words: 'Both, and Mrs Hale asked me to come again.',
    at: f.started,
  }),
  earlierTask(1703, f.dev, {
    what: 'Model the hinge question for the department.',
    with_whom: '',
    evidence: '',
    outcome: 'not_yet',
    at: f.started,
  }),
);

export const stageStories: Record<string, () => FakeLesson> = {
  'lobby-promised': () => as(f.amara, f.lesson({ now: 'lobby' }, inMain, earlier.slice(0, 1))),
  'console-promised': () => as(f.facilitator.id, f.lesson({ now: 'lobby' }, inMain, earlier)),
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
          { id: 1201, rater: f.amara, reference: false, shown: false, scores: scores([4, 3, 2, 0]) },
          {
            id: 1202,
            rater: f.facilitator.id,
            reference: true,
            shown: true,
            scores: scores([4, 4, 4, 3]),
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
};
