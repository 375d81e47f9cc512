import type { Live } from '../app/live.ts';
import type { Keep } from './autosave.ts';

/** What one person types at one place of one session, so that nobody finds another's words in the same tab. */
export function keepTyped<Value>(live: Live, place: string): Keep<Value> {
  return keepInSession(`reprise.typed.${live.session}.${live.memberId.value}.${place}`);
}

/** Keeps a value in this tab: it survives a reload, and is gone with the tab. */
export function keepInSession<Value>(place: string, store: Storage = sessionStorage): Keep<Value> {
  return {
    read() {
      try {
        const kept = store.getItem(place);
        return kept === null ? undefined : (JSON.parse(kept) as Value);
      } catch {
        return undefined;
      }
    },
    write(value) {
      try {
        store.setItem(place, JSON.stringify(value));
      } catch {
        // Full or forbidden: the words are still on the screen, and are sent in a moment.
      }
    },
    clear() {
      try {
        store.removeItem(place);
      } catch {
        // As above.
      }
    },
  };
}
