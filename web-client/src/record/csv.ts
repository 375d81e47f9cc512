// Comma-separated values as RFC 4180 has them, for spreadsheets: in UTF-8 with a byte order mark, which is how Excel knows.

/** What a cell holds; an absent one is empty. */
export type Cell = string | number | null | undefined;

// A spreadsheet takes a text that begins like this for a formula, whoever typed it as their name. The wide forms are
// those of Chinese and Japanese keyboards.
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** The same text, with nothing in it that a spreadsheet would work out: an apostrophe stands before it. */
export const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text);

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A header and rows under it: a row names only the columns that it has something for. */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Partial<Record<Column, Cell>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((each) => row[each]))];
  return `\uFEFF${lines.map((line) => `${line.map(written).join(',')}\r\n`).join('')}`;
}

/** An instant as every program reads it; empty for "never". */
export const instantOf = (ms: number): string | null => (ms > 0 ? new Date(ms).toISOString() : null);
