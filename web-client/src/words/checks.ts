import { listOf } from './format.ts';

export const checkWords = {
  vague: '“Be more …” is hard to see from outside. Say when, and the words or the movement.',
  noMoment: 'When will they do this? Name the moment: “When …”, “Before …”, “After …”.',
  several: 'This may be more than one step. Keep the one that would change most.',
  noEvidence: (numbers: readonly number[]) =>
    numbers.length === 1
      ? `Criterion ${numbers[0]} has no evidence yet. Which words or actions did you notice?`
      : `Criteria ${listOf(numbers.map(String))} have no evidence yet. Which words or actions did you notice?`,
  praise: 'Say what exactly worked, and what it made possible.',
};
