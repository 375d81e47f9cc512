// Whoever listens to a Connection, and remembers what was said. For tests only.
import type { Problem, ServerFrame } from '../protocol.ts';
import type { ConnectionState, Listener } from './connection.ts';

export class Heard implements Listener {
  readonly frames: ServerFrame[] = [];
  readonly states: ConnectionState[] = [];
  readonly answers: string[] = [];
  readonly problems: Problem[] = [];
  frame(frame: ServerFrame) {
    this.frames.push(frame);
  }
  state(state: ConnectionState) {
    this.states.push(state);
  }
  acknowledged(id: string) {
    this.answers.push(`acknowledged ${id}`);
  }
  refused(id: string, why: Problem) {
    this.answers.push(`refused ${id}`);
    this.problems.push(why);
  }
  replaced(id: string) {
    this.answers.push(`replaced ${id}`);
  }
  readonly heldUps: boolean[] = [];
  heldUp(is: boolean) {
    this.heldUps.push(is);
  }
  get now(): ConnectionState | undefined {
    return this.states.at(-1);
  }
}
