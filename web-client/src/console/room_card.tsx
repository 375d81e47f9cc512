// One room on the console: who is there and in what role, where they are in the turn, what has been given.
import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Avatar } from '../design/avatar.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Clock } from '../design/clock.tsx';
import { Icon } from '../design/icon.tsx';
import { Menu } from '../design/menu.tsx';
import { usePresenceOf } from '../design/people.tsx';
import type { Member, Playbook, Timer } from '../protocol.ts';
import { given, leads, thePlaybook, timeLeft } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { presenceWords } from '../words/design.ts';
import { clockText, lasting } from '../words/format.ts';
import { AnnounceDialog } from './dialogs.tsx';
import { MergeDialog, MoveDialog, SwapDialog } from './move_dialogs.tsx';
import type { RoomOverview } from './overview.ts';
import { RemoveDialog } from './people_dialog.tsx';
import { RoomAtWork } from './room_at_work.tsx';
import { isReview, stepsOf } from './rounds.ts';
import { steerItems } from './steer_controls.tsx';
import { handOn, useSteering } from './steering.ts';
import { StartTimerDialog } from './timer_panel.tsx';
import { VisitButtons } from './visit_buttons.tsx';

type Open = 'announce' | 'timer' | 'merge';
type PersonOpen = { what: 'move' | 'swap' | 'remove'; member: Member };

export interface RoomCardProps {
  overview: ReadonlySignal<RoomOverview | undefined>;
  /** They are few, and there is space to say more. */
  roomy?: boolean;
  onLook: (room: number) => void;
}

/** There may be a hundred: whoever lists them hands on the same signal, and one is drawn again when its own room changes. */
export function RoomCard({ overview, roomy = false, onLook }: RoomCardProps) {
  const of = overview.value;
  return of ? <Tile of={of} roomy={roomy} onLook={onLook} /> : null;
}

interface TileProps {
  of: RoomOverview;
  roomy: boolean;
  onLook: (room: number) => void;
}

function Tile({ of, roomy, onLook }: TileProps) {
  const live = useLive();
  const { tables } = live;
  const { room, attention, timer } = of;
  const may = leads(live.me.value);
  const playbook = thePlaybook(tables);
  const steer = useSteering(room.id);
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const [person, setPerson] = useState<PersonOpen | undefined>(undefined);
  const first = attention[0];
  return (
    <article
      class={`tile ${roomy ? 'tile-roomy' : ''} ${first ? (first.urgent ? 'tile-urgent' : 'tile-look') : ''}`}
      aria-labelledby={`tile-${room.id}`}
    >
      <header class="tile-head">
        <h3 id={`tile-${room.id}`} class="tile-title">
          {consoleWords.room(room.number)}
        </h3>
        <span class="small muted grow">
          {room.slot > 0 && steeringWords.turn(room.slot, playbook?.slots ?? room.slot)}
        </span>
        {may && (
          <Menu
            label={consoleWords.optionsRoom(room.number)}
            items={[
              ...steerItems(room, of.clock, steer),
              playbook?.pace === 'own' && {
                label: consoleWords.nextTurn,
                icon: 'swap',
                onChoose: () => handOn(live, room),
              },
              { label: consoleWords.announceRoom, icon: 'horn', onChoose: () => setOpen('announce') },
              { label: consoleWords.timerRoom, icon: 'clock', onChoose: () => setOpen('timer') },
              { label: consoleWords.merge, icon: 'merge', onChoose: () => setOpen('merge') },
            ]}
          />
        )}
      </header>
      <div class="tile-body">
        <div class="tile-main">
          <ul class="tile-people">
            {of.people.map((each) => (
              <TilePerson
                key={each.id}
                member={each}
                of={of}
                may={may}
                onOpen={(what) => setPerson({ what, member: each })}
              />
            ))}
          </ul>
          {playbook && <Progress playbook={playbook} of={of} />}
          <p class="tile-why">
            {first ? (
              <>
                <Icon name={first.reason === 'help' ? 'hand' : 'warning'} size={16} />
                <span class="grow">{consoleWords.reasons[first.reason]}</span>
                <span class="tabular">
                  <Lasting since={first.since} />
                </span>
              </>
            ) : null}
          </p>
          {timer && timer.state !== 'finished' && <RoomClock timer={timer} />}
          <footer class="tile-actions">
            <Button
              size="s"
              icon="eye"
              aria-label={consoleWords.lookAt(room.number)}
              onClick={() => onLook(room.id)}
            >
              {consoleWords.look}
            </Button>
            <VisitButtons of={of} />
          </footer>
        </div>
        {roomy && playbook && <RoomAtWork playbook={playbook} of={of} />}
      </div>
      {open === 'announce' && (
        <AnnounceDialog room={room.id} number={room.number} onClose={() => setOpen(undefined)} />
      )}
      {open === 'timer' && <StartTimerDialog room={room.id} onClose={() => setOpen(undefined)} />}
      {open === 'merge' && <MergeDialog room={room} onClose={() => setOpen(undefined)} />}
      {person?.what === 'move' && <MoveDialog member={person.member} onClose={() => setPerson(undefined)} />}
      {person?.what === 'swap' && <SwapDialog member={person.member} onClose={() => setPerson(undefined)} />}
      {person?.what === 'remove' && (
        <RemoveDialog member={person.member} onClose={() => setPerson(undefined)} />
      )}
    </article>
  );
}

