// A heat map: a table with its numbers in it; the colour only helps the eye, and a printer without colours prints greys.
import type { Criterion } from '../protocol.ts';
import { debriefConsoleWords } from '../words/console_debrief.ts';
import { type Cell, type HeatLine, shownMean } from './heat.ts';
import './heat_table.css';

const oneDigit = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export interface HeatGridProps {
  name: string;
  /** What a row is. */
  rowIs: string;
  /** The rows are called by names of people, which are longer than numbers of rooms. */
  named?: boolean;
  criteria: readonly Criterion[];
  all: HeatLine;
  allName: string;
  rows: readonly (HeatLine & { id: number; name: string })[];
}

export function HeatGrid({ name, rowIs, named = false, criteria, all, allName, rows }: HeatGridProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to by keyboard too.
    <section class="heat-box" tabIndex={0} aria-label={name}>
      <table class={named ? 'heat heat-named' : 'heat'}>
        <thead>
          <tr>
            <th scope="col">{rowIs}</th>
            {criteria.map((each) => (
              <th key={each.id} scope="col">
                <span class="heat-number">{each.number}</span>{' '}
                <span class="heat-criterion">{each.title}</span>
              </th>
            ))}
            <th scope="col">{debriefConsoleWords.overall}</th>
          </tr>
        </thead>
        <tbody>
          <tr class="heat-all">
            <th scope="row">{allName}</th>
            <HeatCells of={all} />
          </tr>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <HeatCells of={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HeatCells({ of }: { of: HeatLine }) {
  return (
    <>
      {[...of.cells, of.overall].map((each, at) => (
        <HeatCell key={at} cell={each} />
      ))}
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
  const colour = Math.min(4, Math.max(1, Math.round(shownMean(cell))));
  return (
    <td class={`heat-cell heat-${colour}`}>
      <span aria-hidden="true">
        <b>{mean}</b> <span class="heat-count">({cell.count})</span>
      </span>
      <span class="visually-hidden">{debriefConsoleWords.cell(mean, cell.count)}</span>
    </td>
  );
}
