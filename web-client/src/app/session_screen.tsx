// Which screen is this member's now. The server's tables say it; nothing is chosen here but the record, which can be read
// at any time.
import { useEffect, useState } from 'preact/hooks';
import { Lobby } from '../lobby/lobby.tsx';
import type { Member, Session, Stage } from '../protocol.ts';
import { leads, theSession } from '../tables/views.ts';
import { Header } from './header.tsx';
import { lazy } from './lazy.tsx';
import { useLive } from './live.ts';

const RoomScreen = lazy(() => import('../room/room_screen.tsx').then((part) => part.RoomScreen));
const Console = lazy(() => import('../console/console.tsx').then((part) => part.Console));
const SeeScreen = lazy(() => import('../see/see_screen.tsx').then((part) => part.SeeScreen));
const NameScreen = lazy(() => import('../name/name_screen.tsx').then((part) => part.NameScreen));
const FishbowlScreen = lazy(() =>
  import('../fishbowl/fishbowl_screen.tsx').then((part) => part.FishbowlScreen),
);
const PlanScreen = lazy(() => import('../plan/plan_screen.tsx').then((part) => part.PlanScreen));
const CommitScreen = lazy(() => import('../commit/commit_screen.tsx').then((part) => part.CommitScreen));
const Debrief = lazy(() => import('../debrief/debrief.tsx').then((part) => part.Debrief));
const RecordScreen = lazy(() => import('../record/record_screen.tsx').then((part) => part.RecordScreen));

/** In the order in which they are needed. */
const participantsParts = [
  SeeScreen,
  NameScreen,
  PlanScreen,
  FishbowlScreen,
  Debrief,
  CommitScreen,
  RecordScreen,
];

const aheadAfterMs = 1_500;

/** Most who open a session are participants; their room is fetched while the connection is made. */
RoomScreen.ahead();

export function SessionScreen() {
  const live = useLive();
  // What comes later is fetched when nothing else is to be done, so that a change of stage needs no network.
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const each of leads(live.me.value) ? [Console] : participantsParts) each.ahead();
    }, aheadAfterMs);
    return () => clearTimeout(timer);
  }, [live]);
  const [recordShown, setRecordShown] = useState(false);
  const session = theSession(live.tables);
  const me = live.me.value;
  // Whoever reads their record is not left behind when everybody goes on.
  useEffect(() => setRecordShown(false), [session?.now]);
  if (!session || !me) return null;

  const participates = me.role === 'participant';
  const ended = session.now === 'ended';
  const toggle = () => setRecordShown(!recordShown);
  const record = participates && ended ? undefined : { shown: recordShown, toggle };
  return (
    <>
      <Header record={record} />
      {recordShown || (participates && ended) ? (
        <RecordScreen {...(record ? { onBack: toggle } : {})} />
      ) : !participates ? (
        <Console />
      ) : rehearses(session, me) ? (
        <RoomScreen />
      ) : session.fishbowl !== 0 ? (
        <FishbowlScreen />
      ) : (
        <StageScreen stage={session.now} onRecord={toggle} />
      )}
    </>
  );
}

/** In one's own room: all of them are open, or it is the one that everybody watches. */
const rehearses = (session: Session, me: Member): boolean =>
  me.room !== 0 &&
  ((session.now === 'rehearse' && session.rooms !== 'closed') || session.fishbowl === me.room);

function StageScreen({ stage, onRecord }: { stage: Stage; onRecord: () => void }) {
  switch (stage) {
    case 'see':
      return <SeeScreen />;
    case 'name':
      return <NameScreen />;
    case 'plan':
      return <PlanScreen />;
    case 'debrief':
      return <Debrief onRecord={onRecord} />;
    case 'commit':
      return <CommitScreen />;
    default:
      return <Lobby />;
  }
}
