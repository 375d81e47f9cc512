// Sees to it that no order is sent later than a moment after it was made (orders.ts says why, and which they are). Within that
// moment it is sent again after a loss: the server knows it by its id, so that it is carried out once.
import { isOrder } from './orders.ts';
import type { Outbox, Pending } from './outbox.ts';

export const orderMsMax = 10_000;

interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

export class OrderDeadline {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    /** It will not be sent any more, and may have arrived or not: its answer did not. */
    private readonly giveUp: (id: string) => void,
  ) {}

  /** Of an order that was made now, or before a reload. `isLive` is asked when its time is up: its answer may still come. */
  watch(pending: Pending, isLive: () => boolean): void {
    if (!isOrder(pending.name)) return;
    const left = orderMsMax - Math.max(0, this.clock.now() - (pending.made ?? 0));
    this.clock.after(Math.max(0, left), () => {
      // From here on it is too old, also when the clock is set back.
      pending.overdue = true;
      if (!isLive() && this.outbox.has(pending.id)) this.giveUp(pending.id);
    });
  }

  /**
   * Whether an order would be too old in so many milliseconds. A clock that jumps can make it so too early, which costs an
   * order and never words: those have no deadline.
   */
  isOver(pending: Pending, inMs = 0): boolean {
    if (!isOrder(pending.name)) return false;
    const age = pending.made === undefined ? -1 : this.clock.now() - pending.made;
    return pending.overdue === true || age < 0 || age + inMs >= orderMsMax;
  }

  /** Before anything is sent again, and when the connection is lost. */
  giveUpOld(): void {
    for (const each of this.outbox.all()) if (this.isOver(each)) this.giveUp(each.id);
  }
}
