// One session as this browser lives it: the tables, the connection that fills them, and the commands under way.
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { overtakenDrafts } from '../commands/next_attempt.ts';
import { newSent, type Sent, type Settling } from '../commands/sent.ts';
import { wordsOf } from '../commands/words_in.ts';
import { browserSurroundings } from '../connection/browser.ts';
import { Connection, type ConnectionState, type Surroundings } from '../connection/connection.ts';
import type { CommandName, Commands, Member, MemberPresence, Problem, ServerFrame } from '../protocol.ts';
import { type Guess, Tables } from '../tables/tables.ts';

export interface SendOptions {
  /** Only the newest waiting command of a key is sent. */
  key?: string;
  /** What it will probably change; shown until the server answers. */
  guess?: Guess[];
  /** The caller shows a refusal itself; else it is shown as a notice. */
  ownRefusals?: boolean;
}

/** One that nobody else shows. */
export interface Refusal {
  problem: Problem;
  name: CommandName;
  /** What somebody had written, and is not lost with it. */
  words: string;
}

/** A text that is being written, and may or may not be saved; read inside a signal's reader it subscribes. */
export interface Written {
  readonly dirty: boolean;
}

interface Waiting {
  settling: Settling;
  name: CommandName;
  ownRefusals: boolean;
  words: string;
}

const coarseSeconds = 5;

