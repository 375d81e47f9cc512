// The facilitator's console. An observer sees the same and changes nothing.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { usePresence } from '../design/people.tsx';
import type { Session } from '../protocol.ts';
import { leads, theSession } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { AttentionList, HelpQueue } from './attention.tsx';
import './console.css';
import { AnnounceDialog } from './dialogs.tsx';
import { LobbyPanel } from './lobby_panel.tsx';
import { overviews } from './overview.ts';
import { PatternsPanel } from './patterns_panel.tsx';
import { RoomCard } from './room_card.tsx';
import { RoomDialog } from './room_dialog.tsx';
import { SessionHead } from './session_head.tsx';

export function Console() {
  const live = useLive();
  const session = theSession(live.tables);
  if (!session) return null;
  return (
    <main id="main" tabIndex={-1} class="page console">
      <SessionHead session={session} />
      {session.now === 'lobby' && <LobbyPanel />}
      {session.now === 'rehearse' && <Rooms session={session} />}
      {(session.now === 'debrief' || session.now === 'ended') && <PatternsPanel />}
    </main>
  );
}

function Rooms({ session }: { session: Session }) {
  const live = useLive();
  const presenceOf = usePresence();
  const [inside, setInside] = useState(0);
  const [announcing, setAnnouncing] = useState(false);
  const all = overviews(
    live.tables,
    (each) => presenceOf(each) === 'here',
    live.memberId.value,
    live.coarse.value * 1000,
  );
  const shown = all.find((each) => each.room.id === inside);
  if (session.rooms === 'closed' && all.length === 0) return <LobbyPanel />;
  return (
    <div class="console-split">
      <div class="console-rail">
        <AttentionList all={all} onLook={setInside} />
        <HelpQueue onLook={setInside} />
        {leads(live.me.value) && (
          <Button icon="horn" onClick={() => setAnnouncing(true)}>
            {consoleWords.announceTitle}
          </Button>
        )}
      </div>
      <section class="console-rooms" aria-label={consoleWords.rooms}>
        {all.map((each) => (
          <RoomCard key={each.room.id} of={each} onLook={() => setInside(each.room.id)} />
        ))}
      </section>
      {shown && <RoomDialog of={shown} onClose={() => setInside(0)} />}
      {announcing && <AnnounceDialog room={0} onClose={() => setAnnouncing(false)} />}
    </div>
  );
}
