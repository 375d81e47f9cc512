/** Gives the browser a file to keep, under a name. */
export function keepFile(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What the browser is told that a file is. */
export const fileTypes = { json: 'application/json', csv: 'text/csv;charset=utf-8' };

/** "Chloë F." becomes "chloe-f"; what has no such form becomes "me". */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return plain || 'me';
}

/** Where copying exists at all: a browser offers it only to pages that came over https, or from this machine. */
export const canCopy = (): boolean => typeof navigator.clipboard?.writeText === 'function';
