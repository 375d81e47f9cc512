import type { Keep } from './autosave.ts';

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
