// The outside world of a Connection as a test wants it: sockets whose other end the test plays, and a clock that moves only
// when it is told to. For tests only.
import type { Change, ClientFrame, Problem, ServerFrame } from '../protocol.ts';
import { pauseMsMax } from './backoff.ts';
import type { Connection, Socket, Surroundings } from './connection.ts';
import type { TextStore } from './outbox.ts';

/** One connection, seen from the server's end. */
export class TestSocket implements Socket {
  readonly texts: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(text: string): void {
    this.texts.push(text);
  }

  close(): void {
    this.closed = true;
  }

  get frames(): ClientFrame[] {
    return this.texts.map((each) => JSON.parse(each) as ClientFrame);
  }

  /** What the client sent of one kind, oldest first. */
  sent<Kind extends ClientFrame['frame']>(kind: Kind): Extract<ClientFrame, { frame: Kind }>[] {
    return this.frames.filter((each) => each.frame === kind) as Extract<ClientFrame, { frame: Kind }>[];
  }

  accept(): void {
    this.onopen?.();
  }

  say(...frames: ServerFrame[]): void {
    for (const each of frames) this.onmessage?.({ data: JSON.stringify(each) });
  }

  welcome(over: { epoch?: string; seq?: number; snapshot?: boolean; changes?: Change[]; now?: number } = {}) {
    const { epoch = 'e1', seq = 1, snapshot = true, changes = [], now = 0 } = over;
    this.say({ frame: 'welcome', epoch, seq, mark: 0, now, member: 7, snapshot, present: [7], changes });
  }

  /** The network, or the server, ends it. */
  cut(code = 1006): void {
    this.onclose?.({ code });
  }
}

interface Later {
  at: number;
  run: () => void;
}

export class TestWorld implements Surroundings {
  readonly sockets: TestSocket[] = [];
  time = 1_000_000;
  /** What random() gives. */
  dice = 0.5;
  private readonly later = new Set<Later>();
  private ids = 0;

  constructor(
    readonly store: TextStore = emptyStore(),
    private readonly idPrefix = 'c',
  ) {}

  /** The newest connection. */
  get socket(): TestSocket {
    const newest = this.sockets.at(-1);
    if (!newest) throw new Error('Nothing was opened.');
    return newest;
  }

  open(): Socket {
    const socket = new TestSocket();
    this.sockets.push(socket);
    return socket;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.time + ms, run };
    this.later.add(entry);
    return () => this.later.delete(entry);
  }

  readonly random = (): number => this.dice;

  newId(): string {
    this.ids += 1;
    return `${this.idPrefix}${this.ids}`;
  }

  /** Lets time pass; what falls due runs in its order. */
  pass(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const due = [...this.later]
        .filter((each) => each.at <= until)
        .sort((one, other) => one.at - other.at)[0];
      if (!due) break;
      this.later.delete(due);
      this.time = Math.max(this.time, due.at);
      due.run();
    }
    this.time = until;
  }

  /** As in a hidden tab, whose timers a browser lets run once a minute only: at the end of each. */
  passHidden(minutes: number): void {
    for (let minute = 0; minute < minutes; minute += 1) {
      this.time += 60_000;
      this.pass(0);
    }
  }

  goLive(connection: Connection, seq = 1): void {
    connection.start();
    this.socket.accept();
    this.socket.welcome({ seq });
  }

  /** Time passes on a connection that answers pings. */
  passAlive(ms: number): void {
    for (let passed = 0; passed < ms; passed += 1_000) {
      this.pass(1_000);
      this.socket.say({ frame: 'pong', at: this.time, now: 0, seq: 1, mark: 0 });
    }
  }

  /** Lost, and back on a new socket that has been accepted. */
  comeBack(): void {
    this.socket.cut();
    this.pass(pauseMsMax);
    this.socket.accept();
  }
}

export function emptyStore(): TextStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
    removeItem: (key) => {
      kept.delete(key);
    },
  };
}

export function problem(code: Problem['code'], detail = 'Because.'): Problem {
  return { type: 'about:blank', title: 'Not done', status: 409, detail, code, field: '' };
}
