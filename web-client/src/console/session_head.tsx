// The head of the console: where the session is and what comes next, the time, and how people get in.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Menu } from '../design/menu.tsx';
import { notify } from '../design/notices.tsx';
import { presenceOf } from '../design/people.tsx';
import type { Session, Stage } from '../protocol.ts';
import { useSteady } from '../tables/steady.ts';
import { leads, participants, stagesOf, thePlaybook, timerFor } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { sessionWords } from '../words/session.ts';
import { AuditDialog } from './audit_dialog.tsx';
import { AnnounceDialog, CloseRoomsDialog, ConfirmDialog, ReasonDialog } from './dialogs.tsx';
import { JoinScreen, joinLink } from './join_screen.tsx';
import { PeopleDialog } from './people_dialog.tsx';
import { PlacementDialog } from './placement_dialog.tsx';
import { PlanDialog } from './plan_dialog.tsx';
import { RoomsApart, RoundPanel } from './round_panel.tsx';
import { Timeline } from './timeline.tsx';
import { StartTimerDialog, TimerControls } from './timer_panel.tsx';

type Open =
  | 'debrief'
  | 'end'
  | 'close'
  | 'announce'
  | 'timer'
  | 'people'
  | 'placement'
  | 'plan'
  | 'audit'
  | 'join'
  | 'lock';

export function SessionHead({ session }: { session: Session }) {
  const live = useLive();
  const may = leads(live.me.value);
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const close = () => setOpen(undefined);
  const between = session.now === 'rehearse' && session.rooms === 'closed';
  const clip = session.now === 'see' ? thePlaybook(live.tables)?.exemplar.media : undefined;
  const title = clip
    ? consoleWords.titleOfClip[clip.kind]
    : consoleWords.title[between ? 'between' : session.now];
  const going = live.waiting('go_to_stage', 'stage') !== undefined;
  const go = (stage: Stage) => live.send('go_to_stage', { stage }, { key: 'stage' });
  const opening = live.waiting('open_rooms', 'rooms') !== undefined;
  const openRooms = () => live.send('open_rooms', {}, { key: 'rooms' });
  const stages = stagesOf(thePlaybook(live.tables));
  const at = stages.indexOf(session.now);
  const ended = session.now === 'ended';
  const next = stages[ended ? at - 1 : at + 1] ?? 'debrief';
  const goOn = () => {
    if (session.now === 'rehearse' && session.rooms !== 'closed') setOpen('debrief');
    else if (next === 'ended') setOpen('end');
    else go(next);
  };
  const elsewhere = stages.filter((each) => each !== session.now && each !== next && each !== 'ended');
  return (
    <section class="head" aria-label={sessionWords.stages}>
      <Timeline session={session} />
      <div class="head-stage">
        <p class="eyebrow">{sessionWords.stage[session.now]}</p>
        <ScreenTitle place={`console:${session.now}`} spoken={title} class="head-title">
          {title}
        </ScreenTitle>
        {may ? (
          <div class="row">
            <Button look={ended ? 'plain' : 'primary'} icon="arrow" busy={going} onClick={goOn}>
              {ended ? consoleWords.openAgain : consoleWords.goTo[next]}
            </Button>
            {between && (
              <Button icon="door" busy={opening} onClick={openRooms}>
                {consoleWords.openRooms}
              </Button>
            )}
            {session.rooms === 'open' && (
              <Button icon="door" onClick={() => setOpen('close')}>
                {consoleWords.closeRooms}
              </Button>
            )}
            {session.rooms === 'closing' && (
              <Button icon="door" busy={opening} onClick={openRooms}>
                {consoleWords.keepOpen}
              </Button>
            )}
            <Menu
              label={consoleWords.more}
              size="m"
              look="plain"
              items={[
                { label: consoleWords.announce, icon: 'horn', onChoose: () => setOpen('announce') },
                { label: consoleWords.people, icon: 'people', onChoose: () => setOpen('people') },
                { label: consoleWords.placement, icon: 'swap', onChoose: () => setOpen('placement') },
                { label: consoleWords.plan, icon: 'clock', onChoose: () => setOpen('plan') },
                { label: consoleWords.audit, icon: 'shield', onChoose: () => setOpen('audit') },
                ...elsewhere.map((stage) => ({
                  label:
                    stages.indexOf(stage) < at
                      ? consoleWords.backTo(sessionWords.stage[stage])
                      : consoleWords.straightTo(sessionWords.stage[stage]),
                  icon: 'again' as const,
                  onChoose: () => go(stage),
                })),
              ]}
            />
          </div>
        ) : (
          <div class="row">
            <p class="muted">{consoleWords.observer}</p>
            <Button size="s" icon="shield" onClick={() => setOpen('audit')}>
              {consoleWords.audit}
            </Button>
          </div>
        )}
        {session.now === 'rehearse' && session.rooms !== 'closed' && <RoomsApart />}
      </div>
      <div class="head-time">
        <div class="row">
          <p class="eyebrow grow">{consoleWords.time}</p>
          {may && (
            <Button size="s" look="quiet" icon="clock" onClick={() => setOpen('timer')}>
              {consoleWords.start}
            </Button>
          )}
        </div>
        <TimeForAll session={session} may={may} />
      </div>
      <JoinBox session={session} may={may} onOpen={setOpen} />
      {open === 'debrief' && (
        <ConfirmDialog
          title={consoleWords.goOnDebrief.title}
          text={consoleWords.goOnDebrief.text}
          onClose={close}
        >
          <Button onClick={() => setOpen('close')}>{consoleWords.goOnDebrief.notice}</Button>
          <Button
            look="primary"
            onClick={() => {
              go(next);
              close();
            }}
          >
            {consoleWords.goOnDebrief.go}
          </Button>
        </ConfirmDialog>
      )}
      {open === 'end' && (
        <ConfirmDialog title={consoleWords.goOnEnd.title} text={consoleWords.goOnEnd.text} onClose={close}>
          <Button
            look="primary"
            onClick={() => {
              go('ended');
              close();
            }}
          >
            {consoleWords.goOnEnd.go}
          </Button>
        </ConfirmDialog>
      )}
      {open === 'close' && <CloseRoomsDialog onClose={close} />}
      {open === 'announce' && <AnnounceDialog room={0} onClose={close} />}
      {open === 'timer' && <StartTimerDialog room={0} onClose={close} />}
      {open === 'people' && <PeopleDialog onClose={close} />}
      {open === 'placement' && <PlacementDialog onClose={close} />}
      {open === 'plan' && <PlanDialog onClose={close} />}
      {open === 'audit' && <AuditDialog onClose={close} />}
      {open === 'join' && <JoinScreen session={session} onClose={close} />}
      {open === 'lock' && (
        <ReasonDialog
          title={session.locked ? consoleWords.unlockTitle : consoleWords.lockTitle}
          text={session.locked ? consoleWords.unlockText : consoleWords.lockText}
          action={session.locked ? consoleWords.unlock : consoleWords.lock}
          needed={false}
          onReason={(reason) =>
            live.send(
              'lock_session',
              { locked: !session.locked, reason },
              { guess: [{ kind: 'session', id: session.id, fields: { locked: !session.locked } }] },
            )
          }
          onClose={close}
        />
      )}
    </section>
  );
}

