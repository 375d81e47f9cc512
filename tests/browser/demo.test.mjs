// script/demo, as somebody runs it who tries Reprise alone: they lead, five simulated colleagues come, name what works,
// rehearse in rooms, write attempts and feedback. Nothing is left behind when it is stopped.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import { start } from '../operations/support/programs.mjs';
import { arrive, launchBrowser, until } from './support/browser.mjs';
import * as facilitator from './support/facilitator.mjs';
import { picture } from './support/screenshots.mjs';
import { root } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { consoleWords } = words;

// Colleagues are no faster than people: the longest wait is for an attempt in writing and what is said of it.
const human_ms = 240_000;

// What this suite was built with, so that nothing is built for this test alone.
const build = process.env.REPRISE_SERVER ? basename(dirname(process.env.REPRISE_SERVER)) : 'release';
const folders = () => readdirSync(tmpdir()).filter((each) => each.startsWith('reprise-load-'));
const before = folders();
const demo = start('bash', [`${root}/script/demo`, '--port', '0'], {
  cwd: tmpdir(),
  detached: true, // a group of its own, as in a terminal: Ctrl+C reaches all of it
  env: { REPRISE_BUILD: build },
});
const browser = await launchBrowser();
let lead;

const rows = (kind) =>
  new Set(
    lead.heard
      .flatMap((frame) => JSON.parse(frame).changes ?? [])
      .filter((each) => each.put === kind)
      .map((each) => each.entity),
  );
const some = (kind, which, what) => until(() => [...rows(kind)].some((each) => which(each)), what, human_ms);

// As Ctrl+C does.
async function stopped() {
  if (demo.isRunning()) process.kill(-demo.pid, 'SIGINT');
  await until(() => !demo.isRunning(), 'the end of it', human_ms);
}

async function all() {
  await step('it says what to open, and colleagues come', async () => {
    const link = await until(
      () => /(http:\/\/\S+)\/s\/(\S+)#ticket=(\S+)/.exec(demo.said()),
      'a link to lead the session',
      human_ms,
    );
    const [, origin, session, facilitatorTicket] = link;
    lead = await arrive(browser, 'Facilitator');
    await facilitator.openConsole(lead, { origin, session, facilitatorTicket });
    await facilitator.counts(lead, 5, 5);
    await picture(lead, 'demo-lobby');
  });

  await step('they name what works in the exemplar', async () => {
    await lead.page.getByRole('button', { name: consoleWords.goTo.see }).click();
    await lead.page.getByRole('button', { name: consoleWords.goTo.name }).click();
    await some('feature', ({ text }) => text.length > 10, 'somebody names something');
    await picture(lead, 'demo-name');
  });

  await step('they rehearse in rooms, and give each other feedback', async () => {
    await facilitator.startRehearsing(lead);
    await some('attempt', ({ state }) => state !== 'draft', 'somebody has attempted it');
    await some(
      'feedback',
      ({ state }) => state === 'sealed' || state === 'delivered',
      'somebody has given feedback',
    );
    await picture(lead, 'demo-rehearse');
  });

  await step('when it is stopped, nothing is left behind', async () => {
    await lead.page.goto('about:blank');
    await stopped();
    assert.deepEqual(
      folders().filter((each) => !before.includes(each)),
      [],
    );
  });
}

await run(
  'a demonstration for one',
  () => [lead].filter(Boolean),
  all,
  async () => {
    await browser.close();
    await stopped();
  },
);
