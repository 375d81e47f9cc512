// A facilitator's console with a server that the test plays. For tests only.
import { act, render } from '@testing-library/preact';
import { Live, LiveContext } from '../app/live.ts';
import { TestWorld } from '../connection/test_world.ts';
import type { Change } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { Console } from './console.tsx';

export const everybody = f.everybody(true);

export class TestConsole {
  readonly world = new TestWorld();

  constructor(changes: Change[]) {
    const live = new Live('s1', 'the-ticket', this.world);
    live.connection.start();
    this.world.socket.accept();
    this.world.socket.say({
      frame: 'welcome',
      epoch: 'e1',
      seq: 1,
      mark: 0,
      now: Date.now(),
      member: f.facilitator.id,
      snapshot: true,
      present: everybody.map((each) => each.id),
      changes,
    });
    render(
      <LiveContext.Provider value={live}>
        <Console />
      </LiveContext.Provider>,
    );
  }

  /** What is fetched when it is first drawn is there. */
  static async opened(changes: Change[]): Promise<TestConsole> {
    const made = new TestConsole(changes);
    await act(() => import('./stage_panel.tsx').then(() => {}));
    return made;
  }

  get lastCommand() {
    return this.world.socket.sent('command').at(-1);
  }

  /** The server keeps what was sent last, and tells of its changes. */
  acknowledge(...changes: Change[]): void {
    const id = this.lastCommand?.id ?? '';
    this.world.socket.say(
      { frame: 'changes', seq: 2, mark: 0, at: 1, changes },
      { frame: 'acknowledged', id, seq: 2 },
    );
  }

  refuse(field: string, detail: string): void {
    const id = this.lastCommand?.id ?? '';
    this.world.socket.say({
      frame: 'refused',
      id,
      problem: { type: '', title: '', status: 409, detail, code: 'incomplete', field },
    });
  }
}
