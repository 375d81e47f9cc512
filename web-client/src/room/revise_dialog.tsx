// A shared attempt, written anew. There is no draft of it on the server: until it is shared, the text is kept in this tab,
// and a dialog that a reload or another screen took away is there again with it.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useUnderWay } from '../commands/use_under_way.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextArea } from '../design/field.tsx';
import { type Attempt, limits } from '../protocol.ts';
import { dialogWords } from '../words/design.ts';
import { roomWords } from '../words/room.ts';
import { revisionOf, unsharedText } from './revision.ts';
import { sameText } from './same_text.ts';

export function ReviseDialog({ attempt, onClose }: { attempt: Attempt; onClose: () => void }) {
  const live = useLive();
  const [keep] = useState(() => revisionOf(live, attempt));
  const [text, setText] = useState(() => unsharedText(live, attempt) ?? attempt.text);
  const [error, setError] = useState<string | undefined>(undefined);
  const key = `revise:${attempt.id}`;
  const sharing = useUnderWay(key, {
    waits: () => setError(undefined),
    done() {
      keep.clear();
      onClose();
    },
    refused: setError,
  });
  const write = (next: string) => {
    setText(next);
    setError(undefined);
    keep.write({ text: next, open: true });
  };
  const leave = () => {
    if (sameText(text, attempt.text)) keep.clear();
    else keep.write({ text, open: false });
    onClose();
  };
  const giveUp = () => {
    keep.clear();
    if (attempt.draft !== '') {
      live.send('save_attempt_draft', { attempt: attempt.id, answers: attempt.answers, text: '' });
    }
    onClose();
  };
  const share = () => {
    if (text.trim() === '') setError(roomWords.notForEmpty);
    else live.send('revise_attempt', { attempt: attempt.id, text: text.trim() }, { key, ownRefusals: true });
  };
  return (
    <Dialog
      title={roomWords.revise}
      size="l"
      onClose={leave}
      actions={
        <>
          <Button onClick={giveUp}>{dialogWords.cancel}</Button>
          <Button look="primary" busy={sharing !== undefined} onClick={share}>
            {roomWords.saveRevision}
          </Button>
        </>
      }
    >
      <TextArea
        label={roomWords.writeA}
        value={text}
        onValue={write}
        readOnly={sharing !== undefined}
        error={error}
        max={limits.attempt_chars_max}
        rows={10}
        autofocus
      />
    </Dialog>
  );
}
