// A member's browser with a server that the test plays: connected, and told what there is. The member is number 7. For tests
// only.
import { render } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { emptyStore, TestWorld } from '../connection/test_world.ts';
import type { Change } from '../protocol.ts';
import { Live, LiveContext } from './live.ts';

export interface Arrived {
  world: TestWorld;
  live: Live;
}

/** A load of the page. `tab` is what an earlier one has left; `ids` keeps its commands apart from that one's. */
export function arrive(changes: Change[] = [], tab = emptyStore(), ids = 'c'): Arrived {
  const world = new TestWorld(tab, ids);
  const live = new Live('s1', 'the-ticket', world);
  live.connection.start();
  world.socket.accept();
  world.socket.welcome({ changes });
  return { world, live };
}

export function draw(live: Live, what: ComponentChildren): void {
  render(<LiveContext.Provider value={live}>{what}</LiveContext.Provider>);
}
