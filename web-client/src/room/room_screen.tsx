// A participant's room: what to do now on top, the work below, what is at hand beside it.
import { useEffect, useRef } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { announce } from '../design/announcer.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import type { Attempt, Room } from '../protocol.ts';
import { attemptsBy, nameOf, peopleIn, sharedIn } from '../tables/views.ts';
import { instructionFor, roomWords } from '../words/room.ts';
import { AttemptEditor } from './attempt_editor.tsx';
import { Banners } from './banners.tsx';
import { NowBand } from './now_band.tsx';
import { AtHand, Rail } from './rail.tsx';
import './room_screen.css';
import { Thread } from './thread.tsx';
import { slotRole, type Turn, turnOf } from './turn.ts';

export function RoomScreen() {
  const live = useLive();
  const { tables } = live;
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
  const all = threadsOf(sharedIn(tables, room.id));
  const isNow = (each: { a: Attempt }) => each.a.id === turn.a?.id;
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
  const current = all.find(isNow);
  const busy = live.waiting('next_slot', 'next_slot') !== undefined;
  const next = () => live.send('next_slot', { room: room.id }, { key: 'next_slot' });
  return (
    <>
      {room.slot === 0 && peopleIn(tables, room.id).length > 1 && (
        <div>
          <Button look="primary" size="l" busy={busy} onClick={next}>
            {roomWords.begin}
          </Button>
        </div>
      )}
      {performing && !current && (
        <section class="card card-raised" aria-label={roomWords.attemptA}>
          <AttemptEditor key={`a-${room.slot}`} answers={0} shareLabel={roomWords.shareA} />
        </section>
      )}
      {current && <Thread key={current.a.id} a={current.a} b={current.b} mayAnswer={performing} />}
      {turn.phase === 'close' && (
        <div class="row room-next">
          <Button look="primary" size="l" icon="arrow" busy={busy} onClick={next}>
            {roomWords.nextTurn}
          </Button>
          <NextPerformer room={room} />
        </div>
      )}
      {unfinished.map((each) => (
        <Thread key={each.a.id} a={each.a} b={each.b} mayAnswer />
      ))}
      {!performing && !sharedThisTurn && (
        <Disclosure icon="pen" title={roomWords.prepare} open={turn.phase === 'attempt_a'}>
          <p class="small muted room-prepare">{roomWords.prepareText}</p>
          <AttemptEditor answers={0} shareLabel={roomWords.shareNowToo} quiet />
        </Disclosure>
      )}
      {finished.length > 0 && (
        <Disclosure
          icon="list"
          title={
            <>
              {roomWords.earlier} <Badge>{finished.length}</Badge>
            </>
          }
        >
          <div class="stack">
            {finished.map((each) => (
              <Thread key={each.a.id} a={each.a} b={each.b} mayAnswer />
            ))}
          </div>
        </Disclosure>
      )}
      {turn.phase === 'open_a' && (
        <div class="row room-next">
          <p class="small muted">{roomWords.noB}</p>
          <Button size="s" busy={busy} onClick={next}>
            {roomWords.nextTurn}
          </Button>
        </div>
      )}
    </>
  );
}

function NextPerformer({ room }: { room: Room }) {
  const live = useLive();
  const people = peopleIn(live.tables, room.id);
  const at = people.findIndex((each) => each.id === room.performer);
  const next = people[(at + 1) % people.length];
  return next && next.id !== room.performer ? <p class="muted">{roomWords.performsNext(next.name)}</p> : null;
}

/** A new step is said once, politely; the focus stays where it is unless what held it has gone. */
function SpeakOfSteps({ room, turn }: { room: Room; turn: Turn }) {
  const live = useLive();
  const role = slotRole(room, live.memberId.value);
  const step = `${room.id}:${room.slot}:${turn.phase}`;
  const last = useRef({ room: room.id, step });
  useEffect(() => {
    const before = last.current;
    last.current = { room: room.id, step };
    if (before.step === step || before.room !== room.id) return;
    const { title } = instructionFor(turn.phase, role, nameOf(live.tables, room.performer), {
      owes: role !== 'performer',
      waitsFor: [],
      allGiven: false,
    });
    announce(`${title}.`);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) {
        document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true });
        scrollTo({ top: 0 });
      }
    });
  }, [step]);
  return null;
}
