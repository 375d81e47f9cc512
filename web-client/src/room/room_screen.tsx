// A participant's room: what to do now on top, the work below, what is at hand beside it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { Badge } from '../design/badge.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import { tell } from '../design/notices.tsx';
import type { Attempt, Room } from '../protocol.ts';
import { attemptsBy, inLockstep, nameOf, sharedIn } from '../tables/views.ts';
import { roleWords } from '../words/playbook.ts';
import { instructionFor, roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { AttemptEditor } from './attempt_editor.tsx';
import { Banners } from './banners.tsx';
import { CurrentWork } from './current_work.tsx';
import { takeUpLateWords } from './late_words.ts';
import { NowBand } from './now_band.tsx';
import { AtHand, Rail } from './rail.tsx';
import './room_screen.css';
import { standingIn } from './standing.ts';
import { Thread } from './thread.tsx';
import { slotRole, type Turn, turnOf } from './turn.ts';

export function RoomScreen() {
  const live = useLive();
  const { tables } = live;
  // Before an attempt's card asks whether there is more than was shared.
  useState(() => takeUpLateWords(live));
  const room = tables.get('room', live.me.value?.room ?? 0);
  if (!room) return null;
  const turn = turnOf(tables, room);
  return (
    <main id="main" tabIndex={-1} class="page">
      <div class="page-split">
        <div class="page-main">
          <NowBand room={room} turn={turn} />
          <AtHand room={room} />
          <Banners room={room} />
          <Work room={room} turn={turn} />
        </div>
        <Rail room={room} turn={turn} />
      </div>
      <SpeakOfSteps room={room} turn={turn} />
    </main>
  );
}

/** A's with their B's, oldest first. */
function threadsOf(shared: readonly Attempt[]): { a: Attempt; b: Attempt | undefined }[] {
  return shared
    .filter((each) => each.answers === 0 || !shared.some((one) => one.id === each.answers))
    .map((a) => ({ a, b: shared.find((each) => each.answers === a.id) }));
}

function Work({ room, turn }: { room: Room; turn: Turn }) {
  const live = useLive();
  const { tables } = live;
  const me = live.memberId.value;
  const performing = slotRole(room, me) === 'performer';
  const over = room.step === 'done';
  const all = threadsOf(sharedIn(tables, room.id));
  const isNow = (each: { a: Attempt }) => !over && each.a.id === turn.a?.id;
  // Not of this turn, but waiting for somebody: shared out of turn, or left over from an earlier one; feedback on it to
  // come, or come to me and not yet worked on (P14).
  const waits = ({ a, b }: { a: Attempt; b: Attempt | undefined }) =>
    !(b ?? a).feedback_open || (a.author === me && b === undefined);
  const unfinished = all.filter((each) => !isNow(each) && waits(each));
  const finished = all.filter((each) => !isNow(each) && !unfinished.includes(each));
  const sharedThisTurn = attemptsBy(tables, me).some(
    (each) =>
      each.state === 'shared' && each.answers === 0 && each.slot === room.slot && each.room === room.id,
  );
  // In lockstep there is no time for an attempt besides the performer's, and others would not see it in the fishbowl.
  const onlyTheirs = inLockstep(tables) || room.fishbowl === 'watched';
  const shareLabel = onlyTheirs ? undefined : roomWords.shareNowToo;
  const earlier = finished.map((each) => <Thread key={each.a.id} a={each.a} b={each.b} mayAnswer />);
  return (
    <>
      <CurrentWork room={room} turn={turn} />
      {unfinished.map((each) => (
        <Thread key={each.a.id} a={each.a} b={each.b} mayAnswer />
      ))}
      {!performing && !sharedThisTurn && !over && (
        <Disclosure icon="pen" title={roomWords.prepare} open={room.step === 'waiting'}>
          <p class="small muted room-prepare">{roomWords.prepareText}</p>
          <AttemptEditor answers={0} shareLabel={shareLabel} quiet />
        </Disclosure>
      )}
      {over
        ? earlier
        : finished.length > 0 && (
            <Disclosure
              icon="list"
              title={
                <>
                  {roomWords.earlier} <Badge>{finished.length}</Badge>
                </>
              }
            >
              <div class="stack">{earlier}</div>
            </Disclosure>
          )}
    </>
  );
}

/** A new step, and a new part in it, is said once, politely; the focus stays where it is unless what held it has gone. */
function SpeakOfSteps({ room, turn }: { room: Room; turn: Turn }) {
  const live = useLive();
  const me = live.memberId.value;
  const role = slotRole(room, me);
  const standing = standingIn(live.tables, turn, me);
  // That the attempt is shared changes what everybody does, even where the clock does not go on yet.
  const step = `${room.id}:${room.slot}:${room.performer}:${room.step}:${standing.shared}`;
  const last = useRef({ room: room.id, step, role });
  useEffect(() => {
    const before = last.current;
    last.current = { room: room.id, step, role };
    if (before.step === step || before.room !== room.id) return;
    const who = nameOf(live.tables, room.performer, sessionWords.somebody);
    const { title } = instructionFor(room.step, role, who, standing);
    const part = room.performer > 0 && before.role !== role ? `${roomWords.nowYouAre(roleWords[role])} ` : '';
    tell(`${part}${title}.`);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) {
        document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true });
        scrollTo({ top: 0 });
      }
    });
  }, [step]);
  return null;
}
