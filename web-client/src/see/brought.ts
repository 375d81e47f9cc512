// Whoever leads may bring everybody to one passage. It is scrolled to and said; the focus stays where it is, as somebody may
// be reading with it.
import { useEffect, useRef } from 'preact/hooks';
import { tell } from '../design/notices.tsx';
import { playbookWords } from '../words/playbook.ts';
import { seeWords } from '../words/see.ts';

export const still = (): boolean =>
  globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

export const passageId = (passage: number): string => `passage-${passage}`;

export function useBroughtTo(passage: number): void {
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    const arrived = before.current === undefined;
    before.current = passage;
    if (passage === 0) {
      if (!arrived) tell(seeWords.ownAgain);
      return;
    }
    tell(arrived ? `${seeWords.title}. ${seeWords.spoken(passage)}` : playbookWords.passage(passage));
    // After the screen's own beginning, which is at its top. Whoever has just come is there at once.
    const frame = requestAnimationFrame(() => {
      document
        .getElementById(passageId(passage))
        ?.scrollIntoView({ block: 'start', behavior: arrived || still() ? 'auto' : 'smooth' });
    });
    return () => cancelAnimationFrame(frame);
  }, [passage]);
}
