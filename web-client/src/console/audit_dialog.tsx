import { useLive } from '../app/live.ts';
import { Dialog } from '../design/dialog.tsx';
import { nameOf } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { timeOf } from '../words/format.ts';
import { sessionWords } from '../words/session.ts';

export function AuditDialog({ onClose }: { onClose: () => void }) {
  const { tables } = useLive();
  const all = tables.all('audit_entry').sort((one, other) => other.at - one.at || other.id - one.id);
  return (
    <Dialog title={consoleWords.audit} size="m" onClose={onClose}>
      {all.length === 0 ? (
        <p class="muted">{consoleWords.auditEmpty}</p>
      ) : (
        <ol class="console-audit">
          {all.map((each) => (
            <li key={each.id}>
              <span class="tabular muted">{timeOf(each.at)}</span>
              <span>
                <strong>{nameOf(tables, each.actor, consoleWords.theClock)}</strong>{' '}
                {consoleWords.auditLine[each.action](nameOf(tables, each.subject, sessionWords.somebody))}
                {each.reason && <q class="console-reason">{each.reason}</q>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
