import type { Live } from '../app/live.ts';
import { tabStore } from '../storage.ts';
import type { Keep } from './autosave.ts';

/** What one person types at one place of one session, so that nobody finds another's words in the same tab. */
export function keepTyped<Value>(live: Live, place: string): Keep<Value> {
  return keepInSession(`reprise.typed.${live.session}.${live.memberId.value}.${place}`);
}

/** Keeps a value in this tab: it survives a reload, and is gone with the tab. */
export function keepInSession<Value>(place: string): Keep<Value> {
  return {
    read() {
      const kept = tabStore.getItem(place);
      if (kept === null) return undefined;
      try {
        return JSON.parse(kept) as Value;
      } catch {
        return undefined; // not ours
      }
    },
    write: (value) => tabStore.setItem(place, JSON.stringify(value)),
    clear: () => tabStore.removeItem(place),
  };
}
