// A lesson with three rooms of people, in whatever state a story wants.
import type {
  Attempt,
  Change,
  Criterion,
  Entities,
  EntityKind,
  Feedback,
  Member,
  Playbook,
  Preparation,
  Rating,
  Role,
  Room,
  Session,
  Timer,
} from '../protocol.ts';
import prepared from './playbook.json';

export const started = Date.now() - 22 * 60_000;
export const playbook = prepared.playbook as Playbook;
export const criteria = prepared.criteria as Criterion[];

export function put<K extends EntityKind>(kind: K, ...rows: Entities[K][]): Change[] {
  return rows.map((entity) => ({ put: kind, entity }) as unknown as Change);
}

export function session(over: Partial<Session> = {}): Session {
  return {
    id: 10000,
    title: 'Giving an action step after a lesson drop-in',
    npq: 'NPQ Leading Teacher Development',
    now: 'lobby',
    rooms: 'closed',
    locked: false,
    passage: 0,
    playback: { state: 'own', position_ms: 0, since: 0 },
    wall_shown: false,
    calibration_shown: false,
    join_code: '',
    opened_at: started,
    ended_at: 0,
    stage_since: started,
    spent: [],
    follows: '',
    fishbowl: 0,
    ...over,
  };
}

export function member(id: number, name: string, room = 0, seat = 0, over: Partial<Member> = {}): Member {
  const role: Role = 'participant';
  const base = {
    id,
    name,
    role,
    room,
    seat,
    attendance: 'here' as const,
    since: started,
    joined_at: started,
    turns: 0,
  };
  return { ...base, ...over };
}

export const room1 = 201;
export const room2 = 202;
export const room3 = 203;
const names: [string, number, number][] = [
  ['Amara Okafor', room1, 1],
  ['Ben Whitcombe', room1, 2],
  ['Chloë Fitzgerald-Montague', room1, 3],
  ['Dev Patel', room2, 1],
  ['Eleri Pryce', room2, 2],
  ['Farhan Aziz', room3, 1],
  ['Grace Liu', room3, 2],
];
export const facilitator = member(101, 'Ruth Adeyemi', 0, 0, { role: 'facilitator' });
export const observer = member(102, 'Ofsted visitor', 0, 0, { role: 'observer' });

export function everybody(inRooms: boolean): Member[] {
  return [
    facilitator,
    ...names.map(([name, room, seat], at) => member(110 + at, name, inRooms ? room : 0, inRooms ? seat : 0)),
  ];
}
export const [amara, ben, chloe, dev, eleri, farhan, grace] = [110, 111, 112, 113, 114, 115, 116];

export function room(id: number, number: number, over: Partial<Room> = {}): Room {
  return {
    id,
    number,
    state: 'open',
    slot: 1,
    step: 'attempt_a',
    harder: false,
    performer: 0,
    coach: 0,
    attempt_a: 0,
    attempt_b: 0,
    watch_for: 0,
    watch_words: '',
    held: false,
    again_from: '',
    ready: [],
    clock: 0,
    slot_since: Date.now() - 5 * 60_000,
    step_since: Date.now() - 60_000,
    fishbowl: 'none',
    ...over,
  };
}

export function rooms(): Room[] {
  return [
    room(room1, 1, { performer: amara, coach: ben }),
    room(room2, 2, { performer: dev, coach: eleri, slot_since: Date.now() - 9 * 60_000 }),
    room(room3, 3, { performer: farhan, coach: grace, slot: 2 }),
  ];
}

export function timer(over: Partial<Timer> = {}): Timer {
  return {
    id: 301,
    room: 0,
    purpose: 'work',
    label: 'Attempt A',
    state: 'running',
    total_ms: 480_000,
    ends_at: Date.now() + 284_000,
    remaining_ms: 0,
    ...over,
  };
}

export const attemptText = `Jo, one thing first. At two o’clock you stood with Reuben and asked, “Why did you choose that scale?” He explained it and then he changed it himself. Keep asking that.

Here is what I saw at the start. You gave five steps, spoken, and said “Off you go”. By three minutes to two, four of twenty-seven had drawn axes, and nine hands asked what to do.

So one thing for tomorrow, period 1. When everybody is facing you, and not before, put the steps on the board and point to each one as you say it. Then ask two people to say step one and step two back to you. Watch me do it.`;

export const secondText = `Jo, at 1.57 four of twenty-seven had drawn their axes. Nine people had asked what to do.

Tomorrow, period 1: stand still, say “Pens down, eyes on me”, wait until you can see twenty-seven faces. (I stand, I wait, I count to four.) Then point at step one and say it. Now you. You are at the front, 9B have just come in.`;

export function attempt(id: number, author: number, at: number, over: Partial<Attempt> = {}): Attempt {
  return {
    id,
    author,
    room: at,
    answers: 0,
    slot: 1,
    kind: 'text',
    state: 'shared',
    text: attemptText,
    draft: '',
    revision: 1,
    watch_for: 0,
    chosen: 0,
    fix: '',
    feedback_open: false,
    hidden: false,
    hidden_reason: '',
    shared_at: Date.now() - 4 * 60_000,
    ...over,
  };
}

export function ratings(scores: number[], evidence: string[] = []): Rating[] {
  return criteria.map((each, at) => ({
    criterion: each.id,
    score: scores[at] ?? 0,
    evidence: evidence[at] ?? '',
  }));
}

export function feedback(id: number, on: Attempt, reviewer: number, over: Partial<Feedback> = {}): Feedback {
  return {
    id,
    attempt: on.id,
    reviewer,
    receiver: on.author,
    state: 'asked',
    ratings: [],
    strength: '',
    action_step: '',
    hidden: false,
    hidden_reason: '',
    asked_at: on.shared_at,
    given_at: 0,
    ...over,
  };
}

export const filled: Partial<Feedback> = {
  state: 'delivered',
  ratings: ratings(
    [4, 3, 2, 1],
    [
      '“At three minutes to two, four of twenty-seven had drawn axes.”',
      'One step, but two actions in it: board, and asking two people.',
      'You said “Watch me do it” and stopped there.',
      '',
    ],
  ),
  strength:
    'When you said the number of axes, Jo could not argue with it, and she stopped defending the start of the lesson.',
  action_step:
    'Next time, after you have said the step, stand up and do it in front of Jo before you ask her to.',
  given_at: Date.now() - 2 * 60_000,
};

export const filledToo: Partial<Feedback> = {
  ...filled,
  ratings: ratings(
    [4, 2, 2, 2],
    ['You began with Reuben’s scale.', '', '“Watch me” came, the doing did not.', ''],
  ),
  strength: 'You named Reuben and his words, so Jo knew what to keep.',
  action_step:
    'Before you name the step, leave out the second part (asking two people), so there is time to show it.',
};

export function preparation(member: number, over: Partial<Preparation> = {}): Preparation {
  return {
    id: 1100,
    member,
    scores: [],
    gap: criteria[2]?.id ?? 0,
    words: 'Jo, at 1.57 four of twenty-seven had drawn their axes. One thing for tomorrow. Watch me do it.',
    moves: 'Stand up when I say “Watch me”. Point at the board.',
    ...over,
  };
}

/** Words for a session that is under way. */
export function lesson(over: Partial<Session>, people: Member[], ...more: Change[][]): Change[] {
  return [
    ...put('session', session(over)),
    ...put('playbook', playbook),
    ...put('criterion', ...criteria),
    ...put('placement', { id: 10010, mode: 'random', room_size: 3, groups: [] }),
    ...put('member', ...people),
    ...more.flat(),
  ];
}
