// The code as large as the wall allows, for a projector.
import { useLive } from '../app/live.ts';
import { Dialog } from '../design/dialog.tsx';
import type { Session } from '../protocol.ts';
import { participants } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { people } from '../words/format.ts';
import './join_screen.css';
import { QrPicture } from './qr_picture.tsx';

export function joinLink(code: string): string {
  return `${location.origin}/?code=${code}`;
}

export function JoinScreen({ session, onClose }: { session: Session; onClose: () => void }) {
  const live = useLive();
  return (
    <Dialog title={session.title} size="full" onClose={onClose}>
      <div class="join-wall">
        <p class="join-wall-how">
          {consoleWords.joinTitle} <span class="join-wall-where">{consoleWords.joinAt(location.host)}</span>
        </p>
        <p class="join-wall-code">
          {[...session.join_code].map((each, at) => (
            <span key={at}>{each}</span>
          ))}
        </p>
        <div class="join-wall-qr">
          <QrPicture text={joinLink(session.join_code)} label={consoleWords.qr} />
          <p>{consoleWords.orScan}</p>
        </div>
        <p class="join-wall-count muted" role="status">
          {people(participants(live.tables).length)}
        </p>
      </div>
    </Dialog>
  );
}
