// Everything this person did, got and gave: to read, to print and to keep. Who leads or observes gets the session as a
// table instead.
import { lazy } from '../app/lazy.tsx';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { MyRecordPage } from './my_record_page.tsx';
import './record.css';
import './print.css';

const SessionRecordPage = lazy(() =>
  import('./session_record_page.tsx').then((part) => part.SessionRecordPage),
);

export function RecordScreen({ onBack }: { onBack?: () => void }) {
  const me = useLive().me.value;
  if (!me) return null;
  return (
    <main id="main" tabIndex={-1} class="page record">
      {me.role === 'participant' ? (
        <MyRecordPage me={me} onBack={onBack} />
      ) : (
        <SessionRecordPage onBack={onBack} />
      )}
    </main>
  );
}
