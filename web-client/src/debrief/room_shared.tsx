// What the others in one's room shared: each person's attempts, A beside B.
import { useLive } from '../app/live.ts';
import { Avatar } from '../design/avatar.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import type { Attempt } from '../protocol.ts';
import { AttemptCard } from '../room/attempt_card.tsx';
import { nameOf } from '../tables/views.ts';
import { debriefWords } from '../words/record.ts';
import { sessionWords } from '../words/session.ts';
import './room_shared.css';

/** The server lets one see what was shared in one's own room, and what one was asked to read. */
export function sharedByOthers(attempts: readonly Attempt[], me: number): Map<number, Attempt[]> {
  const byAuthor = new Map<number, Attempt[]>();
  const shared = attempts
    .filter((each) => each.author !== me && each.state === 'shared')
    .sort((one, other) => one.shared_at - other.shared_at || one.id - other.id);
  for (const each of shared) byAuthor.set(each.author, [...(byAuthor.get(each.author) ?? []), each]);
  return byAuthor;
}

export function RoomShared() {
  const live = useLive();
  const { tables } = live;
  const byAuthor = sharedByOthers(tables.all('attempt'), live.memberId.value);
  return (
    <section class="stack" aria-labelledby="room-shared">
      <div>
        <h2 id="room-shared">{debriefWords.others}</h2>
        <p class="muted">{byAuthor.size > 0 ? debriefWords.othersText : debriefWords.othersNone}</p>
      </div>
      {[...byAuthor].map(([author, attempts]) => {
        const name = nameOf(tables, author, sessionWords.somebody);
        return (
          <Disclosure
            key={author}
            title={
              <span class="shared-by">
                <Avatar id={author} name={name} size="s" />
                <span class="shared-name">{name}</span>
                <span class="small muted shared-count">{debriefWords.shared(attempts.length)}</span>
              </span>
            }
          >
            <div class="pair shared-attempts">
              {attempts.map((each) => (
                <AttemptCard key={each.id} attempt={each} level={3} />
              ))}
            </div>
          </Disclosure>
        );
      })}
    </section>
  );
}
