// How long to wait before the next try. Full jitter: everybody who was cut at once comes back spread out.
export const pauseMsFirst = 400;
export const pauseMsMax = 12_000;

/** `failures` counts tries since the connection last worked, from 1; `random` gives [0, 1). */
export function pauseAfter(failures: number, random: () => number): number {
  const ceiling = Math.min(pauseMsMax, pauseMsFirst * 2 ** Math.min(failures, 10));
  return Math.round(pauseMsFirst / 2 + random() * (ceiling - pauseMsFirst / 2));
}

/** A pause drawn from the range that the server's bye gave. */
export function pauseWithin(min: number, max: number, random: () => number): number {
  return Math.round(min + random() * Math.max(0, max - min));
}
