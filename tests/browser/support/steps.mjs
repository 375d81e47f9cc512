// A test that reads like the lesson it plays: named steps, one after the other; the first that fails ends it, with
// pictures of what everybody saw at that moment.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './server.mjs';

const folder = join(process.env.REPRISE_ARTEFACTS ?? join(root, 'build'), 'failures');

export async function step(name, act) {
  const began = Date.now();
  await act();
  console.log(`ok   ${name} (${Date.now() - began} ms)`);
}

// Runs `act`, in which nobody may have had trouble (browser.mjs), then `always`; a failure is told with everybody's screen, and
// makes the process end with 1.
export async function run(name, people, act, always) {
  try {
    await act();
    for (const person of people()) assert.deepEqual(person.troubles, [], `${person.name} had trouble`);
    console.log(`passed: ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.error(`FAILED: ${name}\n${error.stack ?? error}`);
    await tell(people());
  } finally {
    await always();
  }
}

async function tell(people) {
  mkdirSync(folder, { recursive: true });
  for (const person of people) {
    if (person.troubles.length > 0)
      console.error(`${person.name} had trouble:\n  ${person.troubles.join('\n  ')}`);
    const path = join(folder, `${person.name.toLowerCase()}.png`);
    await person.page
      .screenshot({ path, fullPage: true, timeout: 5_000 })
      .then(() => console.error(`${person.name}'s screen: ${path}`))
      .catch(() => {});
  }
}
