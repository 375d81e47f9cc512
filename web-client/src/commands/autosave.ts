// Saves what is typed a moment after the typing pauses, and now and then while it does not, and knows honestly whether
// it is saved. Until the server has it, the newest words are also kept in the given store, so that a reload in the
// middle of a sentence loses nothing.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Sent } from './sent.ts';

export const autosaveAfterMs = 800;
/** Whoever types without a pause is saved all the same, this often. */
export const autosaveWithinMs = 3_000;

/** clean: nothing to save. unsaved: typed, not sent yet. saving: sent, not answered. kept: in the store only. */
export type AutosaveState = 'clean' | 'unsaved' | 'saving' | 'saved' | 'refused' | 'kept';

export interface Keep<Value> {
  read(): Value | undefined;
  write(value: Value): void;
  clear(): void;
}

export interface AutosaveOptions<Value> {
  save(value: Value): Sent;
  keep: Keep<Value>;
  /** Asked each time: whether words are only kept for now, as they count when their writer gives them and not before. */
  byHand?(): boolean;
  /** Asked when the screen goes: whether the words have gone another way meanwhile, so that nothing is left to save. */
  overtaken?(value: Value): boolean;
  /** Told of a refusal that nobody sees here any more: the screen has gone. */
  refusedLate?(value: Value, detail: string): void;
  after?: (ms: number, run: () => void) => () => void;
  now?: () => number;
}

function afterMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

export class Autosave<Value> {
  readonly detail: Signal<string> = signal('');
  private readonly current = signal<AutosaveState>('clean');
  private newest: { value: Value } | undefined;
  private cancel: (() => void) | undefined;
  private turn = 0;
  /** When the oldest words that were not sent yet were typed. */
  private since = 0;
  private left = false;

  constructor(private readonly options: AutosaveOptions<Value>) {}

  get state(): ReadonlySignal<AutosaveState> {
    return this.current;
  }

  /** Whether there is something that the server has not confirmed. */
  get dirty(): boolean {
    return this.current.value !== 'clean' && this.current.value !== 'saved';
  }

  change(value: Value): void {
    this.newest = { value };
    this.options.keep.write(value);
    const now = (this.options.now ?? Date.now)();
    if (this.current.value !== 'unsaved') this.since = now;
    this.current.value = this.options.byHand?.() ? 'kept' : 'unsaved';
    this.cancel?.();
    if (this.current.value === 'kept') return;
    const wait = Math.max(0, Math.min(autosaveAfterMs, this.since + autosaveWithinMs - now));
    this.cancel = (this.options.after ?? afterMs)(wait, () => this.flush());
  }

  /** Sends now what waits. */
  flush(): void {
    this.cancel?.();
    const waiting = this.newest;
    if (!waiting || this.current.value !== 'unsaved') return;
    this.turn += 1;
    if (this.options.byHand?.()) {
      this.current.value = 'kept';
      return;
    }
    const turn = this.turn;
    this.current.value = 'saving';
    const sent = this.options.save(waiting.value);
    void sent.settled.then((saved) => {
      // A newer text, or a newer save, speaks for itself.
      if (turn !== this.turn || this.newest !== waiting) return;
      if (saved) {
        this.options.keep.clear();
        this.current.value = 'saved';
      } else if (sent.state.value === 'refused') {
        this.detail.value = sent.problem.value?.detail ?? '';
        this.current.value = 'refused';
        if (this.left) this.options.refusedLate?.(waiting.value, this.detail.value);
      }
    });
  }

  /** Save no more; the kept words stay until done() says that they are safe, or change() that they are not. */
  hold(): void {
    this.cancel?.();
    this.turn += 1;
    if (this.newest) this.options.keep.write(this.newest.value);
    this.current.value = 'clean';
  }

  /** The text has gone another way (it was shared): nothing is left to save. */
  done(): void {
    this.cancel?.();
    this.turn += 1;
    this.newest = undefined;
    this.options.keep.clear();
    this.current.value = 'clean';
  }

  /** The screen goes away: send what waits, keep what is not answered. */
  leave(): void {
    this.left = true;
    if (this.newest && this.options.overtaken?.(this.newest.value)) {
      this.done();
      return;
    }
    this.flush();
    this.cancel?.();
  }
}
