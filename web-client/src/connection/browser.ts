// The outside world of a Connection in a real browser.
import { newId } from '../commands/new_id.ts';
import { tabStore } from '../storage.ts';
import { type Socket, type Surroundings, subprotocol } from './connection.ts';

export function liveAddress(session: string): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${location.host}/live/${encodeURIComponent(session)}`;
}

export function browserSurroundings(session: string): Surroundings {
  return {
    open: () => new WebSocket(liveAddress(session), subprotocol) as unknown as Socket,
    now: () => Date.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    newId,
    store: tabStore,
  };
}
