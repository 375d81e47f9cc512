// Moving one person, swapping two, merging a room: a list of places, each one press.
import { useLive } from '../app/live.ts';
import { Dialog } from '../design/dialog.tsx';
import { Icon } from '../design/icon.tsx';
import type { Member, Room } from '../protocol.ts';
import { openRooms, participants, peopleIn } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';

interface Choice {
  id: number;
  title: string;
  note: string;
}

function Choices({ all, onChoose }: { all: Choice[]; onChoose: (id: number) => void }) {
  return (
    <ul class="console-timings">
      {all.map((each) => (
        <li key={each.id}>
          <button type="button" class="console-timing" onClick={() => onChoose(each.id)}>
            <span class="grow">
              <strong>{each.title}</strong> <span class="muted small">{each.note}</span>
            </span>
            <Icon name="arrow" size={18} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function useRoomChoices(except: number): Choice[] {
  const { tables } = useLive();
  return openRooms(tables)
    .filter((each) => each.id !== except)
    .map((each) => ({
      id: each.id,
      title: consoleWords.room(each.number),
      note: consoleWords.with(
        peopleIn(tables, each.id)
          .map((one) => one.name)
          .join(', '),
      ),
    }));
}

export function MoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const live = useLive();
  const rooms = useRoomChoices(member.room);
  return (
    <Dialog title={consoleWords.moveTitle(member.name)} size="s" onClose={onClose}>
      <Choices
        all={[...rooms, { id: 0, title: consoleWords.newRoom, note: '' }]}
        onChoose={(room) => {
          live.send(
            'move_member',
            { member: member.id, room },
            room ? { guess: [{ kind: 'member', id: member.id, fields: { room } }] } : {},
          );
          onClose();
        }}
      />
    </Dialog>
  );
}

export function SwapDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const live = useLive();
  const { tables } = live;
  const others = participants(tables).filter((each) => each.room !== member.room && each.room !== 0);
  return (
    <Dialog title={consoleWords.swapTitle(member.name)} size="s" onClose={onClose}>
      <Choices
        all={others.map((each) => ({
          id: each.id,
          title: each.name,
          note: consoleWords.room(tables.get('room', each.room)?.number ?? 0),
        }))}
        onChoose={(second) => {
          live.send('swap_members', { first: member.id, second });
          onClose();
        }}
      />
    </Dialog>
  );
}

export function MergeDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const live = useLive();
  const rooms = useRoomChoices(room.id);
  return (
    <Dialog title={consoleWords.mergeTitle(room.number)} size="s" onClose={onClose}>
      <div class="stack">
        <p class="muted">{consoleWords.mergeText}</p>
        <Choices
          all={rooms}
          onChoose={(into) => {
            live.send('merge_room', { room: room.id, into });
            onClose();
          }}
        />
      </div>
    </Dialog>
  );
}
