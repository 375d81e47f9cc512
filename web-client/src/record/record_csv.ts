// A participant's record as rows for a spreadsheet: one for each thing, the columns always the same.
import type { Attempt, Feedback, Preparation } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { criteriaOf, nameOf, thePlaybook } from '../tables/views.ts';
import { ratingWords } from '../words/design.ts';
import { type Cell, csvOf, instantOf } from './csv.ts';
import { type Did, recordOf } from './my_record.ts';

export const recordColumns = [
  'thing',
  'turn',
  'attempt',
  'from',
  'to',
  'criterion',
  'score',
  'result',
  'text',
  'strength',
  'action_step',
  'with_whom',
  'by_when',
  'evidence',
  'at',
] as const;

type Row = Partial<Record<(typeof recordColumns)[number], Cell>>;

const letterOf = (of: Attempt): string => (of.answers > 0 ? 'B' : 'A');

export function recordCsv(tables: Tables, member: number): string {
  const record = recordOf(tables, member);
  const { session, task, earlier, prepared } = record;
  const criteria = criteriaOf(tables);
  const titles = new Map(criteria.map((each) => [each.id, each.title]));
  const me = nameOf(tables, member);

  /** A form, and a row for each of its ratings. */
  const form = (thing: 'feedback_received' | 'feedback_given' | 'self_rating', of: Feedback): Row[] => {
    const about = tables.get('attempt', of.attempt);
    const where: Row = {
      turn: about?.slot || undefined,
      attempt: about && letterOf(about),
      from: nameOf(tables, of.reviewer),
      to: nameOf(tables, of.receiver),
      at: instantOf(of.given_at),
    };
    return [
      { ...where, thing, strength: of.strength, action_step: of.action_step },
      ...of.ratings
        .filter((each) => each.score > 0 || each.evidence !== '')
        .map((each) => ({
          ...where,
          thing: `${thing}_rating`,
          criterion: titles.get(each.criterion),
          score: each.score || undefined,
          result: ratingWords.scale[each.score],
          evidence: each.evidence,
        })),
    ];
  };
  const attempt = (thing: string, of: Attempt, text: string): Row => ({
    thing,
    turn: of.slot || undefined,
    attempt: letterOf(of),
    from: me,
    criterion: of.answers === 0 ? titles.get(of.watch_for) : undefined,
    result: of.kind,
    text,
    at: instantOf(of.shared_at),
  });
  const round = (of: Did): Row[] => {
    const where: Row = { turn: of.a.slot || undefined, attempt: 'A' };
    const chosen = tables.get('feedback', of.a.chosen);
    return [
      attempt('attempt', of.a, of.a.text),
      ...(of.a.watch_for ? [{ ...where, thing: 'watch_for', criterion: titles.get(of.a.watch_for) }] : []),
      ...of.onA.flatMap((each) => form('feedback_received', each)),
      ...(of.self ? form('self_rating', of.self) : []),
      ...(chosen?.action_step
        ? [
            {
              ...where,
              thing: 'worked_on',
              from: nameOf(tables, chosen.reviewer),
              action_step: chosen.action_step,
            },
          ]
        : []),
      ...(of.a.fix ? [{ ...where, thing: 'fix', from: me, text: of.a.fix }] : []),
      ...(of.b ? [attempt('attempt', of.b, of.b.text)] : []),
      ...of.onB.flatMap((each) => form('feedback_received', each)),
      ...of.judgements.map((each) => ({
        ...where,
        thing: 'gap_verdict',
        from: nameOf(tables, each.judge),
        to: me,
        result: each.verdict,
        text: each.why,
        at: instantOf(each.at),
      })),
    ];
  };

  const rows: Row[] = [
    { thing: 'record', to: me },
    { thing: 'session', text: session?.title, at: instantOf(session?.opened_at ?? 0) },
    { thing: 'npq', text: session?.npq },
    { thing: 'playbook', text: thePlaybook(tables)?.title },
    ...criteria.map((each) => ({ thing: 'criterion', criterion: each.title, text: each.looks_like })),
    ...(earlier
      ? [
          {
            thing: 'earlier_task',
            from: me,
            text: earlier.what,
            with_whom: earlier.with_whom,
            by_when: earlier.by_when,
            evidence: earlier.evidence,
            at: instantOf(earlier.promised_at),
          },
          {
            thing: 'earlier_task_outcome',
            from: me,
            result: earlier.outcome,
            text: earlier.words,
            at: instantOf(earlier.at),
          },
        ]
      : []),
    ...record.did.flatMap(round),
    ...record.withdrawn.map((each) => attempt('withdrawn', each, each.text)),
    ...record.gave.flatMap((each) => form('feedback_given', each)),
    ...(task
      ? [
          {
            thing: 'gap_task',
            from: me,
            text: task.what,
            with_whom: task.with_whom,
            by_when: task.by_when,
            evidence: task.evidence,
            at: instantOf(task.at),
          },
        ]
      : []),
    ...(prepared ? preparedRows(prepared, titles, me) : []),
    ...record.drafts.map((each) => attempt('not_shared', each, each.draft)),
    ...record.announcements.map((each) => ({
      thing: 'announcement',
      from: nameOf(tables, each.sender),
      text: each.text,
      at: instantOf(each.at),
    })),
  ];
  return csvOf(recordColumns, rows);
}

function preparedRows(of: Preparation, titles: ReadonlyMap<number, string>, me: string): Row[] {
  const rows: Row[] = [];
  if (of.gap) rows.push({ thing: 'prepared_gap', from: me, criterion: titles.get(of.gap) });
  for (const each of of.scores) {
    if (each.score === 0) continue;
    rows.push({
      thing: 'prepared_rating',
      from: me,
      criterion: titles.get(each.criterion),
      score: each.score,
      result: ratingWords.scale[each.score],
    });
  }
  if (of.words) rows.push({ thing: 'prepared_words', from: me, text: of.words });
  if (of.moves) rows.push({ thing: 'prepared_moves', from: me, text: of.moves });
  return rows;
}
