// What a screen reader is told without moving its focus. Two regions, in the page and in each dialog from the start; those
// speak that can be heard. Polite for moves, steps and what was saved; assertive only for what ends one's work here.
import { type Signal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { isOnTop, thePage } from './use_on_top.ts';

interface Said {
  text: string;
  turn: number;
  at: number;
}

const polite = signal<Said>({ text: '', turn: 0, at: 0 });
const assertive = signal<Said>({ text: '', turn: 0, at: 0 });

/** A region is known to screen readers for so long before something new in it is read out. */
const knownAfterMs = 150;
/** What was said just before a dialog opened or closed has been cut off by that, and is said again. */
const cutOffMs = 500;

export function announce(text: string, how: 'polite' | 'assertive' = 'polite'): void {
  const region = how === 'polite' ? polite : assertive;
  region.value = { text, turn: region.value.turn + 1, at: Date.now() };
}

/** `place` is the id of the dialog that it is in. */
export function Announcer({ place = thePage }: { place?: string }) {
  const heard = isOnTop(place);
  // What was said earlier was said elsewhere.
  const [since, setSince] = useState(place === thePage ? 0 : Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (!heard) {
      setSince(Number.POSITIVE_INFINITY);
      return;
    }
    const from = Date.now() - cutOffMs;
    const timer = setTimeout(() => setSince((before) => Math.min(before, from)), knownAfterMs);
    return () => clearTimeout(timer);
  }, [heard]);
  const spoken = (of: Signal<Said>) => (
    <span key={of.value.turn}>{of.value.at >= since && of.value.text}</span>
  );
  return (
    <div class="visually-hidden">
      <div role="status" aria-live="polite" data-announcer="polite">
        {spoken(polite)}
      </div>
      <div role="alert" aria-live="assertive" data-announcer="assertive">
        {spoken(assertive)}
      </div>
    </div>
  );
}
