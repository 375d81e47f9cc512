// The session's report as rows for a spreadsheet: one for each thing, the columns always the same.

import type { HeatLine } from '../console/heat.ts';
import { limits } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { nameOf } from '../tables/views.ts';
import { type Cell, csvOf, instantOf } from './csv.ts';
import { lineOf, type SessionReport } from './session_report.ts';
import type { Counts } from './session_rows.ts';

const criterionColumns = Array.from(
  { length: limits.criteria_max },
  (_, at) => `criterion_${at + 1}` as `criterion_${number}`,
);

export const sessionColumns = [
  'thing',
  'room',
  'name',
  'attendance',
  'attempts_a',
  'attempts_b',
  'feedback_received',
  'feedback_given',
  'feedback_owed',
  'gap_closed',
  'gap_partly',
  'gap_not_yet',
  ...criterionColumns,
  'overall',
  'ratings',
  'rated_1',
  'rated_2',
  'rated_3',
  'rated_4',
  'title',
  'text',
  'with_whom',
  'by_when',
  'evidence',
  'result',
  'planned_seconds',
  'used_seconds',
  'at',
] as const;

type Row = Partial<Record<(typeof sessionColumns)[number], Cell>>;

const hundredths = (mean: number): number => Math.round(mean * 100) / 100;

function countsRow(of: Counts): Row {
  return {
    attempts_a: of.first,
    attempts_b: of.second,
    feedback_received: of.got,
    feedback_given: of.gave,
    feedback_owed: of.owed,
    gap_closed: of.closed,
    gap_partly: of.partly,
    gap_not_yet: of.notYet,
  };
}

/** Averages under the numbers of the criteria; empty where nothing was rated. */
function heatRow(of: HeatLine | undefined): Row {
  if (!of) return {};
  const row: Row = {};
  for (const [at, cell] of of.cells.entries()) {
    const column = criterionColumns[at];
    if (column && cell.count > 0) row[column] = hundredths(cell.mean);
  }
  if (of.overall.count > 0) row.overall = hundredths(of.overall.mean);
  row.ratings = of.overall.count;
  return row;
}

export function sessionCsv(of: SessionReport, tables: Tables): string {
  const { session, playbook } = of;
  const who = (member: number): string => nameOf(tables, member);
  const roomOf = (member: number): Cell =>
    of.people.find((each) => each.member.id === member)?.room || undefined;
  const rows: Row[] = [
    { thing: 'session', title: session?.title, text: session?.npq, at: instantOf(session?.opened_at ?? 0) },
    { thing: 'session_ended', at: instantOf(session?.ended_at ?? 0) },
    { thing: 'playbook', title: playbook?.title },
    ...of.criteria.map((each) => ({
      thing: `criterion_${each.number}`,
      title: each.title,
      text: each.looks_like,
    })),
    ...of.people.map((each) => ({
      thing: 'person',
      room: each.room || undefined,
      name: each.member.name,
      attendance: each.member.attendance,
      ...countsRow(each),
      ...heatRow(lineOf(of.heatOfPeople, each.member.id)),
    })),
    ...of.rooms.map((each) => ({
      thing: 'room',
      room: each.room.number,
      ...countsRow(each),
      ...heatRow(lineOf(of.heatOfRooms, each.room.id)),
    })),
    { thing: 'all_rooms', ...heatRow(of.heatOfRooms.all) },
    ...of.patterns.flatMap((each) =>
      ([each.first, each.second] as const).map((spread, at) => ({
        thing: at === 0 ? 'pattern_attempt_a' : 'pattern_attempt_b',
        title: each.criterion.title,
        overall: spread.total > 0 ? hundredths(spread.mean) : undefined,
        ratings: spread.total,
        rated_1: spread.counts[0],
        rated_2: spread.counts[1],
        rated_3: spread.counts[2],
        rated_4: spread.counts[3],
      })),
    ),
    ...of.tasks.map((each) => ({
      thing: 'gap_task',
      room: roomOf(each.member),
      name: who(each.member),
      text: each.what,
      with_whom: each.with_whom,
      by_when: each.by_when,
      evidence: each.evidence,
      at: instantOf(each.at),
    })),
    ...of.earlier.flatMap((each) => [
      {
        thing: 'earlier_task',
        room: roomOf(each.member),
        name: who(each.member),
        text: each.what,
        with_whom: each.with_whom,
        by_when: each.by_when,
        evidence: each.evidence,
        at: instantOf(each.promised_at),
      },
      {
        thing: 'earlier_task_outcome',
        room: roomOf(each.member),
        name: who(each.member),
        text: each.words,
        result: each.outcome,
        at: instantOf(each.at),
      },
    ]),
    ...of.timings.map((each) => ({
      thing: 'stage',
      title: each.stage,
      planned_seconds: each.plannedSeconds || undefined,
      used_seconds: each.usedSeconds,
    })),
  ];
  return csvOf(sessionColumns, rows);
}
