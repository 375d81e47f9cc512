// Rows of what is seen, named and planned, for stories and tests.
import type { Feature, Score } from '../protocol.ts';
import { criteria, started } from './fixtures.ts';

export function feature(
  id: number,
  author: number,
  passage: number,
  text: string,
  over: Partial<Feature> = {},
): Feature {
  return {
    id,
    author,
    passage,
    text,
    criterion: 0,
    anonymous: false,
    shown: false,
    at: started + id,
    moment_ms: 0,
    ...over,
  };
}

export function scores(all: number[]): Score[] {
  return criteria.flatMap((each, at) => {
    const score = all[at] ?? 0;
    return score > 0 ? [{ criterion: each.id, score }] : [];
  });
}
