// What this browser keeps, guarded: where storage is forbidden or full, it is held in memory, and lasts until the page is
// closed or loaded again. Nothing else in the program touches the browser's own stores.

export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): string[];
}

/** Even reaching for a forbidden store throws, so it is reached for anew each time. */
export function guarded(real: () => Storage): Store {
  const held = new Map<string, string>();
  const attempt = <Result>(use: (store: Storage) => Result, otherwise: Result): Result => {
    try {
      return use(real());
    } catch {
      return otherwise;
    }
  };
  return {
    getItem: (key) => held.get(key) ?? attempt((store) => store.getItem(key), null),
    setItem(key, value) {
      const kept = attempt((store) => {
        store.setItem(key, value);
        return true;
      }, false);
      if (kept) held.delete(key);
      else held.set(key, value);
    },
    removeItem(key) {
      held.delete(key);
      attempt((store) => store.removeItem(key), undefined);
    },
    keys: () => [...new Set([...held.keys(), ...attempt((store) => Object.keys(store), [])])],
  };
}

/** Of this tab: survives a reload, and is gone with the tab. */
export const tabStore = guarded(() => sessionStorage);
/** Of this browser, shared by its tabs: stays. */
export const browserStore = guarded(() => localStorage);