export class Live {
  readonly tables = new Tables();
  readonly connection: Connection;
  readonly state = signal<ConnectionState>({ is: 'connecting' });
  readonly memberId = signal(0);
  /** False until the first welcome: there is nothing to draw before. */
  readonly welcomed = signal(false);
  readonly presence = signal<ReadonlyMap<number, MemberPresence>>(new Map());
  readonly unanswered = signal(0);
  /** Texts that are being written here and that the server does not have: typed just now, refused, or not given yet. */
  readonly unsaved: ReadonlySignal<number> = computed(
    () => [...this.written.value].filter((each) => each.dirty).length,
  );
  /** The server hears us and cannot save just now. */
  readonly heldUp = signal(false);
  readonly lastRefusal = signal<Refusal | undefined>(undefined);
  /** Seconds by the server's clock; changes once a second. */
  readonly second = signal(Math.floor(Date.now() / 1000));
  /** The same, but changing every few seconds only: for what is told in minutes. */
  readonly coarse: ReadonlySignal<number> = computed(
    () => this.second.value - (this.second.value % coarseSeconds),
  );
  /** The newest announcement that was said aloud, and that was dismissed: every screen shows them, none says them again. */
  announced = 0;
  readonly dismissed = signal(0);
  readonly me: ReadonlySignal<Member | undefined>;
  private readonly written = signal<ReadonlySet<Written>>(new Set());
  private readonly sent = new Map<string, Waiting>();
  private ticking: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly session: string,
    ticket: string,
    around: Surroundings = browserSurroundings(session),
  ) {
    this.me = computed(() => this.tables.get('member', this.memberId.value));
    this.connection = new Connection(session, ticket, around, {
      frame: (frame) => this.take(frame),
      state: (state) => {
        this.state.value = state;
      },
      acknowledged: (id) => this.settle(id, 'saved'),
      refused: (id, problem) => this.settle(id, 'refused', problem),
      replaced: (id) => this.settle(id, 'replaced'),
      heldUp: (is) => {
        this.heldUp.value = is;
      },
    });
    for (const { id, name, args } of this.connection.outbox.all()) {
      this.sent.set(id, { settling: newSent(id), name, ownRefusals: false, words: wordsOf(name, args) });
    }
    this.count();
  }

  start(): void {
    this.connection.start();
    this.ticking = setInterval(() => this.tick(), 250);
    addEventListener('online', this.wakeUp);
    addEventListener('offline', this.wakeUp);
    addEventListener('pageshow', this.wakeUpIfKept);
    document.addEventListener('visibilitychange', this.wakeUpIfVisible);
  }

  stop(): void {
    this.connection.stop();
    clearInterval(this.ticking);
    removeEventListener('online', this.wakeUp);
    removeEventListener('offline', this.wakeUp);
    removeEventListener('pageshow', this.wakeUpIfKept);
    document.removeEventListener('visibilitychange', this.wakeUpIfVisible);
  }

  /** Milliseconds by the server's clock. */
  now(): number {
    return Date.now() + this.connection.clock.offset;
  }

  send<Name extends CommandName>(name: Name, args: Commands[Name], options: SendOptions = {}): Sent {
    const id = this.connection.command(name, args, options.key);
    const settling = newSent(id);
    this.sent.set(id, {
      settling,
      name,
      ownRefusals: options.ownRefusals ?? false,
      words: wordsOf(name, args),
    });
    // What was refused here at once is not shown: it would only flicker.
    if (options.guess && this.connection.outbox.has(id)) this.tables.guess(id, options.guess);
    this.count();
    return settling;
  }

  /** Counts a text as unsaved whenever it is, until what is returned is called: then its screen has gone. */
  watch(text: Written): () => void {
    this.written.value = new Set([...this.written.peek(), text]);
    return () => {
      this.written.value = new Set([...this.written.peek()].filter((each) => each !== text));
    };
  }

  /** The waiting command of this key, perhaps from before a reload. */
  waiting<Name extends CommandName>(name: Name, key: string): Commands[Name] | undefined {
    this.unanswered.value; // subscribes
    const found = this.connection.outbox.all().find((each) => each.key === key && each.name === name);
    return found?.args as Commands[Name] | undefined;
  }

  /** What becomes of the waiting command of this key, perhaps from before a reload. */
  underWay(key: string): Sent | undefined {
    this.unanswered.value; // subscribes
    const found = this.connection.outbox.all().find((each) => each.key === key);
    return found && this.sent.get(found.id)?.settling;
  }

  private take(frame: ServerFrame): void {
    switch (frame.frame) {
      case 'welcome':
        batch(() => {
          if (frame.snapshot) this.tables.replace(frame.changes);
          else this.tables.apply(frame.changes);
          this.memberId.value = frame.member;
          this.presence.value = new Map(
            frame.present.map((member) => [member, { member, here: true, typing: false, attempt: 0 }]),
          );
          this.welcomed.value = true;
        });
        // Before the connection sends what has waited.
        for (const key of overtakenDrafts(this.connection.outbox.all(), this.tables, frame.member)) {
          this.connection.drop(key);
        }
        this.tick();
        return;
      case 'snapshot':
        this.tables.replace(frame.changes);
        return;
      case 'changes':
        this.tables.apply(frame.changes);
        return;
      case 'presence': {
        const presence = new Map(this.presence.value);
        for (const each of frame.members) presence.set(each.member, each);
        this.presence.value = presence;
        return;
      }
      default:
        return;
    }
  }

  private settle(id: string, state: 'saved' | 'refused' | 'replaced', problem?: Problem): void {
    const found = this.sent.get(id);
    this.sent.delete(id);
    batch(() => {
      this.tables.forget(id);
      found?.settling.settle(state, problem);
      if (problem && !found?.ownRefusals) {
        this.lastRefusal.value = { problem, name: found?.name ?? 'rename', words: found?.words ?? '' };
      }
      this.count();
    });
  }

  private count(): void {
    this.unanswered.value = this.connection.outbox.all().length;
  }

  private tick(): void {
    this.second.value = Math.floor(this.now() / 1000);
  }

  private readonly wakeUp = (): void => this.connection.wakeUp();
  /** Not when the page was just loaded: its connection is as new as itself. */
  private readonly wakeUpIfKept = (event: PageTransitionEvent): void => {
    if (event.persisted) this.connection.wakeUp();
  };
  private readonly wakeUpIfVisible = (): void => {
    if (document.visibilityState === 'visible') this.connection.wakeUp();
  };
}

export const LiveContext = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('This component belongs inside a session.');
  return live;
}
