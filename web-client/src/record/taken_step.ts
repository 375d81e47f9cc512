// The action step that somebody takes to school: the one they chose in the debrief, which stays in this browser; else the
// one they last worked on in their room; else the only one there is.
import { signal } from '@preact/signals';
import type { Attempt, Feedback } from '../protocol.ts';
import { browserStore } from '../storage.ts';
import type { Tables } from '../tables/tables.ts';
import { isOwn } from '../tables/views.ts';

export interface GivenStep {
  feedback: Feedback;
  attempt: Attempt;
}

const taken = signal<ReadonlyMap<string, number>>(new Map());

const place = (session: string): string => `reprise.step.${session}.0`;

/** Every step that this member was given and can read, the newest attempt's first; of their own, the one they chose. */
export function stepsFor(tables: Tables, member: number): GivenStep[] {
  return tables
    .all('feedback')
    .filter((each) => each.receiver === member && each.state === 'delivered' && each.action_step !== '')
    .flatMap((feedback) => {
      const attempt = tables.get('attempt', feedback.attempt);
      return attempt && attempt.state === 'shared' ? [{ feedback, attempt }] : [];
    })
    .filter((each) => !isOwn(each.feedback) || workedOn(each))
    .sort((one, other) => other.attempt.id - one.attempt.id || one.feedback.id - other.feedback.id);
}

/** Whether it is what its receiver worked on when they did it again. */
export function workedOn({ feedback, attempt }: GivenStep): boolean {
  return attempt.chosen === feedback.id;
}

export function takenStep(session: string, steps: readonly GivenStep[]): Feedback | undefined {
  const chosen = chosenStep(session);
  const found =
    steps.find((each) => each.feedback.id === chosen) ??
    steps.find(workedOn) ??
    (steps.length === 1 ? steps[0] : undefined);
  return found?.feedback;
}

export function takeStep(session: string, feedback: number): void {
  taken.value = new Map(taken.value).set(session, feedback);
  browserStore.setItem(place(session), String(feedback));
}

function chosenStep(session: string): number | undefined {
  return taken.value.get(session) ?? (Number(browserStore.getItem(place(session))) || undefined);
}
