// A button that is pressed and gives its place to others would take the focus with it. It goes on to what stands there now.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** When `state` changes, the first thing within the box that fits the selector is focused; not at the beginning. */
export function useFocusOn<Box extends HTMLElement>(state: unknown, selector: string): RefObject<Box> {
  const box = useRef<Box>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) box.current?.querySelector<HTMLElement>(selector)?.focus();
    first.current = false;
  }, [state]);
  return box;
}
