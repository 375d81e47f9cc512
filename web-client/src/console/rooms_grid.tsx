// All rooms as cards. Where they are many, one is found by its number or by the name of somebody in it.
import { useSignal } from '@preact/signals';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { useSteady } from '../tables/steady.ts';
import { consoleWords } from '../words/console.ts';
import { steeringWords } from '../words/console_rounds.ts';
import type { RoomOverview } from './overview.ts';
import { RoomCard } from './room_card.tsx';
import type { RoomWatch } from './room_watch.ts';
import './rooms_grid.css';

const findFrom = 10;
/** No more than these, and each has space to say more of itself. */
const fewMax = 4;

/** A number finds that room; anything else finds names; nothing finds all. */
export function found(all: readonly RoomOverview[], wanted: string): readonly RoomOverview[] {
  const typed = wanted.trim().toLocaleLowerCase('en-GB');
  if (typed === '') return all;
  if (/^\d+$/.test(typed)) return all.filter((each) => each.room.number === Number(typed));
  return all.filter((of) => of.people.some((each) => each.name.toLocaleLowerCase('en-GB').includes(typed)));
}

export function RoomsGrid({ watch, onLook }: { watch: RoomWatch; onLook: (room: number) => void }) {
  const wanted = useSignal('');
  const needy = useSignal(false);
  const { count, shown } = useSteady(() => {
    const all = watch.all.value;
    const finds = all.length >= findFrom;
    const some = finds
      ? found(all, wanted.value).filter((each) => !needy.value || each.attention.length > 0)
      : all;
    return { count: all.length, shown: some.map((each) => each.room.id) };
  }, [watch]);
  const finds = count >= findFrom;
  const few = count <= fewMax;
  return (
    <section class="console-rooms-box" aria-label={consoleWords.rooms}>
      {finds && (
        <div class="rooms-find">
          <TextField
            label={steeringWords.find}
            labelHidden
            placeholder={steeringWords.find}
            type="search"
            value={wanted.value}
            onValue={(text) => {
              wanted.value = text;
            }}
          />
          <Button
            icon="warning"
            look={needy.value ? 'now' : 'plain'}
            aria-pressed={needy.value}
            onClick={() => {
              needy.value = !needy.value;
            }}
          >
            {steeringWords.onlyNeedy}
          </Button>
          <p class="small muted tabular" role="status">
            {steeringWords.shownOf(shown.length, count)}
          </p>
        </div>
      )}
      <div class={`console-rooms ${few ? `console-few console-few-${count}` : ''}`}>
        {shown.map((each) => (
          <RoomCard key={each} overview={watch.room(each)} roomy={few} onLook={onLook} />
        ))}
      </div>
    </section>
  );
}
