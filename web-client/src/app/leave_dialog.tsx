import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { sessionWords } from '../words/session.ts';
import { useLive } from './live.ts';

export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const live = useLive();
  return (
    <Dialog
      title={sessionWords.leaving.title}
      size="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{sessionWords.leaving.stay}</Button>
          <Button
            look="danger"
            onClick={() => {
              live.send('leave', {});
              onClose();
            }}
          >
            {sessionWords.leaving.leave}
          </Button>
        </>
      }
    >
      <p>{sessionWords.leaving.text}</p>
    </Dialog>
  );
}
