// The plan of the session as one line: what is over, what is now and for how long, what comes next, and when it ends.
import { useLive } from '../app/live.ts';
import type { Playbook, Session, Timer } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { thePlaybook, timeLeft } from '../tables/views.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { clockText, timeOf } from '../words/format.ts';
import { sessionWords } from '../words/session.ts';
import { roomsInUse } from './overview.ts';
import { gatheringsOf, leadingClock, secondsAfter, type TimelineEntry, timelineOf } from './rounds.ts';
import './timeline.css';

export function Timeline({ session }: { session: Session }) {
  const live = useLive();
  const { tables } = live;
  const playbook = thePlaybook(tables);
  const line = timelineOf(playbook, session.now);
  const clock = tables.all('timer').find((each) => each.purpose === 'stage');
  return (
    <div class="timeline">
      <ol class="timeline-stages" aria-label={steeringWords.timeline}>
        {line.map((each) => (
          <li
            key={each.stage}
            class={`timeline-stage timeline-${each.state}`}
            style={{ flexGrow: Math.max(2, each.seconds / 60) }}
            aria-current={each.state === 'now' ? 'step' : undefined}
          >
            <span class="timeline-name">
              {sessionWords.stage[each.stage]}
              {each.state === 'now' && <b class="timeline-tag">{steeringWords.timelineNow}</b>}
              {each.state === 'next' && <b class="timeline-tag">{steeringWords.timelineNext}</b>}
            </span>
            <span class="timeline-time tabular">
              {each.state === 'now' && clock ? (
                <StageLeft timer={clock} />
              ) : each.seconds > 0 ? (
                steeringWords.planned(each.seconds)
              ) : each.stage === 'ended' && playbook && session.now !== 'ended' ? (
                <EndsAbout playbook={playbook} line={line} clock={clock} />
              ) : (
                ''
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Apart, because only this changes every second. */
function StageLeft({ timer }: { timer: Timer }) {
  const left = timeLeft(timer, useLive().second.value * 1000);
  return <>{left > 0 ? steeringWords.left(clockText(left)) : steeringWords.over}</>;
}

function EndsAbout({
  playbook,
  line,
  clock,
}: {
  playbook: Playbook;
  line: readonly TimelineEntry[];
  clock: Timer | undefined;
}) {
  const live = useLive();
  const now = live.coarse.value * 1000;
  const current = line.find((each) => each.state === 'now');
  const toCome = line
    .filter((each) => each.state === 'next' || each.state === 'later')
    .reduce((sum, each) => sum + each.seconds, 0);
  const left =
    current?.stage === 'rehearse' ? roundsLeft(live.tables, playbook, now) : clock ? timeLeft(clock, now) : 0;
  // In the lobby nobody knows when it will begin.
  if (current?.stage === 'lobby' || toCome + left === 0) return null;
  const time = timeOf(now + left + toCome * 1000);
  return (
    <>
      <span aria-hidden="true">{steeringWords.endsAt(time)}</span>
      <span class="visually-hidden">{steeringWords.endsAbout(time)}</span>
    </>
  );
}

/** Milliseconds that the turns will still take, by the rooms that most are with. */
function roundsLeft(tables: Tables, playbook: Playbook, now: number): number {
  const most = gatheringsOf(tables.derived(roomsInUse))[0];
  if (!most) return 0;
  const clock = leadingClock(most, (room) => tables.get('timer', room.clock));
  return (clock ? timeLeft(clock, now) : 0) + secondsAfter(playbook, most.slot, most.step) * 1000;
}
