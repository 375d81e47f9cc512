// The room that everybody watches, for everybody else: what its people share and say, as they do; nothing can be changed.
import { useEffect, useRef } from 'preact/hooks';
import { useHeadline } from '../app/headline.ts';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { ScreenTitle } from '../app/screen_title.tsx';
import { tell } from '../design/notices.tsx';
import '../design/card.css';
import { Clock, NoClock } from '../design/clock.tsx';
import { Icon } from '../design/icon.tsx';
import { CriteriaList } from '../playbook/criteria.tsx';
import type { Room } from '../protocol.ts';
import { AttemptCard } from '../room/attempt_card.tsx';
import { Announcements } from '../room/banners.tsx';
import { FixShown } from '../room/fix.tsx';
import { WatchFor } from '../room/frame.tsx';
import { Judgements } from '../room/judge.tsx';
import '../room/now_band.css';
import { Held } from '../room/perform.tsx';
import '../room/room_screen.css';
import { RoomPeople } from '../room/room_people.tsx';
import { StepTrail } from '../room/step_trail.tsx';
import { Delivered, Pair } from '../room/thread.tsx';
import { progressOn, type Turn, turnOf } from '../room/turn.ts';
import { criteriaOf, nameOf, theSession, timerFor } from '../tables/views.ts';
import { fishbowlWords, watchingFor } from '../words/fishbowl.ts';
import { playbookWords } from '../words/playbook.ts';
import { sessionWords } from '../words/session.ts';
import './fishbowl.css';

export function FishbowlScreen() {
  const { tables } = useLive();
  const room = tables.get('room', theSession(tables)?.fishbowl ?? 0);
  if (!room) return null;
  const turn = turnOf(tables, room);
  return (
    <main id="main" tabIndex={-1} class="page">
      <div class="page-split">
        <div class="page-main">
          <Band room={room} />
          <Announcements room={0} />
          <Shown room={room} turn={turn} />
          <p class="small muted fishbowl-kept">
            <Icon name="lock" size={18} />
            {fishbowlWords.planKept}
          </p>
        </div>
        <div class="page-rail room-rail">
          <RoomPeople room={room} id="fishbowl-people" title={fishbowlWords.rehearses} />
          <section class="card card-tight" aria-labelledby="fishbowl-criteria">
            <h2 id="fishbowl-criteria" class="rail-title">
              {playbookWords.criteria}
            </h2>
            <CriteriaList criteria={criteriaOf(tables)} brief />
          </section>
        </div>
      </div>
    </main>
  );
}

function Band({ room }: { room: Room }) {
  const live = useLive();
  const { tables } = live;
  const timer = timerFor(tables, room.id);
  const { title, text } = watchingFor(
    room.step,
    nameOf(tables, room.performer, sessionWords.somebody),
    room.number,
  );
  const place = useHeadline(title, timer);
  // A new step is said once; on the way in the title of the screen says it.
  const said = useRef(title);
  useEffect(() => {
    if (said.current !== title) tell(`${title}.`);
    said.current = title;
  }, [title]);
  return (
    <div ref={place} class="now now-pupil">
      <div class="now-what">
        <p class="now-where">
          <span class="now-role">
            <Icon name="eye" />
            {fishbowlWords.youWatch}
          </span>
          <span>{fishbowlWords.room(room.number)}</span>
        </p>
        <ScreenTitle
          place={`fishbowl:${room.id}`}
          spoken={fishbowlWords.spoken(room.number, title)}
          title={title}
          class="now-title"
        >
          {title}
        </ScreenTitle>
        <p class="now-text">{text}</p>
      </div>
      <div class="now-time">
        {timer ? <Clock timer={timer} now={live.second.value * 1000} size="l" speaks /> : <NoClock />}
      </div>
      <StepTrail step={room.step} />
    </div>
  );
}

function Shown({ room, turn }: { room: Room; turn: Turn }) {
  const { tables } = useLive();
  const { a, b } = turn;
  const performing = room.step === 'attempt_a' || room.step === 'attempt_b';
  const afterwards = ['commit', 'attempt_b', 'close', 'done'].includes(room.step);
  const progress = a && progressOn(tables, a.id);
  return (
    <>
      {performing && <Held room={room} />}
      {room.step !== 'done' && <WatchFor room={room} />}
      {room.step === 'attempt_a' && !a && <p class="note">{fishbowlWords.listen}</p>}
      {a && afterwards && (room.step !== 'done' || a.fix !== '' || a.chosen > 0) && <FixShown a={a} />}
      {a && b ? <Pair a={a} b={b} /> : a && <AttemptCard attempt={a} />}
      {a && !a.feedback_open && progress && progress.expected > 0 && (
        <p class="note">
          <Icon name="sealed" />
          <span>{fishbowlWords.given(progress.given, progress.expected)}</span>
        </p>
      )}
      {a && <Judgements a={a} title={fishbowlWords.judgements} />}
      {a?.feedback_open && (
        <Delivered attempt={a} folded={room.step !== 'deliver' && room.step !== 'commit'} />
      )}
    </>
  );
}
