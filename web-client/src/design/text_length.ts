/** Characters as the server counts them: code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}
