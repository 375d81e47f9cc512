// Where rooms are few there is space to show more of each: what it watches for, what was shared last, and what comes next.
import { useLive } from '../app/live.ts';
import type { Playbook } from '../protocol.ts';
import { criteriaOf, nameOf } from '../tables/views.ts';
import { steeringWords } from '../words/console_rounds.ts';
import type { RoomOverview } from './overview.ts';
import { stepAfter } from './rounds.ts';

export function RoomAtWork({ playbook, of }: { playbook: Playbook; of: RoomOverview }) {
  const { tables } = useLive();
  const { room, reviews } = of;
  const watched = criteriaOf(tables).find((each) => each.id === room.watch_for);
  const watch = room.watch_words || watched?.title;
  const last = tables.get('attempt', room.attempt_b) ?? of.attempt;
  const writing = room.step === 'write' ? reviews.writing.map((each) => nameOf(tables, each.reviewer)) : [];
  // In lockstep the head of the console says it for all.
  const next = playbook.pace === 'own' && room.step !== 'done' ? stepAfter(playbook, room.step) : undefined;
  return (
    <div class="tile-work">
      {watch && <p class="small">{steeringWords.watchesFor(watch)}</p>}
      {last && !last.hidden && (
        <p class="small tile-said">
          <strong>{steeringWords.step[last.answers ? 'attempt_b' : 'attempt_a']}:</strong>{' '}
          {last.text ? <q>{last.text}</q> : steeringWords.performedAloud}
        </p>
      )}
      {writing.length > 0 && <p class="small">{steeringWords.stillWriting(writing)}</p>}
      {next && <p class="small muted">{steeringWords.next(steeringWords.step[next.step], next.seconds)}</p>}
    </div>
  );
}
