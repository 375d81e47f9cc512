// The action step that somebody takes to school: the one they chose in the debrief; else the one they last worked on; else
// the only one there is. Like every choice of a step it stays in this browser.
import type { Attempt, Feedback } from '../protocol.ts';
import { chooseStep, chosenStep } from '../room/chosen_step.ts';
import type { Tables } from '../tables/tables.ts';

/** No attempt has this id: the choice of the debrief is kept under it. */
const forSchool = 0;

/** Every step that this member was given and can read, the newest attempt's first. */
export function stepsFor(tables: Tables, member: number): { feedback: Feedback; attempt: Attempt }[] {
  return tables
    .all('feedback')
    .filter((each) => each.receiver === member && each.state === 'delivered' && each.action_step !== '')
    .flatMap((feedback) => {
      const attempt = tables.get('attempt', feedback.attempt);
      return attempt && attempt.state === 'shared' ? [{ feedback, attempt }] : [];
    })
    .sort((one, other) => other.attempt.id - one.attempt.id || one.feedback.id - other.feedback.id);
}

/** Whether it is what its receiver worked on when they did it again. */
export function workedOn(session: string, step: Feedback): boolean {
  return chosenStep(session, step.attempt) === step.id;
}

export function takenStep(session: string, steps: readonly { feedback: Feedback }[]): Feedback | undefined {
  const chosen = chosenStep(session, forSchool);
  const all = steps.map((each) => each.feedback);
  return (
    all.find((each) => each.id === chosen) ??
    all.find((each) => workedOn(session, each)) ??
    (all.length === 1 ? all[0] : undefined)
  );
}

export function takeStep(session: string, feedback: number): void {
  chooseStep(session, forSchool, feedback);
}
