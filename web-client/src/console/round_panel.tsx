// All rooms at once: which turn and step, how long is left, what comes next, who is ready; and the steering of it.
import type { ComponentChildren } from 'preact';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Clock } from '../design/clock.tsx';
import { Icon } from '../design/icon.tsx';
import { usePresence } from '../design/people.tsx';
import type { Playbook, Timer } from '../protocol.ts';
import { openRooms, peopleIn, thePlaybook } from '../tables/views.ts';
import { roundWords } from '../words/console_rounds.ts';
import './round_panel.css';
import {
  apartOf,
  type Gathering,
  gatheringsOf,
  leadingClock,
  readiness,
  stepAfter,
  stepsOf,
} from './rounds.ts';
import { SteerControls } from './steer_controls.tsx';

/** `children`: more to press, in the same row. */
export function RoundPanel({ may, children }: { may: boolean; children?: ComponentChildren }) {
  const live = useLive();
  const { tables } = live;
  const presenceOf = usePresence();
  const playbook = thePlaybook(tables);
  const inUse = openRooms(tables)
    .map((room) => ({ room, people: peopleIn(tables, room.id) }))
    .filter((each) => each.people.length > 0);
  const all = gatheringsOf(inUse.map((each) => each.room));
  const most = all[0];
  if (!most || !playbook) return <div class="round">{may && children}</div>;
  const clock = leadingClock(most, (room) => tables.get('timer', room.clock));
  const ready = readiness(inUse, (each) => presenceOf(each) === 'here');
  const apart = apartOf(all);
  const over = most.step === 'done';
  const where = over ? roundWords.allDone : whereOf(playbook, most);
  return (
    <div class="round">
      {clock ? <RoundClock timer={{ ...clock, label: where }} /> : <p class="round-where">{where}</p>}
      {!over && <Steps playbook={playbook} now={most} />}
      <p class="round-next small">
        <span class="muted">{over ? roundWords.allDoneText : nextWords(playbook, most)}</span>
        {playbook.pace === 'lockstep' && !over && (
          <Badge tone={ready.ready > 0 ? 'good' : 'plain'} icon="check">
            {roundWords.ready(ready.ready, ready.of)}
          </Badge>
        )}
      </p>
      {apart.length > 0 && (
        <p class={`round-apart small ${playbook.pace === 'lockstep' ? 'round-warn' : ''}`}>
          <Icon name={playbook.pace === 'lockstep' ? 'warning' : 'info'} size={16} />
          <span>{roundWords.apart(apart)}</span>
        </p>
      )}
      {may && (
        <SteerControls room={0} place={roundWords.everywhere} clock={clock} idle={over && all.length === 1}>
          {children}
        </SteerControls>
      )}
    </div>
  );
}

/** Apart, because only this changes every second. */
function RoundClock({ timer }: { timer: Timer }) {
  return <Clock timer={timer} now={useLive().second.value * 1000} size="l" speaks />;
}

function Steps({ playbook, now }: { playbook: Playbook; now: Gathering }) {
  const steps = stepsOf(playbook);
  const at = steps.findIndex((each) => each.step === now.step);
  return (
    <div class="round-steps" aria-hidden="true">
      {steps.map((each, index) => (
        <span
          key={each.step}
          title={roundWords.step[each.step]}
          class={index < at ? 'round-past' : index === at ? 'round-now' : ''}
          style={{ flexGrow: Math.max(20, each.seconds) }}
        />
      ))}
    </div>
  );
}

function whereOf(playbook: Playbook, most: Gathering): string {
  if (most.step === 'waiting') return roundWords.step.waiting;
  return roundWords.where(roundWords.turn(most.slot, playbook.slots), roundWords.step[most.step]);
}

function nextWords(playbook: Playbook, most: Gathering): string {
  const next = stepAfter(playbook, most.step);
  if (next) return roundWords.next(roundWords.step[next.step], next.seconds);
  return most.slot < playbook.slots ? roundWords.nextTurn(most.slot + 1) : roundWords.nextDone;
}
