// Notices when nothing is answered although the connection lives: the server hears us, and cannot save just now.

/** Saving that takes so long is worth a word. The server itself waits twice as long before it says so. */
export const heldUpAfterMs = 5_000;

export class HeldUp {
  private cancel: (() => void) | undefined;
  private is = false;

  constructor(
    private readonly after: (ms: number, run: () => void) => () => void,
    private readonly tell: (heldUp: boolean) => void,
  ) {}

  /** Something has been sent, and its answer is waited for. */
  waits(): void {
    if (this.is || this.cancel) return;
    this.cancel = this.after(heldUpAfterMs, () => {
      this.cancel = undefined;
      this.become(true);
    });
  }

  /** Something was answered, nothing waits any more, or there is no connection to wait on. */
  over(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.become(false);
  }

  private become(is: boolean): void {
    if (this.is === is) return;
    this.is = is;
    this.tell(is);
  }
}
