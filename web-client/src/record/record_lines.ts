// The gap task and what was prepared, as names and texts: for the screen, the paper and the text alike.
import type { Criterion, EarlierTask, GapTask, Preparation } from '../protocol.ts';
import { commitWords } from '../words/commit.ts';
import { ratingWords } from '../words/design.ts';
import { earlierWords } from '../words/earlier.ts';
import { recordWords } from '../words/record.ts';

export interface Line {
  name: string;
  text: string;
}

const written = (lines: readonly Line[]): Line[] => lines.filter((each) => each.text.trim() !== '');

export type Promised = Pick<GapTask, 'what' | 'with_whom' | 'by_when' | 'evidence'>;

export function taskLines(task: Promised): Line[] {
  return written([
    { name: commitWords.what, text: task.what },
    { name: commitWords.withWhom, text: task.with_whom },
    { name: commitWords.byWhen, text: task.by_when },
    { name: commitWords.evidence, text: task.evidence },
  ]);
}

/** What was promised in the session before, and what became of it. */
export function earlierLines(task: EarlierTask): Line[] {
  return [
    ...taskLines(task),
    { name: earlierWords.went, text: earlierWords.outcome[task.outcome] },
    ...written([{ name: earlierWords.words, text: task.words }]),
  ];
}

export function preparedLines(prepared: Preparation, criteria: readonly Criterion[]): Line[] {
  const rated = criteria.flatMap((each) => {
    const score = prepared.scores.find((one) => one.criterion === each.id)?.score ?? 0;
    return score > 0 ? [`${each.number}. ${each.title}: ${ratingWords.scale[score]}`] : [];
  });
  const gap = criteria.find((each) => each.id === prepared.gap);
  return written([
    { name: recordWords.gap, text: gap ? `${gap.number}. ${gap.title}` : '' },
    { name: recordWords.self, text: rated.join('\n') },
    { name: recordWords.words, text: prepared.words },
    { name: recordWords.moves, text: prepared.moves },
  ]);
}
