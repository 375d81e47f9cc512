// Before the rooms open, and whenever they are closed while everybody rehearses.
import { useState } from 'preact/hooks';
import { lazy } from '../app/lazy.tsx';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { RenameDialog } from '../app/rename_dialog.tsx';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Avatar } from '../design/avatar.tsx';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Clock } from '../design/clock.tsx';
import { Icon } from '../design/icon.tsx';
import { usePresence } from '../design/people.tsx';
import { CriteriaList } from '../playbook/criteria.tsx';
import { ExemplarText } from '../playbook/exemplar.tsx';
import type { Playbook, Stage } from '../protocol.ts';
import { earlierTaskOf } from '../tables/stage_views.ts';
import {
  criteriaOf,
  facilitators,
  openRooms,
  participants,
  peopleIn,
  stagesOf,
  thePlaybook,
  theSession,
  timerFor,
} from '../tables/views.ts';
import { presenceWords } from '../words/design.ts';
import { lengthOfTime } from '../words/format.ts';
import { lobbyWords } from '../words/lobby.ts';
import { playbookWords } from '../words/playbook.ts';
import { sessionWords } from '../words/session.ts';
import './lobby.css';

const peopleShownMax = 10;

/** Only for those who were in a session before. */
const EarlierTaskCard = lazy(() => import('./earlier_task.tsx').then((part) => part.EarlierTaskCard));

export function Lobby() {
  const live = useLive();
  const { tables } = live;
  const session = theSession(tables)!;
  const me = live.me.value!;
  const playbook = thePlaybook(tables);
  const between = session.now === 'rehearse';
  const timer = timerFor(tables, 0);
  const [renaming, setRenaming] = useState(false);
  return (
    <main id="main" tabIndex={-1} class="page">
      <div class="lobby-head">
        <div class="grow">
          <p class="eyebrow">{playbook?.npq ?? session.npq}</p>
          <ScreenTitle
            place={between ? 'between' : 'lobby'}
            spoken={between ? lobbyWords.spokenBetween : lobbyWords.spoken}
            title={session.title}
          >
            {between ? lobbyWords.between(me.name) : lobbyWords.title(me.name)}
          </ScreenTitle>
          <p class="lobby-lede">{between ? lobbyWords.betweenText : lobbyWords.text}</p>
        </div>
        {timer && (
          <div class="card card-tight lobby-clock">
            <Clock timer={timer} now={live.second.value * 1000} size="l" speaks />
          </div>
        )}
      </div>
      <div class="page-split">
        <div class="page-main">
          {earlierTaskOf(tables, me.id) && <EarlierTaskCard />}
          {tables.only('placement')?.mode === 'self_chosen' && <ChooseRoom />}
          {playbook && (
            <section class="card lobby-exemplar" aria-label={playbookWords.exemplar}>
              <p class="eyebrow">{playbookWords.exemplar}</p>
              <ExemplarText exemplar={playbook.exemplar} />
            </section>
          )}
        </div>
        <div class="page-rail">
          <section class="card card-tight stack-s" aria-labelledby="who-is-here">
            <div class="card-head lobby-people-head">
              <h2 id="who-is-here" class="rail-title">
                {lobbyWords.peopleTitle}
              </h2>
              <span class="muted small tabular">{lobbyWords.count(participants(tables).length)}</span>
            </div>
            <WhoIsHere />
            <p class="lobby-name">
              <span class="muted small">{lobbyWords.yourName}</span>
              <strong class="grow">{me.name}</strong>
              <Button look="quiet" size="s" icon="pen" onClick={() => setRenaming(true)}>
                {lobbyWords.change}
              </Button>
            </p>
          </section>
          <p class="note note-brand">
            <Icon name="shield" />
            <span>{lobbyWords.place}</span>
          </p>
          <section class="card card-tight" aria-labelledby="what-next">
            <h2 id="what-next" class="rail-title">
              {lobbyWords.nextTitle}
            </h2>
            <Agenda now={session.now} />
            <p class="muted small">{lobbyWords.quiet}</p>
          </section>
          <section class="card card-tight" aria-labelledby="lobby-criteria">
            <h2 id="lobby-criteria" class="rail-title">
              {playbookWords.criteria}
            </h2>
            <CriteriaList criteria={criteriaOf(tables)} />
          </section>
        </div>
      </div>
      {renaming && <RenameDialog member={me} onClose={() => setRenaming(false)} />}
    </main>
  );
}

