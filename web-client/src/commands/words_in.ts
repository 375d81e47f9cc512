// The sentences in something that was to be sent: what its writer would miss if it were lost, and nothing else.
import type { CommandName, Commands } from '../protocol.ts';

const written = new Set([
  'text',
  'strength',
  'action_step',
  'evidence',
  'why',
  'fix',
  'words',
  'moves',
  'what',
  'with_whom',
  'by_when',
  'from',
  'looks_like',
]);

/** Of a text itself, or of the fields of a command or a form; one below the other. */
export function wordsIn(value: unknown): string {
  return (typeof value === 'string' ? [value] : sentencesIn(value))
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .join('\n\n');
}

/** Of a command. Where `go_on` goes on from is a step and no words. */
export function wordsOf<Name extends CommandName>(name: Name, args: Commands[Name]): string {
  return name === 'go_on' ? '' : wordsIn(args);
}

function sentencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sentencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, each]) =>
    typeof each === 'string' ? (written.has(field) ? [each] : []) : sentencesIn(each),
  );
}
