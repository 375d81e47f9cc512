// Everything that one member did, got and gave, out of the tables. The screen, the file and the text are all drawn from
// this, so that they say the same.
import type { Announcement, Attempt, Feedback, Session } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { attemptsBy, feedbackOn, given, owed, theSession } from '../tables/views.ts';

export interface Did {
  a: Attempt;
  b: Attempt | undefined;
  onA: Feedback[];
  onB: Feedback[];
}

export interface MyRecord {
  session: Session | undefined;
  did: Did[];
  gave: Feedback[];
  withdrawn: Attempt[];
  drafts: Attempt[];
  announcements: Announcement[];
}

export function recordOf(tables: Tables, member: number): MyRecord {
  const mine = attemptsBy(tables, member);
  const shared = mine.filter((each) => each.state === 'shared');
  const received = (attempt: Attempt | undefined): Feedback[] =>
    attempt ? feedbackOn(tables, attempt.id).filter((each) => each.state === 'delivered') : [];
  const did = shared
    .filter((each) => each.answers === 0 || !shared.some((one) => one.id === each.answers))
    .map((a) => {
      const b = shared.find((each) => each.answers === a.id);
      return { a, b, onA: received(a), onB: received(b) };
    });
  const gave = tables
    .all('feedback')
    .filter((each) => each.reviewer === member && given(each))
    .sort((one, other) => one.given_at - other.given_at || one.id - other.id);
  const withdrawn = mine.filter((each) => each.state === 'withdrawn' && each.text.trim() !== '');
  const drafts = mine.filter((each) => each.state === 'draft' && each.draft.trim() !== '');
  const announcements = tables
    .all('announcement')
    .sort((one, other) => one.at - other.at || one.id - other.id);
  return { session: theSession(tables), did, gave, withdrawn, drafts, announcements };
}

/** What was asked of this member and not given: still possible, also after the end. */
export function owedBy(tables: Tables, member: number): { feedback: Feedback; attempt: Attempt }[] {
  return tables
    .all('feedback')
    .filter((each) => each.reviewer === member && owed(each))
    .flatMap((feedback) => {
      const attempt = tables.get('attempt', feedback.attempt);
      return attempt?.state === 'shared' && !attempt.hidden ? [{ feedback, attempt }] : [];
    });
}
