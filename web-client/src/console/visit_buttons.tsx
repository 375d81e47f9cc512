// Knock, go in, leave: the room always sees it.
import { useLive } from '../app/live.ts';
import { useOnce } from '../commands/use_once.ts';
import { Button } from '../design/button.tsx';
import { consoleWords } from '../words/console.ts';
import type { RoomOverview } from './overview.ts';

/** Under which a visit to a room is under way. */
export const visitKey = (room: number) => `visit:${room}`;

export function VisitButtons({ of }: { of: RoomOverview }) {
  const live = useLive();
  const mine = of.visits.find((each) => each.visitor === live.memberId.value);
  const room = of.room.id;
  const visit = useOnce(visitKey(room));
  if (!mine) {
    return (
      <Button
        size="s"
        look="quiet"
        icon="door"
        aria-label={`${consoleWords.knock}: ${consoleWords.room(of.room.number)}`}
        busy={visit.busy}
        onClick={() => visit.send('knock', { room })}
      >
        {consoleWords.knock}
      </Button>
    );
  }
  return (
    <>
      {mine.state === 'knocking' && (
        <Button
          size="s"
          look="now"
          icon="door"
          aria-label={`${consoleWords.dropIn}: ${consoleWords.room(of.room.number)}`}
          busy={visit.busy}
          onClick={() => visit.send('drop_in', { room })}
        >
          {consoleWords.dropIn}
        </Button>
      )}
      <Button
        size="s"
        look="quiet"
        icon="exit"
        aria-label={`${consoleWords.leaveRoom}: ${consoleWords.room(of.room.number)}`}
        busy={visit.busy}
        onClick={() => visit.send('end_visit', { visit: mine.id })}
      >
        {consoleWords.leaveRoom}
      </Button>
    </>
  );
}
