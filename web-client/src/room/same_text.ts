/** Texts that differ by no more than their line ends and what surrounds them. */
export const sameText = (one: string, other: string): boolean =>
  one.replace(/\r\n?/g, '\n').trim() === other.replace(/\r\n?/g, '\n').trim();
