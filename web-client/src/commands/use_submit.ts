// What a form in a dialog sends, and waits for: its button shows it, nothing is sent twice, and the dialog closes when the
// server has it. It may be closed before; what becomes of the command is told all the same.
import { useEffect, useRef, useState } from 'preact/hooks';
import { notify } from '../design/notices.tsx';
import type { Problem } from '../protocol.ts';
import type { Sent } from './sent.ts';

export interface Outcome {
  /** Told when it is kept. */
  said?: string;
  /** Only while the form is there. */
  saved: () => void;
  /** Only while the form is there; else it is told as a notice. */
  refused: (problem: Problem) => void;
}

export interface Submitting {
  /** It is on its way. */
  busy: boolean;
  /** `send` shows its refusals itself. */
  submit: (send: () => Sent, outcome: Outcome) => Promise<void>;
}

export function useSubmit(): Submitting {
  const [busy, setBusy] = useState(false);
  const form = useRef({ there: true, waits: false }).current;
  useEffect(() => {
    form.there = true;
    return () => {
      form.there = false;
    };
  }, []);
  const submit = async (send: () => Sent, { said, saved, refused }: Outcome) => {
    if (form.waits) return;
    form.waits = true;
    setBusy(true);
    const sent = send();
    const kept = await sent.settled;
    form.waits = false;
    if (form.there) setBusy(false);
    const problem = sent.problem.peek();
    if (kept && said) notify(said);
    if (kept && form.there) saved();
    else if (problem && form.there) refused(problem);
    else if (problem) notify(problem.detail || problem.title, 'bad');
  };
  return { busy, submit };
}
