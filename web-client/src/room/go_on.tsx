// How the room goes on: in lockstep each says that they are ready, and the clock moves all rooms; at a room's own pace
// anybody in it goes on for all.
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import type { Room, Step } from '../protocol.ts';
import { inLockstep, peopleIn, stepsOf, thePlaybook } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { slotRole, type Turn } from './turn.ts';

export function GoOn({ room, turn }: { room: Room; turn: Turn }) {
  const live = useLive();
  const { tables } = live;
  const lockstep = inLockstep(tables);
  const toPerform =
    slotRole(room, live.memberId.value) === 'performer' &&
    ((room.step === 'attempt_a' && !turn.a) || (room.step === 'attempt_b' && turn.a && !turn.b));
  if (room.step === 'waiting') return lockstep ? null : <Begin room={room} />;
  // Whoever performs says that they have finished, which is the same.
  if (toPerform) return null;
  // The fishbowl is one turn, and nothing comes after it.
  if (room.step === 'done' && room.fishbowl === 'watched') return null;
  if (lockstep) return room.step === 'done' ? null : <Ready room={room} />;
  return <OwnPace room={room} turn={turn} />;
}

function Begin({ room }: { room: Room }) {
  const live = useLive();
  if (peopleIn(live.tables, room.id).length < 2) return null;
  return (
    <div class="go-on">
      <NextSlot room={room} primary>
        {roomWords.begin}
      </NextSlot>
    </div>
  );
}

function Ready({ room }: { room: Room }) {
  const live = useLive();
  const me = live.memberId.value;
  const people = peopleIn(live.tables, room.id).filter((each) => each.attendance === 'here');
  const count = people.filter((each) => room.ready.includes(each.id)).length;
  const ready = room.ready.includes(me);
  const others = room.ready.filter((each) => each !== me);
  return (
    <div class="go-on">
      <Button
        {...(ready ? {} : { icon: 'check' as const })}
        onClick={() =>
          live.send(
            'set_ready',
            { ready: !ready },
            {
              key: 'ready',
              guess: [{ kind: 'room', id: room.id, fields: { ready: ready ? others : [...others, me] } }],
            },
          )
        }
      >
        {ready ? roomWords.notReady : roomWords.ready}
      </Button>
      <p class="go-on-text small muted">
        <strong class="tabular">{roomWords.readyCount(count, people.length)}</strong>{' '}
        {room.fishbowl === 'watched' ? roomWords.fishbowlGoOn : roomWords.readyText}
      </p>
    </div>
  );
}

function OwnPace({ room, turn }: { room: Room; turn: Turn }) {
  const { tables } = useLive();
  const playbook = thePlaybook(tables);
  const steps = stepsOf(playbook);
  const next = steps[steps.indexOf(room.step) + 1];
  if (room.step === 'done') {
    return (
      <div class="go-on">
        <NextSlot room={room} primary>
          {roomWords.oneMore}
        </NextSlot>
        <p class="go-on-text small muted">{roomWords.oneMoreText}</p>
      </div>
    );
  }
  const watched = room.fishbowl === 'watched';
  if (!next) {
    if (watched) {
      return (
        <div class="go-on">
          <NextStep room={room} next="done" />
        </div>
      );
    }
    const last = room.slot >= (playbook?.slots ?? 0);
    return (
      <div class="go-on">
        {last && <NextStep room={room} next="done" />}
        <NextSlot room={room} primary={!last}>
          {roomWords.nextTurn}
        </NextSlot>
        {!last && <NextPerformer room={room} />}
      </div>
    );
  }
  // Going on from the writing is opening the feedback; that stands where one sees who still writes.
  const opens = room.step === 'write' && turn.a && !turn.a.feedback_open;
  const nothingToDo = !turn.a && room.step !== 'frame' && room.step !== 'attempt_a';
  return (
    <div class="go-on">
      {!opens && (watched || !nothingToDo) && <NextStep room={room} next={next} />}
      {room.step !== 'frame' && !watched && (
        <NextSlot room={room} primary={nothingToDo}>
          {roomWords.nextTurn}
        </NextSlot>
      )}
      {!opens && <p class="go-on-text small muted">{roomWords.goOnText}</p>}
    </div>
  );
}

function NextStep({ room, next }: { room: Room; next: Step }) {
  const live = useLive();
  // By its step, so that the button of the next one is not busy with this.
  const key = `go_on:${room.id}:${room.slot}:${room.step}`;
  const busy = live.waiting('go_on', key) !== undefined;
  return (
    <Button
      look="primary"
      icon="arrow"
      busy={busy}
      onClick={() => live.send('go_on', { room: room.id, from: room.step }, { key })}
    >
      {roomWords.goOn[next]}
    </Button>
  );
}

function NextSlot({ room, primary, children }: { room: Room; primary: boolean; children: string }) {
  const live = useLive();
  const busy = live.waiting('next_slot', 'next_slot') !== undefined;
  return (
    <Button
      look={primary ? 'primary' : 'quiet'}
      busy={busy}
      onClick={() => live.send('next_slot', { room: room.id, from: room.slot }, { key: 'next_slot' })}
    >
      {children}
    </Button>
  );
}

/** By the server's rule: whoever has had the fewest turns, by seat from the performer on. */
function NextPerformer({ room }: { room: Room }) {
  const live = useLive();
  const people = peopleIn(live.tables, room.id);
  const seat = people.find((each) => each.id === room.performer)?.seat ?? 0;
  const rank = (each: (typeof people)[number]): number =>
    (each.attendance === 'here' ? 0 : 1_000_000) + each.turns * 1_000 + (each.seat <= seat ? 500 : 0);
  const next = [...people].sort((one, other) => rank(one) - rank(other) || one.seat - other.seat)[0];
  return next && next.id !== room.performer ? (
    <p class="go-on-text small muted">{roomWords.performsNext(next.name)}</p>
  ) : null;
}
