// The numbers of a session: people, rooms and stages as tables.
import { Badge } from '../design/badge.tsx';
import { lengthOfTime } from '../words/format.ts';
import { sessionRecordWords } from '../words/record.ts';
import { sessionWords } from '../words/session.ts';
import type { StageTiming } from './session_report.ts';
import { type Counts, countKeys, type RoomRow, type SessionRow, totalsOf } from './session_rows.ts';
import './session_table.css';

const words = sessionRecordWords;

export function PeopleTable({ rows }: { rows: readonly SessionRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section class="session-scroll" tabIndex={0} aria-label={words.tableName}>
      <table class="session-table">
        <thead>
          <tr>
            <th scope="col">{words.columns.name}</th>
            <th scope="col">{words.columns.room}</th>
            <CountHeads />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.member.id}>
              <th scope="row">
                {row.member.name}{' '}
                {(row.member.attendance === 'left' || row.member.attendance === 'removed') && (
                  <Badge>{words[row.member.attendance]}</Badge>
                )}
              </th>
              <td>{row.room === 0 ? words.mainRoom : row.room}</td>
              <Numbers of={row} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {words.inAll(rows.length, new Set(rows.map((each) => each.room).filter(Boolean)).size)}
            </th>
            <Numbers of={totalsOf(rows)} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

export function RoomsTable({ rows }: { rows: readonly RoomRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section class="session-scroll" tabIndex={0} aria-label={words.roomsTable}>
      <table class="session-table">
        <thead>
          <tr>
            <th scope="col">{words.columns.room}</th>
            <th scope="col">{words.inRoom}</th>
            <CountHeads />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.room.id}>
              <th scope="row">{row.room.number}</th>
              <td class={row.people === 0 ? 'session-none' : ''}>{row.people}</td>
              <Numbers of={row} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.allRooms}</th>
            <td>{rows.reduce((sum, each) => sum + each.people, 0)}</td>
            <Numbers of={totalsOf(rows)} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function CountHeads() {
  return (
    <>
      {countKeys.map((each) => (
        <th key={each} scope="col">
          {words.columns[each]}
        </th>
      ))}
    </>
  );
}

function Numbers({ of }: { of: Counts }) {
  return (
    <>
      {countKeys.map((each) => (
        <td key={each} class={of[each] === 0 ? 'session-none' : each === 'owed' ? 'session-owed' : ''}>
          {of[each]}
        </td>
      ))}
    </>
  );
}

const time = (seconds: number): string => lengthOfTime(seconds) || words.noTime;

export function TimingsTable({ rows }: { rows: readonly StageTiming[] }) {
  const sum = (key: 'plannedSeconds' | 'usedSeconds'): number =>
    rows.reduce((before, each) => before + each[key], 0);
  return (
    <div class="session-scroll session-timings">
      <table class="session-table">
        <thead>
          <tr>
            <th scope="col">{words.stage}</th>
            <th scope="col">{words.planned}</th>
            <th scope="col">{words.used}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each) => (
            <tr key={each.stage}>
              <th scope="row">{sessionWords.stage[each.stage]}</th>
              <td>{time(each.plannedSeconds)}</td>
              <td>{time(each.usedSeconds)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.altogether}</th>
            <td>{time(sum('plannedSeconds'))}</td>
            <td>{time(sum('usedSeconds'))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
