// The facilitator's console. An observer sees the same and changes nothing.
import { useEffect, useState } from 'preact/hooks';
import { lazy } from '../app/lazy.tsx';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import type { Session } from '../protocol.ts';
import { useSteady } from '../tables/steady.ts';
import { leads, theSession } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { AttentionList, HelpQueue } from './attention.tsx';
import './console.css';
import { AnnounceDialog } from './dialogs.tsx';
import { LobbyPanel } from './lobby_panel.tsx';
import { RoomWatch } from './room_watch.ts';
import { RoomsGrid } from './rooms_grid.tsx';
import { SessionHead } from './session_head.tsx';

const StagePanel = lazy(() => import('./stage_panel.tsx').then((part) => part.StagePanel));
const RoomDialog = lazy(() => import('./room_dialog.tsx').then((part) => part.RoomDialog));

const aheadAfterMs = 2_000;

export function Console() {
  const live = useLive();
  // The network may be away when the stage changes.
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const each of [StagePanel, RoomDialog]) each.ahead();
    }, aheadAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const session = theSession(live.tables);
  if (!session) return null;
  return (
    <main id="main" tabIndex={-1} class="page console">
      <SessionHead session={session} />
      {session.now === 'lobby' && <LobbyPanel />}
      {session.now === 'rehearse' && <Rooms session={session} />}
      <StagePanel session={session} />
    </main>
  );
}

function Rooms({ session }: { session: Session }) {
  const live = useLive();
  const [watch] = useState(() => new RoomWatch(live));
  const [inside, setInside] = useState(0);
  const [announcing, setAnnouncing] = useState(false);
  const none = useSteady(() => watch.all.value.length === 0, [watch]);
  const shown = watch.room(inside).value;
  if (session.rooms === 'closed' && none) return <LobbyPanel />;
  return (
    <div class="console-split">
      <div class="console-rail">
        <AttentionList watch={watch} onLook={setInside} />
        <HelpQueue onLook={setInside} />
        {leads(live.me.value) && (
          <Button icon="horn" onClick={() => setAnnouncing(true)}>
            {consoleWords.announceTitle}
          </Button>
        )}
      </div>
      <RoomsGrid watch={watch} onLook={setInside} />
      {shown && <RoomDialog of={shown} onClose={() => setInside(0)} />}
      {announcing && <AnnounceDialog room={0} onClose={() => setAnnouncing(false)} />}
    </div>
  );
}
