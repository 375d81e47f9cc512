// What one person prepares for themself. It is one row, written in two stages, so it is one draft: whoever changes a part
// of it sends all of it, and nothing that was chosen or written earlier is lost.
import { useLive } from '../app/live.ts';
import { type Draft, useDraft } from '../commands/use_draft.ts';
import type { Criterion, SavePreparationArgs, Score } from '../protocol.ts';
import { preparationOf } from '../tables/stage_views.ts';
import { criteriaOf } from '../tables/views.ts';

export type Prepared = SavePreparationArgs;

export const nothingPrepared: Prepared = { scores: [], gap: 0, words: '', moves: '' };

export const scoreOn = (scores: readonly Score[], criterion: number): number =>
  scores.find((each) => each.criterion === criterion)?.score ?? 0;

/** The scores with this one among them; 0 takes it out. */
export function scored(scores: readonly Score[], criterion: number, score: number): Score[] {
  const others = scores.filter((each) => each.criterion !== criterion);
  return score > 0 ? [...others, { criterion, score }] : others;
}

/** As it can be sent: a criterion may have gone from the form since, and only what was decided is said. */
export function known(scores: readonly Score[], criteria: readonly Criterion[]): Score[] {
  return criteria.flatMap((each) => {
    const score = scoreOn(scores, each.id);
    return score > 0 ? [{ criterion: each.id, score }] : [];
  });
}

export function whole(of: Prepared, criteria: readonly Criterion[]): Prepared {
  return {
    scores: known(of.scores, criteria),
    gap: criteria.some((each) => each.id === of.gap) ? of.gap : 0,
    words: of.words,
    moves: of.moves,
  };
}

const place = 'preparation';

export function usePreparation(): Draft<Prepared> {
  const live = useLive();
  const criteria = criteriaOf(live.tables);
  const row = preparationOf(live.tables, live.memberId.value);
  const text = (of: Prepared): string => {
    const { scores, gap, words, moves } = whole(of, criteria);
    return JSON.stringify([
      scores.map((each) => [each.criterion, each.score]),
      gap,
      words.trim(),
      moves.trim(),
    ]);
  };
  return useDraft<Prepared>({
    place,
    onServer: row
      ? { scores: row.scores, gap: row.gap, words: row.words, moves: row.moves }
      : nothingPrepared,
    same: (one, other) => text(one) === text(other),
    about: 0,
    save: (value) =>
      live.send('save_preparation', whole(value, criteriaOf(live.tables)), { key: place, ownRefusals: true }),
  });
}
