// The heat map: a table with its numbers in it; the colour only helps the eye.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { criteriaOf } from '../tables/views.ts';
import { debriefConsoleWords } from '../words/console_debrief.ts';
import { patternWords } from '../words/patterns.ts';
import { type Cell, heatOf } from './heat.ts';
import './heat_table.css';

const oneDigit = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to by keyboard too. */}
      <section class="heat-box" tabIndex={0} aria-label={words.heatTable}>
        <table class="heat">
          <thead>
            <tr>
              <th scope="col">{words.room}</th>
              {criteria.map((each) => (
                <th key={each.id} scope="col">
                  <span class="heat-number">{each.number}</span>{' '}
                  <span class="heat-criterion">{each.title}</span>
                </th>
              ))}
              <th scope="col">{words.overall}</th>
            </tr>
          </thead>
          <tbody>
            <tr class="heat-all">
              <th scope="row">{words.all}</th>
              {all.cells.map((each, at) => (
                <HeatCell key={at} cell={each} />
              ))}
              <HeatCell cell={all.overall} />
            </tr>
            {sorted.map((row) => (
              <tr key={row.room.id}>
                <th scope="row">{words.roomNumber(row.room.number)}</th>
                {row.cells.map((each, at) => (
                  <HeatCell key={at} cell={each} />
                ))}
                <HeatCell cell={row.overall} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function HeatCell({ cell }: { cell: Cell }) {
  if (cell.count === 0) {
    return (
      <td class="heat-none">
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">{debriefConsoleWords.none}</span>
      </td>
    );
  }
  const mean = oneDigit.format(cell.mean);
  // By the number as it is shown: two cells with the same number have the same colour.
  const colour = Math.min(4, Math.max(1, Math.round(Math.round(cell.mean * 10) / 10)));
  return (
    <td class={`heat-cell heat-${colour}`}>
      <span aria-hidden="true">
        <b>{mean}</b> <span class="heat-count">({cell.count})</span>
      </span>
      <span class="visually-hidden">{debriefConsoleWords.cell(mean, cell.count)}</span>
    </td>
  );
}
