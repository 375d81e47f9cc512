// All rooms at once: which turn and step, how long is left, what comes next, who is ready; and the steering of it.
import { useEffect, useRef } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Clock } from '../design/clock.tsx';
import { Icon } from '../design/icon.tsx';
import { tell } from '../design/notices.tsx';
import { usePresence } from '../design/people.tsx';
import type { Member, Playbook, Room, Timer } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { peopleIn, thePlaybook } from '../tables/views.ts';
import { timingWords } from '../words/console_plan.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { roomsInUse } from './overview.ts';
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

interface Rounds {
  rooms: { room: Room; people: readonly Member[] }[];
  /** The most rooms first. */
  all: Gathering[];
}

function roundsOf(tables: Tables): Rounds {
  const rooms = tables.derived(roomsInUse).map((room) => ({ room, people: peopleIn(tables, room.id) }));
  return { rooms, all: gatheringsOf(rooms.map((each) => each.room)) };
}

export function RoundPanel({ may }: { may: boolean }) {
  const { tables } = useLive();
  const playbook = thePlaybook(tables);
  const rounds = tables.derived(roundsOf);
  const most = rounds.all[0];
  if (!most || !playbook) return null;
  const over = most.step === 'done' && rounds.all.length === 1;
  if (over) {
    return (
      <div class="round">
        <p class="round-where">{steeringWords.allDone}</p>
        <p class="small muted">{steeringWords.allDoneText}</p>
      </div>
    );
  }
  return playbook.pace === 'lockstep' ? (
    <Together playbook={playbook} rounds={rounds} most={most} may={may} />
  ) : (
    <OwnPace playbook={playbook} rounds={rounds} may={may} />
  );
}

interface TogetherProps {
  playbook: Playbook;
  rounds: Rounds;
  most: Gathering;
  may: boolean;
}

function Together({ playbook, rounds, most, may }: TogetherProps) {
  const { tables } = useLive();
  const presenceOf = usePresence();
  const clock = leadingClock(most, (room) => tables.get('timer', room.clock));
  const ready = readiness(rounds.rooms, (each) => presenceOf(each) === 'here');
  const where = whereOf(playbook, most);
  // Whoever does not see the screen hears each new step, as people in the rooms do.
  const said = useRef(where);
  useEffect(() => {
    if (said.current === where) return;
    said.current = where;
    tell(where);
  }, [where]);
  return (
    <div class="round">
      {clock ? <RoundClock timer={{ ...clock, label: where }} /> : <p class="round-where">{where}</p>}
      <Steps playbook={playbook} now={most} />
      <p class="round-next small">
        <span class="muted">{nextWords(playbook, most)}</span>
        <span title={steeringWords.readyHint}>
          <Badge tone={ready.ready > 0 ? 'good' : 'plain'} icon="check">
            {steeringWords.ready(ready.ready, ready.of)}
          </Badge>
        </span>
      </p>
      {may && <SteerControls room={0} place={steeringWords.everywhere} clock={clock} />}
    </div>
  );
}

const gatheringsShown = 4;

/** Where each room goes on when it is ready there is no one clock, and no one step. */
function OwnPace({ playbook, rounds, may }: { playbook: Playbook; rounds: Rounds; may: boolean }) {
  const { tables } = useLive();
  const clocks = rounds.rooms
    .map((each) => tables.get('timer', each.room.clock))
    .filter((each) => each !== undefined);
  const clock = clocks.find((each) => each.state !== 'paused') ?? clocks[0];
  const more = rounds.all.slice(gatheringsShown).reduce((sum, each) => sum + each.rooms.length, 0);
  return (
    <div class="round">
      <p class="round-where">{timingWords.paces.own}</p>
      <ul class="round-groups small">
        {rounds.all.slice(0, gatheringsShown).map((each) => (
          <li key={`${each.slot} ${each.step}`}>
            <span class="grow">{whereOf(playbook, each)}</span>
            <span class="tabular muted">{steeringWords.rooms(each.rooms.length)}</span>
          </li>
        ))}
        {more > 0 && (
          <li>
            <span class="grow">{steeringWords.elsewhere}</span>
            <span class="tabular muted">{steeringWords.rooms(more)}</span>
          </li>
        )}
      </ul>
      {may && <SteerControls room={0} place={steeringWords.everywhere} clock={clock} />}
    </div>
  );
}

/** That rooms have drifted apart, which in lockstep they should not. */
export function RoomsApart() {
  const { tables } = useLive();
  if (thePlaybook(tables)?.pace !== 'lockstep') return null;
  const apart = apartOf(tables.derived(roundsOf).all);
  if (apart.length === 0) return null;
  return (
    <p class="round-apart small">
      <Icon name="warning" size={16} />
      <span>{steeringWords.apart(apart)}</span>
    </p>
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
          title={steeringWords.step[each.step]}
          class={index < at ? 'round-past' : index === at ? 'round-now' : ''}
          style={{ flexGrow: Math.max(20, each.seconds) }}
        />
      ))}
    </div>
  );
}

function whereOf(playbook: Playbook, most: Gathering): string {
  if (most.step === 'waiting' || most.step === 'done') return steeringWords.step[most.step];
  return steeringWords.where(steeringWords.turn(most.slot, playbook.slots), steeringWords.step[most.step]);
}

function nextWords(playbook: Playbook, most: Gathering): string {
  const next = stepAfter(playbook, most.step);
  if (next) return steeringWords.next(steeringWords.step[next.step], next.seconds);
  return most.slot < playbook.slots ? steeringWords.nextTurn(most.slot + 1) : steeringWords.nextDone;
}
