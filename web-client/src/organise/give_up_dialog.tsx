// Asks before changes that are nowhere else are thrown away.
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { notify } from '../design/notices.tsx';
import { organiseWords } from '../words/organise.ts';

export interface GiveUpDialogProps {
  title: string;
  onGiveUp: () => void;
  onClose: () => void;
}

export function GiveUpDialog({ title, onGiveUp, onClose }: GiveUpDialogProps) {
  return (
    <Dialog
      title={organiseWords.giveUpTitle}
      onClose={onClose}
      size="s"
      actions={
        <>
          <Button
            look="danger"
            onClick={() => {
              onGiveUp();
              notify(organiseWords.thrownAway);
            }}
          >
            {organiseWords.throwAway}
          </Button>
          <Button onClick={onClose}>{organiseWords.goOnChanging}</Button>
        </>
      }
    >
      <p>{organiseWords.giveUpText(title)}</p>
    </Dialog>
  );
}
