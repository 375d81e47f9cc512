// Asks before a playbook is removed, and says why where the server does not remove it.
import { useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { notify } from '../design/notices.tsx';
import type { PlaybookDocumentBody } from '../protocol.ts';
import { dialogWords } from '../words/design.ts';
import { organiseWords } from '../words/organise.ts';
import { removePlaybook } from './organiser.ts';
import { ProblemNote } from './problem_note.tsx';

export interface RemoveDialogProps {
  document: PlaybookDocumentBody;
  organiserKey: string;
  onRemoved: () => void;
  onClose: () => void;
  onKeyLost: () => void;
}

export function RemoveDialog({ document, organiserKey, onRemoved, onClose, onKeyLost }: RemoveDialogProps) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    if (busy) return;
    setProblem('');
    setBusy(true);
    const answer = await removePlaybook(organiserKey, document.key);
    setBusy(false);
    if ('value' in answer) {
      notify(organiseWords.takenAway);
      return onRemoved();
    }
    if (answer.problem.code === 'bad_key') return onKeyLost();
    setProblem(answer.problem.detail);
  };
  return (
    <Dialog
      title={organiseWords.takeAwayTitle(document.playbook.title)}
      onClose={onClose}
      size="s"
      actions={
        <>
          <Button look="danger" busy={busy} onClick={remove}>
            {organiseWords.takeAway}
          </Button>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
        </>
      }
    >
      <div class="stack">
        <p>{organiseWords.takeAwayText}</p>
        {problem && <ProblemNote text={problem} />}
      </div>
    </Dialog>
  );
}
