// Whoever works through a list by keyboard goes on with the next entry when one has gone from it; the focus would else be
// lost with its button.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Returns what to call just before the entry at `at` goes. `fallback` gets the focus when the list is empty. */
export function useNextFocus(
  list: RefObject<HTMLElement>,
  count: number,
  fallback: RefObject<HTMLElement>,
): (at: number) => void {
  const left = useRef<number | undefined>(undefined);
  useEffect(() => {
    const at = left.current;
    left.current = undefined;
    if (at === undefined || document.activeElement !== document.body) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>('[aria-haspopup]');
    (buttons?.[Math.min(at, buttons.length - 1)] ?? fallback.current)?.focus();
  }, [count]);
  return (at) => {
    left.current = at;
  };
}
