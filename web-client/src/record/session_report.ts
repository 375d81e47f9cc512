// What a facilitator keeps of a session, out of the tables that their record gives: who made what, how it was rated, what
// was promised, how long it took. The page, the file and the rows for a spreadsheet are all drawn from this.
import { type Heat, type HeatLine, heatBy, heatOf } from '../console/heat.ts';
import { plannedSeconds } from '../console/rounds.ts';
import { type Pattern, patternsOf } from '../debrief/patterns.ts';
import type { Criterion, EarlierTask, GapTask, Member, Playbook, Room, Session, Stage } from '../protocol.ts';
import { earlierTasks } from '../tables/stage_views.ts';
import type { Tables } from '../tables/tables.ts';
import { criteriaOf, stagesOf, thePlaybook, theSession } from '../tables/views.ts';
import { type RoomRow, roomRows, type SessionRow, sessionRows } from './session_rows.ts';

export interface StageTiming {
  stage: Stage;
  /** 0: no time was planned. */
  plannedSeconds: number;
  usedSeconds: number;
}

export interface SessionReport {
  session: Session | undefined;
  playbook: Playbook | undefined;
  criteria: Criterion[];
  rooms: RoomRow[];
  people: SessionRow[];
  heatOfRooms: Heat<Room>;
  heatOfPeople: Heat<Member>;
  patterns: Pattern[];
  tasks: GapTask[];
  earlier: EarlierTask[];
  timings: StageTiming[];
}

/** `now`: by the server's clock, for the stage that is under way. */
export function reportOf(tables: Tables, now: number): SessionReport {
  const session = theSession(tables);
  const playbook = thePlaybook(tables);
  const criteria = criteriaOf(tables);
  const attempts = new Map(tables.all('attempt').map((each) => [each.id, each]));
  const feedback = tables.all('feedback');
  const people = sessionRows(tables);
  const members = people.map((each) => each.member);
  return {
    session,
    playbook,
    criteria,
    rooms: roomRows(tables),
    people,
    heatOfRooms: heatOf(criteria, tables.all('room'), attempts, feedback),
    heatOfPeople: heatBy(criteria, members, attempts, feedback, (each) => each.author),
    patterns: patternsOf(criteria, attempts, feedback),
    tasks: tasksOf(tables, members),
    earlier: earlierTasks(tables),
    timings: session ? timingsOf(session, playbook, now) : [],
  };
}

/** The line of a heat map that belongs to this; undefined where nothing of it was rated. */
export function lineOf<Of extends { id: number }>(heat: Heat<Of>, id: number): HeatLine | undefined {
  return heat.rows.find((each) => each.of.id === id);
}

/** In the order of the people. */
function tasksOf(tables: Tables, members: readonly Member[]): GapTask[] {
  const place = new Map(members.map((each, at) => [each.id, at]));
  const at = (of: GapTask): number => place.get(of.member) ?? Number.MAX_SAFE_INTEGER;
  return tables
    .all('gap_task')
    .filter((each) => each.what.trim() !== '')
    .sort((one, other) => at(one) - at(other) || one.id - other.id);
}

/** Each stage that was planned or took place, with the time that it was given and the time that it took. */
export function timingsOf(session: Session, playbook: Playbook | undefined, now: number): StageTiming[] {
  const spent = new Map(session.spent.map((each) => [each.stage, each.ms]));
  if (session.now !== 'ended' && session.stage_since > 0) {
    const soFar = Math.max(0, now - session.stage_since);
    spent.set(session.now, (spent.get(session.now) ?? 0) + soFar);
  }
  const planned = stagesOf(playbook);
  const others = [...spent.keys()].filter((each) => !planned.includes(each));
  return [...planned, ...others]
    .filter((each) => each !== 'ended')
    .map((stage) => ({
      stage,
      plannedSeconds: plannedSeconds(playbook, stage),
      usedSeconds: Math.round((spent.get(stage) ?? 0) / 1000),
    }));
}
