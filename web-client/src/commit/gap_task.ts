// The gap task as it is typed: saved by itself, and honest about whether it is.
import { useLive } from '../app/live.ts';
import { type Draft, useDraft } from '../commands/use_draft.ts';
import type { SaveGapTaskArgs } from '../protocol.ts';
import { gapTaskOf } from '../tables/stage_views.ts';

const place = 'gap_task';
const nothing: SaveGapTaskArgs = { what: '', with_whom: '', by_when: '', evidence: '' };

const tidy = (of: SaveGapTaskArgs): string =>
  JSON.stringify([of.what, of.with_whom, of.by_when, of.evidence].map((each) => each.trim()));

export function useGapTask(): Draft<SaveGapTaskArgs> {
  const live = useLive();
  const row = gapTaskOf(live.tables, live.memberId.value);
  return useDraft<SaveGapTaskArgs>({
    place,
    onServer: row
      ? { what: row.what, with_whom: row.with_whom, by_when: row.by_when, evidence: row.evidence }
      : nothing,
    same: (one, other) => tidy(one) === tidy(other),
    about: 0,
    save: (value) => live.send('save_gap_task', value, { key: place, ownRefusals: true }),
  });
}
