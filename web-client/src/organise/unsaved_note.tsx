import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { notify } from '../design/notices.tsx';
import '../design/card.css';
import { organiseWords } from '../words/organise.ts';

/** What is shown was changed before and is not saved yet; it need not be kept. */
export function UnsavedNote({ onThrowAway }: { onThrowAway: () => void }) {
  return (
    <div class="note note-asks note-brand">
      <Icon name="pen" />
      <p>{organiseWords.unsaved}</p>
      <Button
        size="s"
        onClick={() => {
          onThrowAway();
          notify(organiseWords.thrownAway);
          // The button is gone in a moment, and the focus would go with it.
          document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true });
        }}
      >
        {organiseWords.throwAway}
      </Button>
    </div>
  );
}
