// What a screen reader is told without moving its focus. Two regions, in the page from the start. Polite for moves, steps
// and what was saved; assertive only for what ends one's work here.
import { signal } from '@preact/signals';

const polite = signal({ text: '', turn: 0 });
const assertive = signal({ text: '', turn: 0 });

export function announce(text: string, how: 'polite' | 'assertive' = 'polite'): void {
  const region = how === 'polite' ? polite : assertive;
  region.value = { text, turn: region.value.turn + 1 };
}

export function Announcer() {
  return (
    <div class="visually-hidden">
      <div role="status" aria-live="polite" data-announcer="polite">
        <span key={polite.value.turn}>{polite.value.text}</span>
      </div>
      <div role="alert" aria-live="assertive" data-announcer="assertive">
        <span key={assertive.value.turn}>{assertive.value.text}</span>
      </div>
    </div>
  );
}
