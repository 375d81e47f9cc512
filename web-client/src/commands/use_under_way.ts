// A command that takes words away with it, such as sharing them: the words are safe only when it was answered. It may be
// from before a reload, and its answer may come when this screen has gone.
import { useEffect } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import type { Sent } from './sent.ts';

export interface Answers {
  /** It is under way; called once for each command, also when the screen is drawn anew. */
  waits(): void;
  /** Called even if the screen has gone, so that words which are safe are not kept twice. */
  done(): void;
  /** Not called when the screen has gone: the next one finds the words as they were kept. */
  refused(why: string): void;
}

export function useUnderWay(key: string, answers: Answers): Sent | undefined {
  const live = useLive();
  const sent = live.underWay(key);
  useEffect(() => {
    if (!sent) return;
    let shown = true;
    answers.waits();
    void sent.settled.then((saved) => {
      if (saved) answers.done();
      else if (shown && sent.state.value === 'refused') answers.refused(sent.problem.value?.detail ?? '');
    });
    return () => {
      shown = false;
    };
  }, [sent?.id]);
  return sent;
}
