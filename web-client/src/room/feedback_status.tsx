// Who has given feedback and who still writes; and opening it together.
import { useLive } from '../app/live.ts';
import { useOnce } from '../commands/use_once.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { PersonRow } from '../design/people.tsx';
import type { Attempt, Feedback } from '../protocol.ts';
import { given, inLockstep, nameOf, reviewsOn } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { progressOn } from './turn.ts';

export function FeedbackStatus({ attempt }: { attempt: Attempt }) {
  const live = useLive();
  const { tables } = live;
  const all = reviewsOn(tables, attempt.id).filter((each) => each.state !== 'released');
  const progress = progressOn(tables, attempt.id);
  const waitsFor = progress.writing.filter(
    (each) => tables.get('member', each.reviewer)?.attendance === 'here',
  );
  const mine = attempt.author === live.memberId.value;
  const room = tables.get('room', attempt.room);
  // In lockstep all rooms open theirs together; what was left over from elsewhere is opened by hand.
  const byClock = inLockstep(tables) && room?.attempt_a === attempt.id;
  const ready = progress.given > 0 && waitsFor.length === 0;
  const early = !ready && progress.given > 0 && mine;
  const opening = useOnce(`open:${attempt.id}`);
  const open = () => opening.send('open_feedback', { attempt: attempt.id });
  return (
    <section class="card card-tight stack-s" aria-label={roomWords.who}>
      <div class="card-head" style={{ marginBottom: 0 }}>
        <h2 class="rail-title">{roomWords.who}</h2>
        <span class="small muted tabular">
          {progress.given}/{progress.expected}
        </span>
      </div>
      <ul class="status-people">
        {all.map((each) => {
          const reviewer = tables.get('member', each.reviewer);
          return (
            reviewer && (
              <li key={each.id}>
                <PersonRow member={reviewer} aside={<StateBadge of={each} />} />
              </li>
            )
          );
        })}
      </ul>
      <div class="row">
        {(ready || early) && !byClock && (
          <Button look={ready ? 'now' : 'plain'} icon="opened" busy={opening.busy} onClick={open}>
            {ready ? roomWords.open : roomWords.openEarly}
          </Button>
        )}
        <p class="small muted grow">
          {ready
            ? byClock
              ? roomWords.openByClock
              : roomWords.openReady
            : waitsFor.length > 0
              ? roomWords.openWaits(
                  waitsFor.map((each) =>
                    each.reviewer === live.memberId.value ? roomWords.youToo : nameOf(tables, each.reviewer),
                  ),
                )
              : roomWords.sealedText}
        </p>
      </div>
    </section>
  );
}

function StateBadge({ of }: { of: Feedback }) {
  if (given(of)) {
    return (
      <Badge tone="good" icon="check">
        {roomWords.given}
      </Badge>
    );
  }
  return <Badge>{of.state === 'draft' ? roomWords.writing : roomWords.notBegunYet}</Badge>;
}
