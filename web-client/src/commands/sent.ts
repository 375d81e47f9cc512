// What became of a command: one of these for each, for as long as somebody wants to show it.
import { type Signal, signal } from '@preact/signals';
import type { Problem } from '../protocol.ts';

export type SentState = 'saving' | 'saved' | 'refused' | 'replaced';

export interface Sent {
  id: string;
  state: Signal<SentState>;
  problem: Signal<Problem | undefined>;
  /** True when it is in the log. */
  settled: Promise<boolean>;
}

export interface Settling extends Sent {
  settle(state: Exclude<SentState, 'saving'>, problem?: Problem): void;
}

export function newSent(id: string): Settling {
  const state = signal<SentState>('saving');
  const problem = signal<Problem | undefined>(undefined);
  let done: (value: boolean) => void = () => {};
  const settled = new Promise<boolean>((resolve) => {
    done = resolve;
  });
  return {
    id,
    state,
    problem,
    settled,
    settle(to, why) {
      problem.value = why;
      state.value = to;
      done(to === 'saved');
    },
  };
}
