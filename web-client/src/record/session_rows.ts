// The session as a table: each participant with their room, their attempts, and the feedback they gave and got.
import type { Member } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { given, isOwn, owed } from '../tables/views.ts';
import { sessionRecordWords } from '../words/record.ts';

export interface SessionRow {
  member: Member;
  /** The room's number; 0 is the main room. */
  room: number;
  first: number;
  second: number;
  got: number;
  gave: number;
  owed: number;
}

export type Counts = Omit<SessionRow, 'member' | 'room'>;

/** By room, then in the order of turns; whoever has no room comes last. */
export function sessionRows(tables: Tables): SessionRow[] {
  const attempts = tables.all('attempt').filter((each) => each.state === 'shared');
  const feedback = tables.all('feedback').filter((each) => !isOwn(each));
  return tables
    .all('member')
    .filter((each) => each.role === 'participant')
    .map((member) => {
      const mine = attempts.filter((each) => each.author === member.id);
      const written = feedback.filter((each) => each.reviewer === member.id);
      return {
        member,
        room: tables.get('room', member.room)?.number ?? 0,
        first: mine.filter((each) => each.answers === 0).length,
        second: mine.filter((each) => each.answers > 0).length,
        got: feedback.filter((each) => each.receiver === member.id && each.state === 'delivered').length,
        gave: written.filter(given).length,
        owed: written.filter(owed).length,
      };
    })
    .sort(
      (one, other) =>
        (one.room || Number.MAX_SAFE_INTEGER) - (other.room || Number.MAX_SAFE_INTEGER) ||
        one.member.seat - other.member.seat ||
        one.member.name.localeCompare(other.member.name, 'en-GB'),
    );
}

export function totalsOf(rows: readonly SessionRow[]): Counts {
  const totals: Counts = { first: 0, second: 0, got: 0, gave: 0, owed: 0 };
  for (const row of rows) {
    for (const key of Object.keys(totals) as (keyof Counts)[]) totals[key] += row[key];
  }
  return totals;
}

// A spreadsheet takes a cell that begins like this for a formula, whoever typed it as their name.
const formula = /^[=+\-@\t\r]/;
const cell = (text: string): string => (formula.test(text) ? `'${text}` : text).replace(/[\t\n\r]+/g, ' ');

/** Lines of cells parted by tabs, as spreadsheets paste them. */
export function rowsText(rows: readonly SessionRow[]): string {
  const { columns, mainRoom } = sessionRecordWords;
  const head = [
    columns.name,
    columns.room,
    columns.first,
    columns.second,
    columns.got,
    columns.gave,
    columns.owed,
  ];
  const lines = rows.map((row) => [
    cell(row.member.name),
    row.room === 0 ? mainRoom : String(row.room),
    ...[row.first, row.second, row.got, row.gave, row.owed].map(String),
  ]);
  return `${[head, ...lines].map((each) => each.join('\t')).join('\n')}\n`;
}
