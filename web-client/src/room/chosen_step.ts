// Which of the action steps somebody works on in attempt B. It is theirs alone, so it stays in this browser.
import { signal } from '@preact/signals';

const chosen = signal<ReadonlyMap<string, number>>(new Map());

const place = (session: string, attempt: number): string => `reprise.step.${session}.${attempt}`;

/** The id of the chosen feedback on this attempt, if one was chosen. */
export function chosenStep(session: string, attempt: number): number | undefined {
  const key = place(session, attempt);
  const known = chosen.value.get(key);
  if (known !== undefined) return known;
  try {
    return Number(localStorage.getItem(key)) || undefined;
  } catch {
    return undefined;
  }
}

export function chooseStep(session: string, attempt: number, feedback: number): void {
  const key = place(session, attempt);
  chosen.value = new Map(chosen.value).set(key, feedback);
  try {
    localStorage.setItem(key, String(feedback));
  } catch {
    // It holds until the page is closed.
  }
}
