// A person's initials on a colour of their own, with a sign of whether they are there. The words beside it say it all;
// the picture is for the eye only.
import './avatar.css';

export type Presence = 'here' | 'away' | 'gone';

const tones = 7;

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined].map(
    (each) => [...(each ?? '')][0],
  );
  return letters.join('').toLocaleUpperCase('en-GB');
}

function toneOf(id: number): number {
  return Math.imul(id ^ (id >>> 13), 0x45d9f3b) >>> 0;
}

export function Avatar({
  id,
  name,
  presence,
  size = 'm',
}: {
  id: number;
  name: string;
  presence?: Presence;
  size?: 's' | 'm' | 'l';
}) {
  return (
    <span
      class={`avatar avatar-${size} avatar-tone-${toneOf(id) % tones} avatar-${presence ?? 'here'}`}
      aria-hidden="true"
    >
      {initialsOf(name)}
      {presence && <span class="avatar-dot" />}
    </span>
  );
}
