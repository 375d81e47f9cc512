// Where the rooms are in their rounds, as the server's tables say it. Pure: rows in, a picture out.
import type { Feedback, Member, Playbook, Room, Stage, Step, StepPlan, Timer } from '../protocol.ts';
import { given, owed, stagesOf } from '../tables/views.ts';

const order: readonly Step[] = [
  'waiting',
  'frame',
  'attempt_a',
  'write',
  'deliver',
  'commit',
  'attempt_b',
  'close',
  'done',
];

/** The planned steps in their order, whatever order the playbook lists them in. */
export function stepsOf(playbook: Playbook | undefined): StepPlan[] {
  return [...(playbook?.steps ?? [])].sort(
    (one, other) => order.indexOf(one.step) - order.indexOf(other.step),
  );
}

export function stepAfter(playbook: Playbook | undefined, now: Step): StepPlan | undefined {
  return stepsOf(playbook).find((each) => order.indexOf(each.step) > order.indexOf(now));
}

/** What the performer writes about themself is on the same form, and never counts as a review. */
export const isReview = (of: Feedback): boolean => of.reviewer !== of.receiver;

/** How far the feedback on an attempt has got. Released reviewers are not waited for. */
export interface Reviews {
  expected: number;
  given: number;
  writing: Feedback[];
  /** Nobody has begun to write. */
  untouched: boolean;
}

export function reviewsOf(feedback: readonly Feedback[]): Reviews {
  const all = feedback.filter((each) => isReview(each) && each.state !== 'released');
  return {
    expected: all.length,
    given: all.filter(given).length,
    writing: all.filter(owed),
    untouched: all.length > 0 && all.every((each) => each.state === 'asked'),
  };
}

/** Rooms that are in the same step of the same turn. */
export interface Gathering {
  slot: number;
  step: Step;
  rooms: Room[];
}

const farther = (one: Gathering, other: Gathering): number =>
  one.slot - other.slot || order.indexOf(one.step) - order.indexOf(other.step);

/** The most rooms first. */
export function gatheringsOf(rooms: readonly Room[]): Gathering[] {
  const found = new Map<string, Gathering>();
  for (const room of rooms) {
    const slot = room.step === 'done' ? 0 : room.slot;
    const key = `${slot} ${room.step}`;
    const known = found.get(key);
    if (known) known.rooms.push(room);
    else found.set(key, { slot, step: room.step, rooms: [room] });
  }
  return [...found.values()].sort(
    (one, other) => other.rooms.length - one.rooms.length || farther(one, other),
  );
}

// More than a few numbers are no help to find a room by.
const numbersMax = 4;

/** What is said when the rooms have drifted apart; nothing while they are together. */
export function apartOf(
  all: readonly Gathering[],
): { step: Step; count: number; when: 'most' | 'behind' | 'ahead'; numbers: number[] }[] {
  const most = all[0];
  if (!most || all.length < 2) return [];
  return all.map((each) => {
    const far = each.step === 'done' ? 1 : most.step === 'done' ? -1 : farther(each, most);
    const numbers = each.rooms.map((room) => room.number).sort((one, other) => one - other);
    return {
      step: each.step,
      count: each.rooms.length,
      when: each === most ? 'most' : far < 0 ? 'behind' : 'ahead',
      numbers: numbers.length <= numbersMax ? numbers : [],
    };
  });
}

/** The clock that most rooms go by: of those in the same step, the one that ends last. */
export function leadingClock(
  gathering: Gathering,
  clockOf: (room: Room) => Timer | undefined,
): Timer | undefined {
  const end = (of: Timer): number => (of.state === 'running' ? of.ends_at : of.remaining_ms);
  return gathering.rooms
    .map(clockOf)
    .filter((each): each is Timer => each !== undefined)
    .sort((one, other) => end(other) - end(one))[0];
}

export function readiness(
  rooms: readonly { room: Room; people: readonly Member[] }[],
  isHere: (member: Member) => boolean,
): { ready: number; of: number } {
  let ready = 0;
  let of = 0;
  for (const { room, people } of rooms) {
    if (room.step === 'done') continue;
    const here = people.filter(isHere);
    of += here.length;
    ready += here.filter((each) => room.ready.includes(each.id)).length;
  }
  return { ready, of };
}

const slotSeconds = (playbook: Playbook): number =>
  playbook.steps.reduce((sum, each) => sum + each.seconds, 0);

/** Planned seconds of a stage. Rehearsing lasts as long as its turns where the playbook gives it no time of its own. */
export function plannedSeconds(playbook: Playbook | undefined, stage: Stage): number {
  const planned = playbook?.stages.find((each) => each.stage === stage)?.seconds ?? 0;
  if (stage !== 'rehearse' || !playbook || planned > 0) return planned;
  return slotSeconds(playbook) * playbook.slots;
}

/** Planned seconds after this step: what is left of its turn, and the turns to come. */
export function secondsAfter(playbook: Playbook, slot: number, step: Step): number {
  if (step === 'done') return 0;
  const rest = stepsOf(playbook)
    .filter((each) => order.indexOf(each.step) > order.indexOf(step))
    .reduce((sum, each) => sum + each.seconds, 0);
  return rest + Math.max(0, playbook.slots - slot) * slotSeconds(playbook);
}

export interface TimelineEntry {
  stage: Stage;
  seconds: number;
  state: 'past' | 'now' | 'next' | 'later';
}

export function timelineOf(playbook: Playbook | undefined, now: Stage): TimelineEntry[] {
  const stages = stagesOf(playbook);
  const at = stages.indexOf(now);
  return stages.map((stage, index) => ({
    stage,
    seconds: plannedSeconds(playbook, stage),
    state: index < at ? 'past' : index === at ? 'now' : index === at + 1 ? 'next' : 'later',
  }));
}
