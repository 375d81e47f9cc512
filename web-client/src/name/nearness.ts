// How near one rating is to another. Undecided is not near to anything.
export type Nearness = 'same' | 'one_apart' | 'further';

export function nearness(mine: number, theirs: number): Nearness | undefined {
  if (mine === 0 || theirs === 0) return undefined;
  const apart = Math.abs(mine - theirs);
  return apart === 0 ? 'same' : apart === 1 ? 'one_apart' : 'further';
}
