// What was named in the exemplar, as a facilitator sorts it. Pure.
import type { Feature } from '../protocol.ts';

/** Who has named as many as were asked for; at least one. */
export function namersOf(features: readonly Feature[], asked: number): Set<number> {
  const counts = new Map<number, number>();
  for (const each of features) counts.set(each.author, (counts.get(each.author) ?? 0) + 1);
  const enough = Math.max(1, asked);
  return new Set([...counts].filter(([, count]) => count >= enough).map(([author]) => author));
}

/** Oldest first: what is at hand stays where it is while more comes in. */
export function inOrder(features: readonly Feature[]): Feature[] {
  return [...features].sort((one, other) => one.at - other.at || one.id - other.id);
}

const shortMax = 60;

/** Enough of it to know which one is meant. */
export function shortText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= shortMax) return line;
  const cut = line.slice(0, shortMax);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), shortMax / 2))}…`;
}
