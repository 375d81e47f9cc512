// What somebody was writing when the clock shared their attempt, and what of it had not come to the server by then: it belongs
// to that attempt, is offered for it, and never stands in the next one, also where the page was loaded again meanwhile.
import type { Live } from '../app/live.ts';
import { keepTyped } from '../commands/keep_in_session.ts';
import { placeOf } from '../commands/next_attempt.ts';
import { notify } from '../design/notices.tsx';
import type { Attempt } from '../protocol.ts';
import { attemptsBy } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { keepForRevision } from './revision.ts';
import { sameText } from './same_text.ts';

export function offerLateWords(live: Live, shared: Attempt, text: string): void {
  if (sameText(shared.text, text)) return;
  if (shared.feedback_open) notify(roomWords.moreThanSharedLate, 'bad', text);
  else keepForRevision(live, shared, text);
}

/** Of what an earlier load of the page has left. */
export function takeUpLateWords(live: Live): void {
  const me = live.memberId.value;
  for (const each of attemptsBy(live.tables, me)) {
    if (each.state !== 'shared') continue;
    const keep = keepTyped<string>(live, placeOf(live.tables, me, each));
    const text = keep.read();
    if (text === undefined) continue;
    keep.clear();
    offerLateWords(live, each, text);
  }
}