/** The rounds where rooms go through them; else the clock of the stage, or the one that was started by hand. */
function TimeForAll({ session, may }: { session: Session; may: boolean }) {
  const timer = timerFor(useLive().tables, 0);
  const rounds = session.now === 'rehearse' && session.rooms !== 'closed';
  const closing = timer?.purpose === 'close_rooms' && timer.state !== 'finished';
  if (rounds && !closing) {
    return (
      <>
        <RoundPanel may={may} />
        {timer?.purpose === 'work' && <TimerControls timer={timer} size="m" controls={may} />}
      </>
    );
  }
  if (timer) return <TimerControls timer={timer} speaks controls={may} />;
  return <p class="head-no-timer muted">{consoleWords.noTimer}</p>;
}

function JoinBox({ session, may, onOpen }: { session: Session; may: boolean; onOpen: (what: Open) => void }) {
  const live = useLive();
  // Drawn again when the words change, not whenever something about one of them does.
  const words = useSteady(() => {
    const all = participants(live.tables);
    const here = all.filter((each) => presenceOf(each, live.presence.value.get(each.id)) === 'here');
    return consoleWords.peopleHere(here.length, all.length);
  }, [live]);
  const ended = session.now === 'ended';
  return (
    <div class="head-join">
      <div class="row">
        <p class="eyebrow grow">{ended ? consoleWords.people : consoleWords.joinTitle}</p>
        {may ? (
          <Button size="s" look="quiet" icon="people" onClick={() => onOpen('people')}>
            {words}
          </Button>
        ) : (
          <span class="small muted">{words}</span>
        )}
      </div>
      {ended ? (
        <p class="muted">{consoleWords.joinEnded}</p>
      ) : (
        <Joining session={session} may={may} onOpen={onOpen} />
      )}
    </div>
  );
}

function Joining({ session, may, onOpen }: { session: Session; may: boolean; onOpen: (what: Open) => void }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(joinLink(session.join_code));
      notify(consoleWords.copied);
    } catch {
      notify(`${consoleWords.notCopied} ${joinLink(session.join_code)}`);
    }
  };
  return (
    <>
      <div class="head-join-line">
        <p class="head-code">{session.join_code}</p>
        <div class="row head-join-actions">
          <Button size="s" icon="copy" onClick={copy}>
            {consoleWords.copyLink}
          </Button>
          <Button size="s" icon="screen" onClick={() => onOpen('join')}>
            {consoleWords.project}
          </Button>
          {may && (
            <Button size="s" icon={session.locked ? 'unlock' : 'lock'} onClick={() => onOpen('lock')}>
              {session.locked ? consoleWords.unlock : consoleWords.lock}
            </Button>
          )}
        </div>
      </div>
      {session.locked && (
        <Badge tone="warn" icon="lock">
          {consoleWords.locked}
        </Badge>
      )}
    </>
  );
}
