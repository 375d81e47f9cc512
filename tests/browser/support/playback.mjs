// The exemplar's clip on many screens at once: who plays, who stands, and how far they are from each other.
import { until } from './browser.mjs';
import { words } from './words.mjs';

const { clipWords } = words;

// What the facilitator plays, pauses and moves reaches everybody within this time of each other.
const together_ms_max = 250;
const stays_together_ms = 2_000;

export const player = ({ page }) => page.getByRole('region', { name: clipWords.clip });
export const press = (person, name) => player(person).getByRole('button', { name, exact: true }).click();

// Where the server says that the clip is, as this person's browser was told last.
export function playbackOf(person) {
  const told = person.heard
    .flatMap((frame) => JSON.parse(frame).changes ?? [])
    .filter((each) => each.put === 'session')
    .at(-1);
  return told.entity.playback;
}

function expectedAt({ state, position_ms, since }, now) {
  return state === 'playing' ? position_ms + Math.max(0, now - since) : position_ms;
}

// Everybody's player at once. Browsers and server share this machine's clock, so that what was seen a moment later is
// compared with where the clip was a moment later.
async function sample(lead, all) {
  const playback = playbackOf(lead);
  const seen = await Promise.all(
    all.map(async (person) => {
      const { at, position, paused } = await person.page.evaluate(() => {
        const element = document.querySelector('audio, video');
        return { at: Date.now(), position: element.currentTime * 1000, paused: element.paused };
      });
      return { name: person.name, paused, position, off: position - expectedAt(playback, at) };
    }),
  );
  const offs = seen.map((each) => each.off);
  return {
    playback,
    seen,
    apart: Math.max(...offs) - Math.min(...offs),
    off: Math.max(...offs.map(Math.abs)),
  };
}

const inStep = ({ apart, off }) => apart <= together_ms_max && off <= together_ms_max;

// Everybody plays, is within a quarter of a second of each other and of the server, and stays so.
export async function playTogether(lead, all) {
  let since;
  let worst = 0;
  let last;
  const look = async () => {
    last = await sample(lead, all);
    const together =
      last.playback.state === 'playing' && last.seen.every((each) => !each.paused) && inStep(last);
    worst = together ? Math.max(worst, last.apart, last.off) : 0;
    since = together ? (since ?? Date.now()) : undefined;
    return since !== undefined && Date.now() - since >= stays_together_ms;
  };
  await until(look, 'everybody hears the same moment').catch((error) => {
    throw new Error(`${error.message}\n${JSON.stringify(last, null, 2)}`);
  });
  console.log(`     at most ${Math.round(worst)} ms apart over ${stays_together_ms} ms`);
}

export async function standTogether(lead, all) {
  const look = async () => {
    const { playback, seen, off } = await sample(lead, all);
    return playback.state === 'paused' && seen.every((each) => each.paused) && off <= 50 && playback;
  };
  return until(look, 'everybody stands at the same moment');
}
