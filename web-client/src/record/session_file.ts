// The session's report as a file: plain words and dates instead of ids, so that it can be read without this program.
import type { Cell, HeatLine } from '../console/heat.ts';
import type { Spread } from '../debrief/patterns.ts';
import type { Tables } from '../tables/tables.ts';
import { nameOf } from '../tables/views.ts';
import { instantOf } from './csv.ts';
import { lineOf, type SessionReport } from './session_report.ts';
import type { Counts } from './session_rows.ts';

export function sessionFile(of: SessionReport, tables: Tables): object {
  const titles = of.criteria.map((each) => each.title);
  const average = (cell: Cell) =>
    cell.count > 0 ? { average: Math.round(cell.mean * 100) / 100, ratings: cell.count } : null;
  const rated = (line: HeatLine | undefined) =>
    line
      ? {
          criteria: line.cells.map((each, at) => ({ criterion: titles[at] ?? '', ...average(each) })),
          overall: average(line.overall),
        }
      : null;
  const counts = (each: Counts) => ({
    attempts_a: each.first,
    attempts_b: each.second,
    feedback_received: each.got,
    feedback_given: each.gave,
    feedback_owed: each.owed,
    gap: { closed: each.closed, partly: each.partly, not_yet: each.notYet },
  });
  const spread = (each: Spread) => ({
    ratings: each.total,
    average: each.total > 0 ? Math.round(each.mean * 100) / 100 : null,
    not_yet: each.counts[0],
    beginning: each.counts[1],
    secure: each.counts[2],
    strong: each.counts[3],
  });
  return {
    session: of.session && {
      title: of.session.title,
      npq: of.session.npq,
      playbook: of.playbook?.title ?? null,
      opened_at: instantOf(of.session.opened_at),
      ended_at: instantOf(of.session.ended_at),
      criteria: of.criteria.map((each) => ({ title: each.title, looks_like: each.looks_like })),
    },
    people: of.people.map((each) => ({
      name: each.member.name,
      room: each.room || null,
      attendance: each.member.attendance,
      ...counts(each),
      attempt_a_rated: rated(lineOf(of.heatOfPeople, each.member.id)),
    })),
    rooms: of.rooms.map((each) => ({
      room: each.room.number,
      people: each.people,
      ...counts(each),
      attempt_a_rated: rated(lineOf(of.heatOfRooms, each.room.id)),
    })),
    patterns: of.patterns.map((each) => ({
      criterion: each.criterion.title,
      attempt_a: spread(each.first),
      attempt_b: spread(each.second),
    })),
    gap_tasks: of.tasks.map((each) => ({
      name: nameOf(tables, each.member),
      what: each.what,
      with_whom: each.with_whom,
      by_when: each.by_when,
      evidence: each.evidence,
      saved_at: instantOf(each.at),
    })),
    earlier_tasks: of.earlier.map((each) => ({
      name: nameOf(tables, each.member),
      what: each.what,
      with_whom: each.with_whom,
      by_when: each.by_when,
      evidence: each.evidence,
      promised_at: instantOf(each.promised_at),
      outcome: each.outcome,
      words: each.words,
      told_at: instantOf(each.at),
    })),
    stages: of.timings.map((each) => ({
      stage: each.stage,
      planned_seconds: each.plannedSeconds || null,
      used_seconds: each.usedSeconds,
    })),
  };
}
