// The record as a file: plain words and dates instead of ids, so that it can be read without this program.
import type { Attempt, Feedback } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { criteriaOf, nameOf, thePlaybook } from '../tables/views.ts';
import { ratingWords } from '../words/design.ts';
import { instantOf as instant } from './csv.ts';
import { recordOf } from './my_record.ts';

export function recordFile(tables: Tables, member: number): object {
  const { session, did, gave, drafts, announcements, task, earlier, prepared } = recordOf(tables, member);
  const criteria = criteriaOf(tables);
  const titles = new Map(criteria.map((each) => [each.id, each.title]));
  const feedback = (each: Feedback) => ({
    ratings: each.ratings
      .filter((one) => one.score > 0 || one.evidence !== '')
      .map((one) => ({
        criterion: titles.get(one.criterion) ?? '',
        score: one.score,
        word: ratingWords.scale[one.score],
        evidence: one.evidence,
      })),
    strength: each.strength,
    action_step: each.action_step,
    given_at: instant(each.given_at),
  });
  const attempt = (each: Attempt | undefined, got: readonly Feedback[]) =>
    each && {
      kind: each.kind,
      text: each.text,
      shared_at: instant(each.shared_at),
      revision: each.revision,
      feedback: got.map((one) => ({ from: nameOf(tables, one.reviewer), ...feedback(one) })),
    };
  return {
    session: session && {
      title: session.title,
      npq: session.npq,
      playbook: thePlaybook(tables)?.title ?? null,
      opened_at: instant(session.opened_at),
      ended_at: instant(session.ended_at),
      criteria: criteria.map((each) => ({ title: each.title, looks_like: each.looks_like })),
      announcements: announcements.map((each) => ({
        from: nameOf(tables, each.sender),
        text: each.text,
        at: instant(each.at),
      })),
    },
    name: nameOf(tables, member),
    did: did.map((each) => ({
      turn: each.a.slot,
      watch_for: titles.get(each.a.watch_for) ?? null,
      attempt_a: attempt(each.a, each.onA),
      self_rating: each.self ? feedback(each.self) : null,
      worked_on: tables.get('feedback', each.a.chosen)?.action_step ?? null,
      fix: each.a.fix,
      attempt_b: attempt(each.b, each.onB) ?? null,
      gap: each.judgements.map((one) => ({
        judged_by: nameOf(tables, one.judge),
        verdict: one.verdict,
        why: one.why,
      })),
    })),
    gave: gave.map((each) => {
      const about = tables.get('attempt', each.attempt);
      return {
        to: nameOf(tables, each.receiver),
        on: about && about.answers > 0 ? 'attempt_b' : 'attempt_a',
        ...feedback(each),
      };
    }),
    gap_task: task
      ? {
          what: task.what,
          with_whom: task.with_whom,
          by_when: task.by_when,
          evidence: task.evidence,
          saved_at: instant(task.at),
        }
      : null,
    ...(earlier && {
      earlier_task: {
        what: earlier.what,
        with_whom: earlier.with_whom,
        by_when: earlier.by_when,
        evidence: earlier.evidence,
        promised_at: instant(earlier.promised_at),
        outcome: earlier.outcome,
        words: earlier.words,
        told_at: instant(earlier.at),
      },
    }),
    prepared: prepared
      ? {
          gap: titles.get(prepared.gap) ?? null,
          words: prepared.words,
          moves: prepared.moves,
          self_rating: prepared.scores
            .filter((each) => each.score > 0)
            .map((each) => ({
              criterion: titles.get(each.criterion) ?? '',
              score: each.score,
              word: ratingWords.scale[each.score],
            })),
        }
      : null,
    not_shared: drafts.map((each) => each.draft),
  };
}
