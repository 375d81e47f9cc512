// One live connection to one session: opens it, keeps it alive, comes back after a loss, and sees to it that each command
// is answered once. Knows nothing of the screen. Everything of the outside world comes in through `Surroundings`.
import {
  type ClientFrame,
  type CommandFrame,
  type CommandName,
  type Commands,
  limits,
  type Problem,
  type ServerFrame,
} from '../protocol.ts';
import { pauseAfter, pauseWithin } from './backoff.ts';
import { HeldUp } from './held_up.ts';
import { OrderDeadline } from './order_deadline.ts';
import { isOrder } from './orders.ts';
import { Outbox, type Pending, type TextStore } from './outbox.ts';
import { offline, tooLarge, unanswered } from './own_refusals.ts';
import { ServerClock } from './server_clock.ts';
import { memberOf } from './ticket_member.ts';

export const subprotocol = 'reprise.v1.json';
export const pingEveryMs = 10_000;
export const silenceMsMax = 25_000;
/** After the device woke up or the network came back, a living connection answers a ping within this. */
export const proofOfLifeMs = 4_000;
/** A timer this late ran in a hidden tab or after a sleep: the pings that it should have sent are missing. */
export const lateMsMin = 4_000;
/** A command that is answered by nothing for this long puts the connection in doubt. */
export const answerWithinMs = 5_000;
/** Of a command that is refused as too fast; one that cannot be saved just now waits for as long as it takes. */
export const retriesMax = 6;
/** Storage that comes back is noticed soon: the server keeps what it cannot save for a while, so this is no crowd. */
const patientTriesMax = 3;

/** The part of WebSocket that is used. */
export interface Socket {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

export interface Surroundings {
  open(): Socket;
  now(): number;
  /** Returns what cancels it. */
  after(ms: number, run: () => void): () => void;
  random(): number;
  newId(): string;
  store: TextStore;
}

export type ConnectionState =
  | { is: 'connecting' }
  | { is: 'live' }
  | { is: 'waiting'; retryAt: number; failures: number }
  | { is: 'closed'; code: number; name: string; meaning: string };

export interface Listener {
  frame(frame: ServerFrame): void;
  state(state: ConnectionState): void;
  acknowledged(id: string): void;
  refused(id: string, problem: Problem): void;
  /** A newer command took this one's place before it was answered. */
  replaced(id: string): void;
  /** Whether commands wait although the connection lives. */
  heldUp(is: boolean): void;
}

// Refused for the moment only: the same command is sent again after a while.
const passing = new Set(['try_again', 'too_fast']);

// The frame's members go out in the order in which they stand here.
function frameOf({ id, name, args }: Pending): CommandFrame {
  return { frame: 'command', id, name, args } as CommandFrame;
}

function bytesOf(frame: ClientFrame): number {
  return new TextEncoder().encode(JSON.stringify(frame)).length;
}

export class Connection {
  readonly clock = new ServerClock();
  readonly outbox: Outbox;
  private socket: Socket | undefined;
  /** The socket's handshake is done. */
  private reached = false;
  private triedAt = 0;
  private state: ConnectionState = { is: 'connecting' };
  private epoch: string | undefined;
  private seq: number | undefined;
  private mark = 0;
  private failures = 0;
  private heardAt = 0;
  private heard = 0;
  private retries = new Map<string, number>();
  private cancelPing: (() => void) | undefined;
  private cancelRetry: (() => void) | undefined;
  private cancelDoubt: (() => void) | undefined;
  private cancelProof: (() => void) | undefined;
  private askedToStayAway: { min: number; max: number } | undefined;
  private readonly heldUp: HeldUp;
  private readonly deadline: OrderDeadline;

  constructor(
    session: string,
    private readonly ticket: string,
    private readonly around: Surroundings,
    private readonly listener: Listener,
  ) {
    // What one asked for is never sent in somebody else's name, who joined from the same tab later.
    this.outbox = new Outbox(around.store, `reprise.outbox.${session}.${memberOf(ticket)}`);
    this.heldUp = new HeldUp(
      (ms, run) => around.after(ms, run),
      (is) => listener.heldUp(is),
    );
    this.deadline = new OrderDeadline(this.outbox, around, (id) => this.refuse(id, unanswered));
  }

  start(): void {
    this.deadline.giveUpOld();
    for (const each of this.outbox.all()) this.deadline.watch(each, this.mayAnswer);
    this.connect();
  }