/** The stages that the playbook has, with the time that each has; what is over is left out. */
function Agenda({ now }: { now: Stage }) {
  const playbook = thePlaybook(useLive().tables);
  const stages = stagesOf(playbook);
  const rest = stages.slice(stages.indexOf(now)).filter((each) => each !== 'lobby' && each !== 'ended');
  return (
    <ol class="lobby-next">
      {rest.map((each) => {
        const seconds = playbook ? secondsOf(playbook, each) : 0;
        return (
          <li
            key={each}
            class={each === 'rehearse' ? 'lobby-next-main' : ''}
            aria-current={each === now ? 'step' : undefined}
          >
            <strong class="lobby-next-name">
              {sessionWords.stage[each]}
              {seconds > 0 && <small class="muted tabular">{lobbyWords.about(lengthOfTime(seconds))}</small>}
            </strong>
            <span>{lobbyWords.stage[each]}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** A stage without a clock of its own lasts as long as what is done in it: the turns of a rehearsal. */
export function secondsOf(playbook: Playbook, stage: Stage): number {
  const own = playbook.stages.find((each) => each.stage === stage)?.seconds ?? 0;
  if (own > 0 || stage !== 'rehearse') return own;
  return playbook.slots * playbook.steps.reduce((sum, each) => sum + each.seconds, 0);
}

function WhoIsHere() {
  const live = useLive();
  const presenceOf = usePresence();
  const leaders = facilitators(live.tables);
  const all = [...leaders, ...participants(live.tables)];
  const [everybody, setEverybody] = useState(false);
  const shown = everybody || all.length <= peopleShownMax + 2 ? all : all.slice(0, peopleShownMax);
  return (
    <ul class="lobby-people">
      {shown.map((each) => {
        const presence = presenceOf(each);
        return (
          <li key={each.id} class={`lobby-person lobby-${presence}`}>
            <Avatar id={each.id} name={each.name} presence={presence} size="s" />
            <span>
              {each.name}
              {each.role !== 'participant' && <span class="muted"> · {sessionWords.role[each.role]}</span>}
              {presence !== 'here' && <span class="visually-hidden"> ({presenceWords[presence]})</span>}
            </span>
          </li>
        );
      })}
      {shown.length < all.length && (
        <li>
          <Button size="s" look="quiet" onClick={() => setEverybody(true)}>
            {lobbyWords.showAll(all.length)}
          </Button>
        </li>
      )}
    </ul>
  );
}

function ChooseRoom() {
  const live = useLive();
  const { tables } = live;
  const me = live.me.value!;
  const mine = tables.get('room', me.room);
  const go = (room: number) =>
    live.send(
      'move_member',
      { member: me.id, room },
      room ? { guess: [{ kind: 'member', id: me.id, fields: { room } }] } : {},
    );
  return (
    <section class="card stack-s" aria-labelledby="choose-room">
      <h2 id="choose-room">{mine ? lobbyWords.chosen(mine.number) : lobbyWords.chooseTitle}</h2>
      <p class="muted">{lobbyWords.chooseText}</p>
      <ul class="lobby-rooms">
        {openRooms(tables).map((room) => (
          <li key={room.id}>
            <Button look={room.id === me.room ? 'primary' : 'plain'} onClick={() => go(room.id)}>
              {lobbyWords.goTo(room.number)}
            </Button>
            <span class="small muted">
              {peopleIn(tables, room.id)
                .map((each) => each.name)
                .join(', ')}
            </span>
          </li>
        ))}
        <li>
          <Button icon="plus" look="quiet" onClick={() => go(0)}>
            {lobbyWords.newRoom}
          </Button>
        </li>
      </ul>
    </section>
  );
}
