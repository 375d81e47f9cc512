// Everything that one member did, got and gave, out of the tables. The screen, the file and the text are all drawn from
// this, so that they say the same.
import type {
  Announcement,
  Attempt,
  EarlierTask,
  Feedback,
  GapTask,
  Judgement,
  Preparation,
  Session,
} from '../protocol.ts';
import { earlierTaskOf, gapTaskOf, preparationOf } from '../tables/stage_views.ts';
import type { Tables } from '../tables/tables.ts';
import {
  attemptsBy,
  feedbackOn,
  given,
  isOwn,
  judgementsOn,
  owed,
  reviewsOn,
  theSession,
} from '../tables/views.ts';

export interface Did {
  a: Attempt;
  b: Attempt | undefined;
  onA: Feedback[];
  onB: Feedback[];
  /** How they rated attempt A themself, on the same form. */
  self: Feedback | undefined;
  judgements: Judgement[];
}

export interface MyRecord {
  session: Session | undefined;
  did: Did[];
  gave: Feedback[];
  withdrawn: Attempt[];
  drafts: Attempt[];
  announcements: Announcement[];
  /** Absent when nothing was written. */
  task: GapTask | undefined;
  /** From the session before this one. */
  earlier: EarlierTask | undefined;
  prepared: Preparation | undefined;
}

export function recordOf(tables: Tables, member: number): MyRecord {
  const mine = attemptsBy(tables, member);
  const shared = mine.filter((each) => each.state === 'shared');
  const received = (attempt: Attempt | undefined): Feedback[] =>
    attempt ? reviewsOn(tables, attempt.id).filter((each) => each.state === 'delivered') : [];
  const did = shared
    .filter((each) => each.answers === 0 || !shared.some((one) => one.id === each.answers))
    .map((a) => {
      const b = shared.find((each) => each.answers === a.id);
      const self = feedbackOn(tables, a.id).find((each) => isOwn(each) && given(each));
      return { a, b, onA: received(a), onB: received(b), self, judgements: judgementsOn(tables, a.id) };
    });
  const gave = tables
    .all('feedback')
    .filter((each) => each.reviewer === member && given(each) && !isOwn(each))
    .sort((one, other) => one.given_at - other.given_at || one.id - other.id);
  const withdrawn = mine.filter((each) => each.state === 'withdrawn' && each.text.trim() !== '');
  const drafts = mine.filter((each) => each.state === 'draft' && each.draft.trim() !== '');
  const announcements = tables
    .all('announcement')
    .sort((one, other) => one.at - other.at || one.id - other.id);
  const task = gapTaskOf(tables, member);
  const prepared = preparationOf(tables, member);
  return {
    session: theSession(tables),
    did,
    gave,
    withdrawn,
    drafts,
    announcements,
    task: task && hasTask(task) ? task : undefined,
    earlier: earlierTaskOf(tables, member),
    prepared: prepared && hasPrepared(prepared) ? prepared : undefined,
  };
}

const hasTask = (of: GapTask): boolean =>
  [of.what, of.with_whom, of.by_when, of.evidence].some((each) => each.trim() !== '');

const hasPrepared = (of: Preparation): boolean =>
  of.gap > 0 ||
  of.scores.some((each) => each.score > 0) ||
  [of.words, of.moves].some((each) => each.trim() !== '');

/** What was asked of this member and not given: still possible, also after the end. */
export function owedBy(tables: Tables, member: number): { feedback: Feedback; attempt: Attempt }[] {
  return tables
    .all('feedback')
    .filter((each) => each.reviewer === member && owed(each) && !isOwn(each))
    .flatMap((feedback) => {
      const attempt = tables.get('attempt', feedback.attempt);
      return attempt?.state === 'shared' && !attempt.hidden ? [{ feedback, attempt }] : [];
    });
}