  stop(): void {
    this.cancelRetry?.();
    this.dropSocket();
  }

  /** Returns the command's id. It is answered by acknowledged(), refused() or replaced(), perhaps much later. */
  command<Name extends CommandName>(name: Name, args: Commands[Name], key?: string): string {
    const pending: Pending<Name> = { id: this.around.newId(), name, args, made: this.around.now() };
    if (key !== undefined) pending.key = key;
    const wrong =
      bytesOf(frameOf(pending)) > limits.frame_bytes_max
        ? tooLarge
        : isOrder(name) && this.state.is !== 'live'
          ? offline
          : undefined;
    if (wrong) {
      this.around.after(0, () => this.listener.refused(pending.id, wrong));
      return pending.id;
    }
    const replaced = this.outbox.add(pending);
    if (replaced) this.listener.replaced(replaced);
    this.deadline.watch(pending, this.mayAnswer);
    if (this.state.is === 'live') this.sendCommand(pending);
    return pending.id;
  }

  private expectAnswer(): void {
    if (this.cancelDoubt) return;
    const before = this.heard;
    this.cancelDoubt = this.around.after(answerWithinMs, () => {
      this.cancelDoubt = undefined;
      if (this.heard === before && this.outbox.all().length > 0) this.wakeUp();
    });
  }

  /** Forgets a waiting command of this key: what it would have done is overtaken. */
  drop(key: string): void {
    for (const id of this.outbox.drop(key)) this.listener.replaced(id);
    if (this.outbox.all().length === 0) this.heldUp.over();
  }

  /** Whispers are not kept: what cannot be sent now is not worth sending later. */
  typing(active: boolean, attempt: number): void {
    if (this.state.is === 'live') this.send({ frame: 'typing', active, attempt });
  }

  /** The network or the page came back: do not wait for the next try, and trust neither an old connection nor an old try. */
  wakeUp(): void {
    if (this.state.is === 'waiting') {
      this.connect();
    } else if (this.state.is === 'connecting') {
      this.tryAnewSoon();
    } else if (this.state.is === 'live') {
      const before = this.heard;
      this.ping();
      this.cancelProof?.();
      this.cancelProof = this.around.after(proofOfLifeMs, () => {
        if (this.heard === before) this.lost();
      });
    }
  }

  /**
   * An attempt that began while the network was away is lost, and says so only after half a minute. One that has just begun
   * may be slow only, and keeps its time.
   */
  private tryAnewSoon(): void {
    const tried = this.socket;
    this.cancelProof?.();
    this.cancelProof = this.around.after(
      Math.max(0, this.triedAt + proofOfLifeMs - this.around.now()),
      () => {
        if (this.socket === tried && !this.reached) this.connect();
      },
    );
  }

  private connect(): void {
    this.cancelRetry?.();
    this.dropSocket();
    this.become({ is: 'connecting' });
    this.askedToStayAway = undefined;
    const socket = this.around.open();
    this.socket = socket;
    this.reached = false;
    this.triedAt = this.around.now();
    this.heardAt = this.around.now();
    socket.onopen = () => {
      this.reached = true;
      const hello: ClientFrame = { frame: 'hello', ticket: this.ticket };
      if (this.epoch !== undefined && this.seq !== undefined) {
        hello.epoch = this.epoch;
        hello.seq = this.seq;
        hello.mark = this.mark;
      }
      this.send(hello);
    };
    socket.onmessage = (event) => {
      if (this.socket === socket && typeof event.data === 'string') this.read(event.data);
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.lost(event.code);
    };
    this.watch();
  }

  private read(text: string): void {
    this.heardAt = this.around.now();
    this.heard += 1;
    const read: unknown = JSON.parse(text);
    for (const frame of (Array.isArray(read) ? read : [read]) as ServerFrame[]) this.take(frame);
  }

  private gotTo(at: { seq: number; mark: number }): void {
    this.seq = at.seq;
    this.mark = at.mark;
  }

