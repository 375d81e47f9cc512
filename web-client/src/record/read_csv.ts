// For tests: RFC 4180 read as strictly as it is written there, to hold what we write against.
export function readCsv(text: string): string[][] {
  if (!text.startsWith('\uFEFF')) throw new Error('there is no byte order mark');
  const rows: string[][] = [[]];
  let at = 1;
  const expect = (mark: string): boolean => {
    if (!text.startsWith(mark, at)) return false;
    at += mark.length;
    return true;
  };
  while (at < text.length) {
    let cell = '';
    if (expect('"')) {
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error('a quoted cell has no end');
        cell += text.slice(at, end);
        at = end + 1;
        if (!expect('"')) break;
        cell += '"';
      }
    } else {
      const found = /[",\r\n]/.exec(text.slice(at));
      const end = found ? at + found.index : text.length;
      if (text[end] === '"') throw new Error('a quote inside a bare cell');
      cell = text.slice(at, end);
      at = end;
    }
    rows.at(-1)!.push(cell);
    if (expect('\r\n')) rows.push([]);
    else if (!expect(',')) throw new Error(`neither a comma nor a line end at ${at}`);
  }
  if (rows.pop()?.length !== 0) throw new Error('the last line has no end');
  return rows;
}

/** Its rows by the names in its header. */
export function readRows(text: string): Record<string, string>[] {
  const [header = [], ...rows] = readCsv(text);
  return rows.map((row) => {
    if (row.length !== header.length) throw new Error(`${row.length} cells under ${header.length} columns`);
    return Object.fromEntries(header.map((each, at) => [each, row[at] ?? '']));
  });
}
