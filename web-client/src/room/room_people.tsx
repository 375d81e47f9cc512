// Who is in a room, and in which role this turn.
import type { ComponentChildren } from 'preact';
import { useLive } from '../app/live.ts';
import '../design/card.css';
import { PersonRow } from '../design/people.tsx';
import type { Room } from '../protocol.ts';
import { peopleIn } from '../tables/views.ts';
import { roleWords } from '../words/playbook.ts';
import { slotRole } from './turn.ts';

interface Props {
  room: Room;
  id: string;
  title: string;
  /** Beside a person's name. */
  aside?: (member: number) => ComponentChildren;
  /** Below them all. */
  children?: ComponentChildren;
}

export function RoomPeople({ room, id, title, aside, children }: Props) {
  const { tables } = useLive();
  return (
    <section class="card card-tight" aria-labelledby={id}>
      <h2 id={id} class="rail-title">
        {title}
      </h2>
      <ul>
        {peopleIn(tables, room.id).map((each) => (
          <li key={each.id}>
            <PersonRow
              member={each}
              note={room.performer ? roleWords[slotRole(room, each.id)] : undefined}
              aside={aside?.(each.id)}
            />
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
