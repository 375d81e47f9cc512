// Whether two values say the same, whatever they are made of. For what is worked out anew from rows that mostly are the same
// objects as before: those are not looked into.

/** Plain values, arrays and objects of such; not maps, sets or functions, which are alike only if they are the same. */
export function alike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) && one.length === other.length && one.every((each, at) => alike(each, other[at]))
    );
  }
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && alike(one[key], other[key]))
  );
}

function isPlain(value: object): value is Record<string, unknown> {
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** The new list, with the objects of the old one where nothing about them has changed; the old list if that is all. */
export function keepAlike<Each>(
  before: readonly Each[],
  now: readonly Each[],
  key: (each: Each) => number,
): readonly Each[] {
  const known = new Map(before.map((each) => [key(each), each]));
  const kept = now.map((each) => {
    const old = known.get(key(each));
    return old !== undefined && alike(old, each) ? old : each;
  });
  return kept.length === before.length && kept.every((each, at) => each === before[at]) ? before : kept;
}
