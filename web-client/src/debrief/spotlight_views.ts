// Which words are on show, and what they ask of this member.
import type { Spotlight } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';

const oldestFirst = (one: Spotlight, other: Spotlight): number => one.at - other.at || one.id - other.id;

/** Shown to everybody. In the order in which they were asked for: a list that is voted on does not jump about. */
export function onShow(tables: Tables): Spotlight[] {
  return tables
    .all('spotlight')
    .filter((each) => each.state === 'shown')
    .sort(oldestFirst);
}

/** One's own words that somebody would like to show, or that one would rather keep. */
export function askedOf(tables: Tables, member: number): Spotlight[] {
  return tables
    .all('spotlight')
    .filter((each) => each.owner === member && (each.state === 'asked' || each.state === 'declined'))
    .sort(oldestFirst);
}

export function voteOf(tables: Tables, spotlight: number, member: number): number | undefined {
  return tables.all('vote').find((each) => each.spotlight === spotlight && each.member === member)?.id;
}