/** The server's step among those planned, how far its feedback has got, and what is left of its time. */
function Progress({ playbook, of }: { playbook: Playbook; of: RoomOverview }) {
  const { room, clock, reviews } = of;
  const steps = stepsOf(playbook);
  const at = room.step === 'done' ? steps.length : steps.findIndex((each) => each.step === room.step);
  const name = steeringWords.step[room.step];
  const writes = room.step === 'write' && reviews.expected > 0;
  return (
    <>
      <div class="tile-progress" aria-hidden="true">
        {steps.map((each, index) => (
          <span
            key={each.step}
            title={steeringWords.step[each.step]}
            class={index < at ? 'tile-past' : index === at ? 'tile-now' : ''}
          />
        ))}
      </div>
      <p class="tile-status">
        <span>
          {name}
          {writes && (
            <span class="tile-given">
              {' '}
              · <span aria-hidden="true">{steeringWords.feedbackOf(reviews.given, reviews.expected)}</span>
              <span class="visually-hidden">{steeringWords.given(reviews.given, reviews.expected)}</span>
            </span>
          )}
        </span>
        {room.held ? (
          <Badge tone="warn" icon="pause">
            <span aria-hidden="true">{steeringWords.heldShort}</span>
            <span class="visually-hidden">{steeringWords.held}</span>
          </Badge>
        ) : (
          clock && <TimeLeft timer={clock} />
        )}
      </p>
    </>
  );
}

/** How long something has gone on: apart, because this changes by itself. */
export function Lasting({ since }: { since: number }) {
  return <>{lasting(useLive().coarse.value * 1000 - since)}</>;
}

/** Apart, because only this changes every second. */
function TimeLeft({ timer }: { timer: Timer }) {
  const left = timeLeft(timer, useLive().second.value * 1000);
  const urgency = left === 0 ? 'tile-over' : left <= 10_000 ? 'tile-last' : '';
  return (
    <span class={`tile-left tabular ${urgency}`}>
      {timer.state === 'paused' && (
        <>
          <Icon name="pause" size={14} />
          <span class="visually-hidden">{steeringWords.paused}</span>
        </>
      )}
      {clockText(left)}
    </span>
  );
}

/** A timer that was started by hand. */
function RoomClock({ timer }: { timer: Timer }) {
  return <Clock timer={timer} now={useLive().second.value * 1000} size="s" />;
}

interface TilePersonProps {
  member: Member;
  of: RoomOverview;
  may: boolean;
  onOpen: (what: PersonOpen['what']) => void;
}

function TilePerson({ member, of, may, onOpen }: TilePersonProps) {
  const { presence, typing } = usePresenceOf(member);
  // What they wrote about themself is no review; and once it is open, nobody asks who has given.
  const mine = of.feedback.find((each) => each.reviewer === member.id && isReview(each));
  const hasGiven = mine !== undefined && given(mine) && of.room.step === 'write';
  const ready = of.room.ready.includes(member.id);
  const role =
    of.room.performer === member.id
      ? consoleWords.performs
      : of.room.coach === member.id
        ? consoleWords.coaches
        : '';
  const helps = of.helps.some((each) => each.asker === member.id);
  const note = presence !== 'here' ? presenceWords[presence] : typing ? presenceWords.typing : role;
  return (
    <li class={`tile-person tile-${presence}`}>
      <Avatar id={member.id} name={member.name} presence={presence} size="s" />
      <span class="tile-name">
        {member.name}
        <span class="tile-note">{note}</span>
      </span>
      {helps && <Icon name="hand" size={18} />}
      {hasGiven && (
        <Badge tone="good" icon="sealed">
          <span class="visually-hidden">{steeringWords.hasGiven}</span>
        </Badge>
      )}
      {ready && !hasGiven && (
        <Badge tone="good" icon="check">
          <span class="visually-hidden">{steeringWords.isReady}</span>
        </Badge>
      )}
      {may && (
        <Menu
          label={consoleWords.optionsPerson(member.name)}
          items={[
            { label: consoleWords.move, icon: 'arrow', onChoose: () => onOpen('move') },
            { label: consoleWords.swap, icon: 'swap', onChoose: () => onOpen('swap') },
            { label: consoleWords.remove, icon: 'cross', danger: true, onChoose: () => onOpen('remove') },
          ]}
        />
      )}
    </li>
  );
}
