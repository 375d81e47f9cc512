// For the people of the room that everybody watches: that it is so, and the way out of it.
import { useEffect, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Icon } from '../design/icon.tsx';
import { tell } from '../design/notices.tsx';
import type { Room } from '../protocol.ts';
import { fishbowlWords } from '../words/fishbowl.ts';
import { useAnswerFishbowl, useMyAgreement } from './answer.ts';
import './fishbowl.css';

export function FishbowlBanner({ room }: { room: Room }) {
  const answer = useAnswerFishbowl(room);
  const agreed = useMyAgreement(room) !== undefined;
  const live = useLive();
  const [stopping, setStopping] = useState(false);
  const text = agreed ? fishbowlWords.watched : fishbowlWords.watchedToo;
  useEffect(() => tell(text), [text]);
  return (
    <div class="note note-now fishbowl-watched">
      <Icon name="eye" />
      <p class="grow">{text}</p>
      {!agreed && (
        <Button size="s" onClick={() => answer(true)}>
          {fishbowlWords.yes}
        </Button>
      )}
      <Button size="s" look="quiet" onClick={() => setStopping(true)}>
        {fishbowlWords.stop}
      </Button>
      {stopping && (
        <Dialog
          title={fishbowlWords.stopTitle}
          size="s"
          onClose={() => setStopping(false)}
          actions={
            <>
              <Button onClick={() => setStopping(false)}>{fishbowlWords.stopKeep}</Button>
              <Button
                look="primary"
                busy={live.waiting('answer_fishbowl', 'fishbowl') !== undefined}
                onClick={() => answer(false)}
              >
                {fishbowlWords.stop}
              </Button>
            </>
          }
        >
          <p>{fishbowlWords.stopText}</p>
        </Dialog>
      )}
    </div>
  );
}
