// Says something when it comes to be so while one looks. Whoever arrives later hears the title of the screen instead.
import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../design/announcer.tsx';

export function useSaidOnce(so: boolean, words: string): void {
  const before = useRef(so);
  useEffect(() => {
    if (so && !before.current) announce(words);
    before.current = so;
  }, [so]);
}
