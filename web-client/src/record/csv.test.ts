import { expect, test } from 'vitest';
import { csvOf, harmless, instantOf } from './csv.ts';
import { readCsv, readRows } from './read_csv.ts';

const columns = ['one', 'two'] as const;
const cellOf = (text: string): string | undefined => readRows(csvOf(columns, [{ two: text }]))[0]?.two;

test('begins with a byte order mark and its header, and every line ends as RFC 4180 says', () => {
  expect(csvOf(columns, [{ one: 'a', two: 1 }, { two: 'b' }, {}])).toBe(
    '\uFEFFone,two\r\na,1\r\n,b\r\n,\r\n',
  );
});

test.each([
  'plain',
  'a, b',
  'She said "stop".',
  '"',
  '""',
  'two\nlines',
  'two\r\nlines',
  ',',
  ' a space before',
  'a space after ',
  'Chloë 日本語 🎓 e\u0301',
  '"=1+1"',
  'a=1',
])('%j is read back as it was', (text) => {
  expect(cellOf(text)).toBe(text);
});

test.each([
  '=HYPERLINK("http://x","y")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  "=cmd|' /C calc'!A0",
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
])('%j is no formula in a spreadsheet', (text) => {
  expect(harmless(text)).toBe(`'${text}`);
  expect(cellOf(text)).toBe(`'${text}`);
});

test('numbers are numbers, and what is not there is empty', () => {
  expect(readCsv(csvOf(columns, [{ one: -1.5, two: null }]))).toEqual([
    ['one', 'two'],
    ['-1.5', ''],
  ]);
  expect(instantOf(0)).toBeNull();
  expect(instantOf(1_000)).toBe('1970-01-01T00:00:01.000Z');
});

test('what is not RFC 4180 would be noticed here', () => {
  for (const bad of ['a,b\r\n', '\uFEFFa,b\n', '\uFEFFa"b\r\n', '\uFEFF"a\r\n', '\uFEFFa,b']) {
    expect(() => readCsv(bad)).toThrow();
  }
});
