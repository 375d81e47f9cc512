// Commands that the server has not answered yet, in the order in which they were given. Kept in sessionStorage, so that
// they survive a reload; the server knows a command that is sent again by its id.
import type { CommandName, Commands } from '../protocol.ts';

export interface Pending<Name extends CommandName = CommandName> {
  id: string;
  name: Name;
  args: Commands[Name];
  /** A later command of the same key takes this one's place: only the newest draft matters. */
  key?: string;
  /** By this device's clock, in milliseconds. What an earlier page kept may lack it. */
  made?: number;
  /** An order whose time is up, whatever the clock says meanwhile. */
  overdue?: boolean;
}

export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export class Outbox {
  private waiting: Pending[];

  constructor(
    private readonly store: TextStore,
    private readonly place: string,
  ) {
    this.waiting = this.read();
  }

  all(): readonly Pending[] {
    return this.waiting;
  }

  has(id: string): boolean {
    return this.waiting.some((each) => each.id === id);
  }

  /** Returns the id of the command whose place was taken, if any. */
  add(pending: Pending): string | undefined {
    const old = pending.key ? this.waiting.find((each) => each.key === pending.key) : undefined;
    if (old) this.waiting = this.waiting.filter((each) => each !== old);
    this.waiting.push(pending);
    this.write();
    return old?.id;
  }

  /** Removes what waits under a key, such as a draft of something that is now being shared. */
  drop(key: string): string[] {
    const gone = this.waiting.filter((each) => each.key === key).map((each) => each.id);
    if (gone.length > 0) {
      this.waiting = this.waiting.filter((each) => each.key !== key);
      this.write();
    }
    return gone;
  }

  remove(id: string): Pending | undefined {
    const found = this.waiting.find((each) => each.id === id);
    if (found) {
      this.waiting = this.waiting.filter((each) => each !== found);
      this.write();
    }
    return found;
  }

  clear(): void {
    this.waiting = [];
    this.write();
  }

  private read(): Pending[] {
    try {
      const kept: unknown = JSON.parse(this.store.getItem(this.place) ?? '[]');
      return Array.isArray(kept) ? (kept as Pending[]) : [];
    } catch {
      return [];
    }
  }

  private write(): void {
    try {
      if (this.waiting.length === 0) this.store.removeItem(this.place);
      else this.store.setItem(this.place, JSON.stringify(this.waiting));
    } catch {
      // The store is full or forbidden: the commands are still held in memory and will be sent.
    }
  }
}