  private take(frame: ServerFrame): void {
    switch (frame.frame) {
      case 'welcome':
        this.epoch = frame.epoch;
        this.gotTo(frame);
        this.failures = 0;
        this.clock.roughly(frame.now, this.around.now());
        this.listener.frame(frame);
        this.become({ is: 'live' });
        this.ping();
        this.deadline.giveUpOld();
        for (const each of this.outbox.all()) this.sendCommand(each);
        return;
      case 'snapshot':
        this.epoch = frame.epoch;
        this.gotTo(frame);
        this.listener.frame(frame);
        return;
      case 'changes':
        if (this.seq !== undefined && frame.seq < this.seq) return; // we are past that
        this.gotTo(frame);
        this.listener.frame(frame);
        return;
      case 'acknowledged':
        this.retries.delete(frame.id);
        if (this.outbox.remove(frame.id)) this.listener.acknowledged(frame.id);
        this.answered();
        return;
      case 'refused':
        this.takeRefusal(frame.id, frame.problem);
        return;
      case 'pong':
        this.clock.measured(frame.at, frame.now, this.around.now());
        if (this.seq === undefined || frame.seq > this.seq) this.gotTo(frame);
        this.listener.frame(frame);
        return;
      case 'bye':
        if (frame.come_back) this.askedToStayAway = { min: frame.pause_ms_min, max: frame.pause_ms_max };
        else this.closeForGood(frame.code, frame.name, frame.meaning);
        return;
      case 'presence':
        this.listener.frame(frame);
        return;
    }
  }

  private takeRefusal(id: string, problem: Problem): void {
    if (id === '' || !this.outbox.has(id)) return;
    const tries = (this.retries.get(id) ?? 0) + 1;
    const patient = problem.code === 'try_again';
    const asked = this.outbox.all().find((each) => each.id === id);
    const pause = pauseAfter(patient ? Math.min(tries, patientTriesMax) : tries, () => this.around.random());
    const inTime = asked !== undefined && !this.deadline.isOver(asked, pause);
    if (passing.has(problem.code) && (patient || tries < retriesMax) && inTime) {
      this.retries.set(id, tries);
      this.around.after(pause, () => {
        if (this.state.is !== 'live' || !this.outbox.has(id)) return;
        // A hidden tab's timers are late.
        if (this.deadline.isOver(asked)) this.refuse(id, problem);
        else this.sendCommand(asked);
      });
      return;
    }
    this.refuse(id, problem);
  }

  private refuse(id: string, problem: Problem): void {
    this.retries.delete(id);
    this.outbox.remove(id);
    this.listener.refused(id, problem);
    this.answered();
  }

  /** Once the session is closed to us nothing is sent any more; what was in doubt then is told when one comes back. */
  private readonly mayAnswer = (): boolean => this.state.is === 'live' || this.state.is === 'closed';

  private sendCommand(pending: Pending): void {
    this.send(frameOf(pending));
    this.expectAnswer();
    this.heldUp.waits();
  }

  private answered(): void {
    this.heldUp.over();
    if (this.state.is === 'live' && this.outbox.all().length > 0) this.heldUp.waits();
  }

  private send(frame: ClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }

  private ping(): void {
    if (this.state.is === 'live') this.send({ frame: 'ping', at: this.around.now() });
  }

  private watch(): void {
    this.cancelPing?.();
    const due = this.around.now() + pingEveryMs;
    this.cancelPing = this.around.after(pingEveryMs, () => {
      const silent = this.around.now() - this.heardAt > silenceMsMax;
      const late = this.around.now() - due > lateMsMin;
      // Silence tells of a loss only where pings went out that could have been answered.
      if (silent && late && this.state.is === 'live') this.wakeUp();
      else if (silent) return this.lost();
      else this.ping();
      this.watch();
    });
  }

  private lost(code = 0): void {
    this.dropSocket();
    if (this.state.is === 'closed') return;
    if (code >= 4500 && code < 5000) {
      this.closeForGood(code, '', '');
      return;
    }
    this.failures += 1;
    const random = () => this.around.random();
    const pause = this.askedToStayAway
      ? pauseWithin(this.askedToStayAway.min, this.askedToStayAway.max, random)
      : pauseAfter(this.failures, random);
    this.become({ is: 'waiting', retryAt: this.around.now() + pause, failures: this.failures });
    this.cancelRetry = this.around.after(pause, () => this.connect());
    this.deadline.giveUpOld();
  }

  private closeForGood(code: number, name: string, meaning: string): void {
    this.become({ is: 'closed', code, name, meaning });
    this.cancelRetry?.();
    this.dropSocket();
  }

  private dropSocket(): void {
    this.cancelPing?.();
    this.cancelProof?.();
    this.cancelDoubt?.();
    this.cancelDoubt = undefined;
    this.heldUp.over();
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private become(state: ConnectionState): void {
    this.state = state;
    this.listener.state(state);
  }
}
