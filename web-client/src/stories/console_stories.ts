// The console in the states that matter: each stage, rooms together and apart, one facilitator with 300 people.
import type { Attempt, Change, Feature, Feedback, Member, Room, Stage, Step, Timer } from '../protocol.ts';
import type { FakeLesson } from './fake_server.ts';
import * as f from './fixtures.ts';

const everywhere = f.everybody(true);
const present = everywhere.map((each) => each.id).filter((each) => each !== f.chloe);

function as(member: number, changes: Change[], more: Partial<FakeLesson> = {}): FakeLesson {
  return { changes, member, present, ...more };
}

const seconds: Record<Step, number> = {
  waiting: 0,
  frame: 30,
  attempt_a: 120,
  write: 90,
  deliver: 60,
  commit: 30,
  attempt_b: 90,
  close: 60,
  done: 0,
};

function stepClock(room: Room, left: number, over: Partial<Timer> = {}): Timer {
  return f.timer({
    id: room.clock,
    room: room.id,
    purpose: 'step',
    label: room.step,
    total_ms: seconds[room.step] * 1000,
    ends_at: Date.now() + left * 1000,
    ...over,
  });
}

const stageClock = (left: number): Timer =>
  f.timer({
    id: 300,
    purpose: 'stage',
    label: 'Stage',
    total_ms: 480_000,
    ends_at: Date.now() + left * 1000,
  });

const a = f.attempt(401, f.amara, f.room1, { slot: 2 });
const a2 = f.attempt(411, f.dev, f.room2, { slot: 2, kind: 'live', text: '' });
const a3 = f.attempt(421, f.farhan, f.room3, { slot: 2, feedback_open: true });
const g3 = f.attempt(420, f.grace, f.room3, {
  slot: 1,
  feedback_open: true,
  chosen: 521,
  shared_at: Date.now() - 15 * 60_000,
});
const g3b = f.attempt(422, f.grace, f.room3, {
  slot: 1,
  answers: 420,
  feedback_open: true,
  text: f.secondText,
  shared_at: Date.now() - 11 * 60_000,
});

function rooms(): Room[] {
  const base = { slot: 2, step: 'write' as const, step_since: Date.now() - 55_000 };
  return [
    f.room(f.room1, 1, {
      ...base,
      performer: f.amara,
      coach: f.ben,
      attempt_a: a.id,
      watch_for: f.criteria[2]?.id ?? 0,
      watch_words: 'whether I show the step before I ask for it',
      ready: [f.amara, f.ben],
      clock: 311,
    }),
    f.room(f.room2, 2, { ...base, performer: f.dev, coach: f.eleri, attempt_a: a2.id, clock: 312 }),
    f.room(f.room3, 3, {
      ...base,
      step: 'deliver',
      performer: f.farhan,
      coach: f.grace,
      attempt_a: a3.id,
      clock: 313,
    }),
  ];
}

const given: Change[] = f.put(
  'feedback',
  f.feedback(500, a, f.amara, { state: 'sealed' }),
  f.feedback(501, a, f.ben, { state: 'sealed' }),
  f.feedback(502, a, f.chloe),
  f.feedback(511, a2, f.eleri),
  f.feedback(521, g3, f.farhan, f.filled),
  f.feedback(523, a3, f.grace, { ...f.filledToo, ratings: f.ratings([4, 2, 2, 2]) }),
);

