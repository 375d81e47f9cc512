// The work of this turn, as the step wants it. What belongs to an earlier step stays at hand, folded.
import { useLive } from '../app/live.ts';
import '../design/card.css';
import type { Attempt, Room, Step } from '../protocol.ts';
import { inLockstep, stepsOf, thePlaybook } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { AttemptCard } from './attempt_card.tsx';
import { AttemptEditor } from './attempt_editor.tsx';
import { FixEditor, FixShown } from './fix.tsx';
import { FrameChoice, Harder, PassTurn, WatchFor } from './frame.tsx';
import { Judge, Judgements } from './judge.tsx';
import { CoachControls, Held, OwnPlan } from './perform.tsx';
import { Alone, Delivered, OwedTo, Pair } from './thread.tsx';
import { slotRole, type Turn } from './turn.ts';
import { UsefulnessOfAll } from './usefulness.tsx';

export function CurrentWork({ room, turn }: { room: Room; turn: Turn }) {
  const { a, b } = turn;
  switch (room.step) {
    case 'waiting':
    case 'done':
      return null;
    case 'frame':
      return <Frame room={room} a={a} />;
    case 'attempt_a':
      return <AttemptA room={room} a={a} />;
    case 'write':
      return a ? <Alone attempt={a} /> : <NoAttempt />;
    case 'deliver':
      return a ? <Deliver room={room} a={a} /> : <NoAttempt />;
    case 'commit':
      return a ? <Commit room={room} a={a} /> : <NoAttempt />;
    case 'attempt_b':
      return a ? <AttemptB room={room} a={a} b={b} /> : <NoAttempt />;
    case 'close':
      return a ? <Close room={room} a={a} b={b} /> : <NoAttempt />;
  }
}

function usePerforming(room: Room): boolean {
  return slotRole(room, useLive().memberId.value) === 'performer';
}

function Frame({ room, a }: { room: Room; a: Attempt | undefined }) {
  // Where a facilitator went back to it, what was shared has been framed.
  const framing = usePerforming(room) && !a;
  return (
    <>
      <Harder room={room} />
      {framing ? (
        <>
          <FrameChoice key={room.slot} room={room} />
          <OwnPlan />
          <PassTurn />
        </>
      ) : (
        <WatchFor room={room} />
      )}
    </>
  );
}

function AttemptA({ room, a }: { room: Room; a: Attempt | undefined }) {
  const performing = usePerforming(room);
  if (a) {
    return (
      <>
        <WatchFor room={room} />
        <Alone attempt={a} />
      </>
    );
  }
  return (
    <>
      <Held room={room} />
      <Harder room={room} />
      <WatchFor room={room} />
      <Coaching room={room} />
      {performing && (
        <section class="stack" aria-label={roomWords.attemptA}>
          <AttemptEditor key={`a-${room.slot}`} answers={0} shareLabel={roomWords.shareA} aloud />
          <OwnPlan />
          <PassTurn />
        </section>
      )}
    </>
  );
}

function Coaching({ room }: { room: Room }) {
  const me = useLive().memberId.value;
  return slotRole(room, me) === 'coach' ? <CoachControls key={`${room.slot}`} room={room} /> : null;
}

const leavesOut = (steps: readonly Step[], step: Step): boolean => !steps.includes(step);

function Deliver({ room, a }: { room: Room; a: Attempt }) {
  const performing = usePerforming(room);
  const steps = stepsOf(thePlaybook(useLive().tables));
  return (
    <>
      <OwedTo attempt={a} />
      <Delivered attempt={a} choosing={performing} rating={performing} />
      {performing && leavesOut(steps, 'commit') && <FixEditor a={a} />}
      <AttemptCard attempt={a} />
    </>
  );
}

function Commit({ room, a }: { room: Room; a: Attempt }) {
  const performing = usePerforming(room);
  return (
    <>
      {performing ? <FixEditor a={a} /> : <FixShown a={a} />}
      <OwedTo attempt={a} />
      <Delivered attempt={a} choosing={performing} />
    </>
  );
}

function AttemptB({ room, a, b }: { room: Room; a: Attempt; b: Attempt | undefined }) {
  const performing = usePerforming(room);
  // Nothing was chosen while there was time for it: it can still be.
  const choosing = performing && !b && a.chosen === 0 && a.fix === '';
  return (
    <>
      {!b && <Held room={room} />}
      <FixShown a={a} />
      {!b && <Harder room={room} />}
      <WatchFor room={room} />
      {!b && <Coaching room={room} />}
      {b ? (
        <Pair a={a} b={b} />
      ) : (
        <>
          {performing && (
            <section aria-label={roomWords.attemptB}>
              <AttemptEditor key={`b-${a.id}`} answers={a.id} shareLabel={roomWords.shareB} aloud />
            </section>
          )}
          <AttemptCard attempt={a} />
        </>
      )}
      <OwedTo attempt={a} />
      <Delivered attempt={a} choosing={choosing} folded={!choosing} />
    </>
  );
}

function Close({ room, a, b }: { room: Room; a: Attempt; b: Attempt | undefined }) {
  const performing = usePerforming(room);
  return (
    <>
      <FixShown a={a} />
      <Judge key={a.id} a={a} />
      <Judgements a={a} />
      {performing && <UsefulnessOfAll a={a} />}
      {b ? <Pair a={a} b={b} /> : <AttemptCard attempt={a} />}
      <OwedTo attempt={a} />
      <Delivered attempt={a} folded />
    </>
  );
}

/** It was withdrawn, or its performer has left. */
function NoAttempt() {
  const { tables } = useLive();
  return (
    <p class="note">
      <span>
        <strong>{roomWords.noAttemptNow}</strong>{' '}
        {inLockstep(tables) ? roomWords.noAttemptText.lockstep : roomWords.noAttemptText.own}
      </span>
    </p>
  );
}
