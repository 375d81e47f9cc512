// Which attempt the words are for that somebody is typing: the next of its kind, named by the one before it. When the clock has
// shared an attempt meanwhile, the words are that one's, and not the next one's, whenever they arrive.
import type { Pending } from '../connection/outbox.ts';
import type { Attempt } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { attemptsBy } from '../tables/views.ts';

const placeAfter = (answers: number, last: Attempt | undefined): string =>
  `attempt:${answers}:${last?.id ?? 0}`;

/** Somebody's that are no drafts any more, oldest first. */
const finished = (tables: Tables, member: number, answers: number): Attempt[] =>
  attemptsBy(tables, member).filter((each) => each.state !== 'draft' && each.answers === answers);

/** Where the words of the next attempt are kept in this tab, and the key under which they are sent. */
export const placeOfNext = (tables: Tables, member: number, answers: number): string =>
  placeAfter(answers, finished(tables, member, answers).at(-1));

/** The same of an attempt that is finished, as it was while its words were typed. */
export const placeOf = (tables: Tables, member: number, attempt: Attempt): string =>
  placeAfter(
    attempt.answers,
    finished(tables, member, attempt.answers)
      .filter((each) => each.id < attempt.id)
      .at(-1),
  );

/**
 * Drafts that wait to be sent and name no attempt, as the server had none when they were typed, and whose attempt has been
 * shared since: the server would begin the next one with them. Their words are kept in this tab, and offered for theirs.
 */
export function overtakenDrafts(waiting: readonly Pending[], tables: Tables, member: number): string[] {
  const shared = attemptsBy(tables, member).filter((each) => each.state === 'shared');
  const places = new Set(shared.map((each) => placeOf(tables, member, each)));
  return waiting.flatMap((each) =>
    each.name === 'save_attempt_draft' &&
    (each as Pending<'save_attempt_draft'>).args.attempt === 0 &&
    each.key !== undefined &&
    places.has(each.key)
      ? [each.key]
      : [],
  );
}
