// The one thing that helps a room in need, as a button; where it needs words or a choice, as a dialog.
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import type { Room } from '../protocol.ts';
import { consoleWords } from '../words/console.ts';
import { AnnounceDialog } from './dialogs.tsx';
import { MergeDialog } from './move_dialogs.tsx';
import type { Attention, Remedy, RoomOverview } from './overview.ts';

export type RemedyDialog = { room: Room; what: 'merge' } | { room: Room; what: 'remind'; ready: string };

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
  const steer = (how: 'skip' | 'resume' | 'back' | 'extend', seconds = 0) =>
    live.send('steer', { room: room.id, how, seconds });
  const visiting = what.remedy === 'visit' && mine !== undefined;
  const act: Record<Remedy, () => void> = {
    visit: () => {
      if (!mine) live.send('knock', { room: room.id });
      else if (mine.state === 'knocking') live.send('drop_in', { room: room.id });
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
    begin: () => live.send('next_slot', { room: room.id }),
    hand_on: () => live.send('next_slot', { room: room.id }),
    once_more: () => live.send('next_slot', { room: room.id }),
    remind_write: () => onOpen({ room, what: 'remind', ready: consoleWords.reminders.remind_write }),
    remind_evidence: () => onOpen({ room, what: 'remind', ready: consoleWords.reminders.remind_evidence }),
    open: () => live.send('open_feedback', { attempt: of.attempt?.id ?? 0 }),
    next_step: () => steer('skip'),
    more_time: () => steer('extend', 60),
    resume: () => steer('resume'),
    again: () => steer('back'),
  };
  const words = !visiting
    ? consoleWords.remedies[what.remedy]
    : mine?.state === 'knocking'
      ? consoleWords.dropIn
      : consoleWords.remedies.look;
  return (
    <Button
      size="s"
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
