// The heat map of the rooms, in the order of their numbers or the lowest first.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { criteriaOf } from '../tables/views.ts';
import { debriefConsoleWords } from '../words/console_debrief.ts';
import { patternWords } from '../words/patterns.ts';
import { heatOf } from './heat.ts';
import { HeatGrid } from './heat_grid.tsx';

export function HeatTable() {
  const { tables } = useLive();
  const [lowest, setLowest] = useState(false);
  const criteria = criteriaOf(tables);
  const attempts = new Map(tables.all('attempt').map((each) => [each.id, each]));
  const { all, rows } = heatOf(criteria, tables.all('room'), attempts, tables.all('feedback'));
  if (all.overall.count === 0) return <p class="muted">{patternWords.none}</p>;
  const sorted = lowest ? [...rows].sort((one, other) => one.overall.mean - other.overall.mean) : rows;
  const words = debriefConsoleWords;
  return (
    <>
      {rows.length > 1 && (
        <div class="row heat-order">
          <Button
            size="s"
            aria-pressed={!lowest}
            look={lowest ? 'quiet' : 'plain'}
            onClick={() => setLowest(false)}
          >
            {words.sortNumber}
          </Button>
          <Button
            size="s"
            aria-pressed={lowest}
            look={lowest ? 'plain' : 'quiet'}
            onClick={() => setLowest(true)}
          >
            {words.sortLowest}
          </Button>
        </div>
      )}
      <HeatGrid
        name={words.heatTable}
        rowIs={words.room}
        criteria={criteria}
        all={all}
        allName={words.all}
        rows={sorted.map((row) => ({ ...row, id: row.of.id, name: words.roomNumber(row.of.number) }))}
      />
    </>
  );
}
