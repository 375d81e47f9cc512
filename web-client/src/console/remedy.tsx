// The one thing that helps a room in need, as a button; where it needs words or a choice, as a dialog.
import { useLive } from '../app/live.ts';
import { useOnce } from '../commands/use_once.ts';
import { Button } from '../design/button.tsx';
import type { Room, Steering } from '../protocol.ts';
import { consoleWords } from '../words/console.ts';
import { AnnounceDialog } from './dialogs.tsx';
import { MergeDialog } from './move_dialogs.tsx';
import type { Attention, Remedy, RoomOverview } from './overview.ts';
import { handOn, handsOn, useSteering } from './steering.ts';
import { visitKey } from './visit_buttons.tsx';

export type RemedyDialog = { room: Room; what: 'merge' } | { room: Room; what: 'remind'; ready: string };

/** Those that wait for their answer, as a second press would do them again. */
const steers: Partial<Record<Remedy, Steering>> = { next_step: 'skip', resume: 'resume', again: 'back' };
const hands: ReadonlySet<Remedy> = new Set(['begin', 'hand_on', 'once_more']);

export interface RemedyButtonProps {
  of: RoomOverview;
  what: Attention;
  onLook: (room: number) => void;
  onOpen: (dialog: RemedyDialog) => void;
}

export function RemedyButton({ of, what, onLook, onOpen }: RemedyButtonProps) {
  const live = useLive();
  const { room } = of;
  const mine = of.visits.find((each) => each.visitor === live.memberId.value);
  const steer = useSteering(room.id);
  const visit = useOnce(visitKey(room.id));
  const opening = useOnce(`open:${of.attempt?.id ?? 0}`);
  const visiting = what.remedy === 'visit' && mine !== undefined;
  const act: Record<Remedy, () => void> = {
    visit: () => {
      if (!mine) visit.send('knock', { room: room.id });
      else if (mine.state === 'knocking') visit.send('drop_in', { room: room.id });
      else onLook(room.id);
    },
    answer: () => {
      const request = of.helps[0]?.id ?? 0;
      live.send(
        'close_help',
        { request },
        { guess: [{ kind: 'help_request', id: request, fields: { state: 'closed' } }] },
      );
    },
    look: () => onLook(room.id),
    write: () => onLook(room.id),
    merge: () => onOpen({ room, what: 'merge' }),
    begin: () => handOn(live, room),
    hand_on: () => handOn(live, room),
    once_more: () => handOn(live, room),
    remind_write: () => onOpen({ room, what: 'remind', ready: consoleWords.reminders.remind_write }),
    remind_evidence: () => onOpen({ room, what: 'remind', ready: consoleWords.reminders.remind_evidence }),
    open: () => opening.send('open_feedback', { attempt: of.attempt?.id ?? 0 }),
    next_step: () => steer('skip'),
    more_time: () => steer('extend', 60),
    resume: () => steer('resume'),
    again: () => steer('back'),
  };
  const steered = steers[what.remedy];
  const waits = steered
    ? steer.busy(steered)
    : (hands.has(what.remedy) && handsOn(live, room)) ||
      (what.remedy === 'visit' && visit.busy) ||
      (what.remedy === 'open' && opening.busy);
  const words = !visiting
    ? consoleWords.remedies[what.remedy]
    : mine?.state === 'knocking'
      ? consoleWords.dropIn
      : consoleWords.remedies.look;
  return (
    <Button
      size="s"
      busy={waits}
      look={visiting && mine?.state === 'knocking' ? 'now' : 'plain'}
      aria-label={consoleWords.remedyIn(words, room.number)}
      onClick={act[what.remedy]}
    >
      {words}
    </Button>
  );
}

export function RemedyDialogs({ dialog, onClose }: { dialog: RemedyDialog; onClose: () => void }) {
  if (dialog.what === 'merge') return <MergeDialog room={dialog.room} onClose={onClose} />;
  const { room, ready } = dialog;
  return <AnnounceDialog room={room.id} number={room.number} ready={ready} onClose={onClose} />;
}
