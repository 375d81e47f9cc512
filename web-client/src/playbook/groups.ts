// Prepared groups as they are typed: one room a line, names separated by commas, semicolons or tabs (as pasted from a
// sheet).

/** Room for a full session of long names, and below what can be sent at once. */
export const groupsCharsMax = 30_000;

export function groupsOf(text: string): string[][] {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .split(/[,;\t]/)
        .map((name) => name.trim().replace(/\s+/g, ' '))
        .filter((name) => name !== ''),
    )
    .filter((names) => names.length > 0);
}

export function textOf(groups: readonly (readonly string[])[]): string {
  return groups.map((names) => names.join(', ')).join('\n');
}
