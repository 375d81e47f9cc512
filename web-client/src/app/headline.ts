// What to do now and how long is left, for the head of the page while the place that says it at length is out of sight.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Timer } from '../protocol.ts';

export interface Headline {
  title: string;
  timer: Timer | undefined;
}

export const headline = signal<Headline | undefined>(undefined);

/** Give the ref to the element that says it at length. */
export function useHeadline(title: string, timer: Timer | undefined) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef<Headline>({ title, timer });
  latest.current = { title, timer };
  useEffect(() => {
    if (headline.peek()) headline.value = { title, timer };
  }, [title, timer]);
  useEffect(() => {
    if (!place.current || typeof IntersectionObserver === 'undefined') return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        headline.value = entry?.isIntersecting ? undefined : latest.current;
      },
      { rootMargin: '-64px 0px 0px 0px' },
    );
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      headline.value = undefined;
    };
  }, []);
  return place;
}
