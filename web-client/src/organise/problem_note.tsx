import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { organiseWords } from '../words/organise.ts';

/** What went wrong, and a way to try again where there is one. */
export function ProblemNote({ text, onAgain }: { text: string; onAgain?: () => void }) {
  return (
    <div class="note note-bad" role="alert">
      <Icon name="warning" />
      <p>{text}</p>
      {onAgain && (
        <Button size="s" onClick={onAgain}>
          {organiseWords.again}
        </Button>
      )}
    </div>
  );
}
