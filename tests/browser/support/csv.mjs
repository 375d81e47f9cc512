// RFC 4180 read as strictly as it is written there, with the byte order mark that Excel asks for.
import assert from 'node:assert/strict';

const cell = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

export function readCsv(text) {
  assert.equal(text[0], '\uFEFF', 'a byte order mark');
  assert.ok(text.endsWith('\r\n'), 'the last line has an end');
  const lines = [[]];
  for (cell.lastIndex = 1; cell.lastIndex < text.length; ) {
    const [, quoted, bare] = cell.exec(text);
    lines.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
    const at = cell.lastIndex;
    if (text.startsWith('\r\n', at)) lines.push([]);
    else assert.equal(text[at], ',', `a comma or a line end at ${at}`);
    cell.lastIndex = at + (text[at] === ',' ? 1 : 2);
  }
  const [header, ...rows] = lines.slice(0, -1);
  for (const row of rows) assert.equal(row.length, header.length, `as many cells as columns: ${row}`);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}