const rows = (): Change[] => {
  const all = rooms();
  return [
    ...f.put('room', ...all),
    ...f.put('timer', ...all.map((each) => stepClock(each, 35))),
    ...f.put('attempt', a, a2, g3, g3b, a3),
    ...given,
    ...f.put('judgement', {
      id: 901,
      attempt: 420,
      judge: f.grace,
      performer: f.grace,
      verdict: 'closed',
      why: '',
      at: Date.now(),
    }),
    ...f.put('help_request', {
      id: 601,
      asker: f.eleri,
      room: f.room2,
      text: 'Dev named two different steps. Which one do we rate?',
      state: 'waiting',
      asked_at: Date.now() - 3.4 * 60_000,
      closed_at: 0,
    }),
    ...f.put(
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
  ];
};

const led = (now: Stage, ...more: Change[][]): Change[] =>
  f.lesson(
    {
      now,
      rooms: now === 'rehearse' ? 'open' : 'closed',
      join_code: 'K7QF2M',
      passage: now === 'see' ? 3 : 0,
    },
    everywhere,
    ...more,
  );

const featureTexts: [author: number, passage: number, text: string][] = [
  [f.amara, 1, 'Begins with Aisha’s own words, so Daniel cannot argue with it'],
  [f.ben, 1, '“Keep that.” She says what to keep before anything else'],
  [f.dev, 2, 'Counts: eleven of twenty-eight, at a time on the clock'],
  [f.eleri, 2, 'No opinion, only what could be seen'],
  [f.grace, 3, 'One step, and it is for tomorrow'],
  [
    f.farhan,
    4,
    'She stands up and does it herself first, in the very words that he will use in front of the class',
  ],
  [f.amara, 5, 'He does it, she stops him for one point, he does it again'],
  [f.ben, 0, 'It all takes less than ten minutes'],
];

function features(sorted: number): Feature[] {
  return featureTexts.map(([author, passage, text], at) => ({
    id: 950 + at,
    author,
    passage,
    text,
    criterion: at < sorted ? (f.criteria[Math.floor(at / 2)]?.id ?? 0) : 0,
    anonymous: false,
    shown: false,
    at: Date.now() - (20 - at) * 10_000,
    moment_ms: 0,
  }));
}

const calibrated = f.put(
  'calibration',
  ...[f.amara, f.ben, f.dev].map((rater, at) => ({
    id: 970 + at,
    rater,
    reference: false,
    shown: false,
    scores: [],
  })),
  {
    id: 979,
    rater: f.facilitator.id,
    reference: true,
    shown: false,
    scores: f.criteria.slice(0, 3).map((each, at) => ({ criterion: each.id, score: 4 - (at % 2) })),
  },
);
const preparing = f.put(
  'preparation',
  ...[f.amara, f.ben, f.dev, f.eleri].map((member, at) => ({
    id: 980 + at,
    member,
    scores: [],
    gap: 0,
    words: '',
    moves: '',
  })),
);

const tasks = f.put(
  'gap_task',
  {
    id: 990,
    member: f.amara,
    what: 'In the coaching meeting with Jo on Thursday I stand up and do the step myself before I ask her to.',
    with_whom: 'Jo Marsh',
    by_when: 'Thursday 3 December',
    evidence: 'My notes, and what Jo says she noticed.',
    at: Date.now() - 60_000,
  },
  {
    id: 991,
    member: f.ben,
    what: 'I write one step and leave the rest of my notes in the drawer.',
    with_whom: '',
    by_when: 'the next drop-in',
    evidence: '',
    at: Date.now() - 30_000,
  },
  { id: 992, member: f.dev, what: '', with_whom: '', by_when: '', evidence: '', at: Date.now() },
);

const spotlight = {
  owner: f.farhan,
  attempt: 0,
  feedback: 0,
  name: 'Farhan Aziz',
  votes: 0,
  at: Date.now(),
};
const spotlights = f.put(
  'spotlight',
  {
    ...spotlight,
    id: 960,
    feedback: 521,
    state: 'shown',
    votes: 4,
    text: f.filled.action_step ?? '',
  },
  {
    ...spotlight,
    id: 961,
    attempt: 422,
    owner: f.grace,
    name: 'Grace Liu',
    state: 'asked',
    text: f.secondText,
  },
);

// --- many rooms --------------------------------------------------------------------------------------------------

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
const here = many.map((each) => each.id).filter((each) => each % 97 !== 0);

function manyRows(): { rooms: Room[]; attempts: Attempt[]; feedback: Feedback[]; clocks: Timer[] } {
  const all = Array.from({ length: 100 }, (_, at) => {
    const behind = at === 16 || at === 62;
    const first = 1000 + at * 3;
    return f.room(2000 + at, at + 1, {
      slot: 2,
      step: behind ? 'attempt_a' : 'write',
      performer: first,
      coach: first + 1,
      attempt_a: behind ? 0 : 4000 + at,
      ready: at % 3 === 0 ? [first] : [],
      step_since: Date.now() - 55_000,
      clock: 3000 + at,
    });
  });
  const attempts = all
    .filter((each) => each.attempt_a)
    .map((each) => f.attempt(each.attempt_a, each.performer, each.id, { slot: 2, kind: 'live', text: '' }));
  const feedback = attempts.flatMap((each, at) =>
    [1, 2].map((next) =>
      f.feedback(5000 + at * 2 + next, each, each.author + next, {
        state: at % 23 === 5 ? 'asked' : (at + next) % 3 === 0 ? 'sealed' : 'draft',
      }),
    ),
  );
  return { rooms: all, attempts, feedback, clocks: all.map((each) => stepClock(each, 35)) };
}

const rehearsingMany = (): Change[] => {
  const rows = manyRows();
  return f.lesson(
    { now: 'rehearse', rooms: 'open', join_code: 'K7QF2M' },
    many,
    f.put('room', ...rows.rooms),
    f.put('attempt', ...rows.attempts),
    f.put('feedback', ...rows.feedback),
    f.put('timer', ...rows.clocks),
    f.put('help_request', {
      id: 601,
      asker: 1100,
      room: 2033,
      text: '',
      state: 'waiting',
      asked_at: Date.now() - 80_000,
      closed_at: 0,
    }),
  );
};

const debriefedMany = (): Change[] => {
  const rows = manyRows();
  return f.lesson(
    { now: 'debrief', join_code: 'K7QF2M' },
    many,
    f.put('room', ...rows.rooms),
    f.put('attempt', ...rows.attempts.map((each) => ({ ...each, feedback_open: true }))),
    f.put(
      'feedback',
      ...rows.feedback.map((each, at) => ({
        ...each,
        ...f.filled,
        ratings: f.ratings([1 + (at % 4), 1 + ((at >> 1) % 4), 1 + ((at * 7) % 4), 2 + (at % 3)]),
      })),
    ),
  );
};

const manyFeatures = (): Feature[] =>
  Array.from({ length: 500 }, (_, at) => {
    const one = features(0)[at % featureTexts.length]!;
    return { ...one, id: 7000 + at, author: 1000 + (at % 299), at: one.at + at };
  });

const own = (): Change[] => {
  const all = rooms();
  return led(
    'rehearse',
    rows(),
    f.put('playbook', { ...f.playbook, pace: 'own' }),
    f.put('room', all[0]!, all[1]!, { ...all[2]!, step: 'attempt_b', held: true }),
    f.put(
      'timer',
      stepClock(all[0]!, 15),
      stepClock(all[1]!, -30, { state: 'finished' }),
      stepClock(all[2]!, 0, { state: 'paused', remaining_ms: 41_000, ends_at: 0 }),
    ),
  );
};

/** Two rooms, or four: the fourth is one that has not begun. */
function fewRooms(count: 2 | 4): Change[] {
  const all = rooms();
  const fourth = f.room(f.room3 + 1, 4, { slot: 2, step: 'frame', performer: 1001, coach: 1002, clock: 314 });
  if (count === 2) {
    return led('rehearse', rows(), [
      ...all.slice(2).map((each) => ({ remove: 'room' as const, id: each.id })),
      ...[f.farhan, f.grace].map((id) => ({ remove: 'member' as const, id })),
    ]);
  }
  return led(
    'rehearse',
    rows(),
    f.put('room', fourth),
    f.put('timer', stepClock(fourth, 21)),
    f.put(
      'member',
      ...['Hana Novak', 'Idris Cole', 'June Park'].map((name, at) =>
        f.member(1001 + at, name, fourth.id, at + 1),
      ),
    ),
  );
}

const lead = f.facilitator.id;

export const consoleStories: Record<string, () => FakeLesson> = {
  'console-lobby': () => as(lead, f.lesson({ join_code: 'K7QF2M' }, f.everybody(false))),
  'console-see': () =>
    as(lead, led('see', f.put('timer', stageClock(212)), f.put('feature', ...features(0)))),
  'console-name': () =>
    as(
      lead,
      led('name', f.put('timer', stageClock(301)), f.put('feature', ...features(3)), calibrated, preparing),
    ),
  'console-name-many': () =>
    as(lead, f.lesson({ now: 'name', join_code: 'K7QF2M' }, many, f.put('feature', ...manyFeatures())), {
      present: here,
    }),
  'console-plan': () => as(lead, led('plan', f.put('timer', stageClock(95)), calibrated, preparing)),
  'console-rehearse': () => as(lead, led('rehearse', rows())),
  'console-two': () => as(lead, fewRooms(2)),
  'console-four': () => as(lead, fewRooms(4)),
  'console-own-pace': () => as(lead, own()),
  'console-many': () => as(lead, rehearsingMany(), { present: here }),
  'console-debrief': () => as(lead, led('debrief', rows(), spotlights)),
  'console-debrief-many': () => as(lead, debriefedMany(), { present: here }),
  'console-commit': () => as(lead, led('commit', f.put('timer', stageClock(180)), tasks)),
  'console-ended': () => as(lead, led('ended', rows())),
  'console-observer': () => as(f.observer.id, led('rehearse', rows(), f.put('member', f.observer))),
};
