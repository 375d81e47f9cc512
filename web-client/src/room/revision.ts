// The text of a shared attempt as its author would have it: kept in this tab until it is shared.
import type { Live } from '../app/live.ts';
import type { Keep } from '../commands/autosave.ts';
import { keepTyped } from '../commands/keep_in_session.ts';
import type { Attempt } from '../protocol.ts';
import { sameText } from './same_text.ts';

export interface Revision {
  text: string;
  /** False when the dialog was closed without giving the text up, or was never open. */
  open: boolean;
}

export const revisionOf = (live: Live, attempt: Attempt): Keep<Revision> =>
  keepTyped<Revision>(live, `revise:${attempt.id}`);

/** Words that were typed and not shared with it. The attempt's card offers them. */
export function keepForRevision(live: Live, attempt: Attempt, text: string): void {
  revisionOf(live, attempt).write({ text, open: false });
}

/** What there is of it: kept in this tab, or come to the server as a draft when the attempt had just been shared. */
export function unsharedText(live: Live, attempt: Attempt): string | undefined {
  const text = revisionOf(live, attempt).read()?.text ?? attempt.draft;
  return text.trim() === '' || sameText(text, attempt.text) ? undefined : text;
}

export function wasRevising(live: Live, attempt: Attempt): boolean {
  const kept = revisionOf(live, attempt).read();
  return kept?.open === true && !sameText(kept.text, attempt.text);
}
