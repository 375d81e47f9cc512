// All rooms as cards. Where they are many, one is found by its number or by the name of somebody in it.
import { useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { consoleWords } from '../words/console.ts';
import { steeringWords } from '../words/console_rounds.ts';
import type { RoomOverview } from './overview.ts';
import { RoomCard } from './room_card.tsx';
import './rooms_grid.css';

const findFrom = 10;

/** A number finds that room; anything else finds names. */
export function matches(of: RoomOverview, wanted: string): boolean {
  const typed = wanted.trim().toLocaleLowerCase('en-GB');
  if (typed === '') return true;
  if (/^\d+$/.test(typed)) return of.room.number === Number(typed);
  return of.people.some((each) => each.name.toLocaleLowerCase('en-GB').includes(typed));
}

export function RoomsGrid({ all, onLook }: { all: readonly RoomOverview[]; onLook: (room: number) => void }) {
  const [wanted, setWanted] = useState('');
  const [needy, setNeedy] = useState(false);
  const finds = all.length >= findFrom;
  const shown = finds
    ? all.filter((each) => matches(each, wanted) && (!needy || each.attention.length > 0))
    : all;
  return (
    <section class="console-rooms-box" aria-label={consoleWords.rooms}>
      {finds && (
        <div class="rooms-find">
          <TextField
            label={steeringWords.find}
            labelHidden
            placeholder={steeringWords.find}
            type="search"
            value={wanted}
            onValue={setWanted}
          />
          <Button
            icon="warning"
            look={needy ? 'now' : 'plain'}
            aria-pressed={needy}
            onClick={() => setNeedy(!needy)}
          >
            {steeringWords.onlyNeedy}
          </Button>
          <p class="small muted tabular" role="status">
            {steeringWords.shownOf(shown.length, all.length)}
          </p>
        </div>
      )}
      <div class="console-rooms">
        {shown.map((each) => (
          <RoomCard key={each.room.id} of={each} onLook={() => onLook(each.room.id)} />
        ))}
      </div>
    </section>
  );
}
