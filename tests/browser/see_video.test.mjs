// An exemplar with a picture: a film as a school's camera writes it is seen in step, with captions, on a desk and on a phone,
// and whoever opens the page again is where the others are. What is common to every clip: see.test.mjs.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { inspect } from './support/accessibility.mjs';
import { arrive, launchBrowser, sizes, until } from './support/browser.mjs';
import { playbooksWithVideo } from './support/clip.mjs';
import * as facilitator from './support/facilitator.mjs';
import * as participant from './support/participant.mjs';
import * as playback from './support/playback.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { clipWords, consoleWords, seeWords } = words;
const { player, press } = playback;

const film = playbooksWithVideo();
const server = await startServer({ playbooks: film.folder, flags: ['--playbook', film.key] });
const browser = await launchBrowser();
const people = {};
let lead;

// What the browser writes over the picture: "" while captions are off.
const caption = ({ page }) =>
  page.evaluate(() => {
    const [track] = document.querySelector('video').textTracks;
    return track?.mode === 'showing' ? [...(track.activeCues ?? [])].map((cue) => cue.text).join(' ') : '';
  });

const everybody = () => [lead, ...Object.values(people)];
const shown = ({ page }) =>
  page.evaluate(() => {
    const { videoWidth, videoHeight, error } = document.querySelector('video');
    return { videoWidth, videoHeight, error: error?.message };
  });

async function all() {
  await step('the facilitator shows a film, and everybody has its picture', async () => {
    lead = await arrive(browser, 'Facilitator');
    await facilitator.openConsole(lead, server);
    for (const [name, options] of [['Ada'], ['Ben', { size: sizes.phone, scheme: 'dark' }]]) {
      people[name] = await arrive(browser, name, options);
      await participant.join(people[name], server.origin, server.joinCode);
    }
    await lead.page.getByRole('button', { name: consoleWords.goTo.see }).click();
    for (const person of everybody()) {
      await player(person).waitFor();
      await until(async () => (await shown(person)).videoWidth > 0, `${person.name} has a picture`);
      assert.deepEqual(await shown(person), { videoWidth: 160, videoHeight: 90, error: undefined });
    }
    await people.Ada.page.getByRole('heading', { level: 1, name: seeWords.titleOf.video }).waitFor();
    await lead.page.getByRole('heading', { name: consoleWords.titleOfClip.video }).waitFor();
  });

  await step('it plays for everybody at the same moment, with its captions', async () => {
    await press(lead, clipWords.playAll);
    await playback.playTogether(lead, everybody());
    for (const person of everybody())
      await until(
        async () => /^From second \d+, she says so\.$/.test(await caption(person)),
        `${person.name} reads what is said`,
      );
    await press(people.Ada, clipWords.captions);
    await until(async () => (await caption(people.Ada)) === '', 'Ada has put her captions out');
    await press(people.Ada, clipWords.captions);
  });

  await step('at the moment that the facilitator goes to, everybody sees it standing', async () => {
    await press(lead, clipWords.pauseAll);
    await player(lead).getByRole('slider', { name: clipWords.positionAll }).fill('41');
    await until(() => playback.playbackOf(lead).position_ms === 41_000, 'the server knows the moment');
    await playback.standTogether(lead, everybody());
    for (const person of everybody()) {
      const there = async () => (await caption(person)) === 'From second 40, she says so.';
      await until(there, `${person.name} reads what is said there`);
      await picture(person, `see-video-${person.name.toLowerCase()}`);
      assert.deepEqual(await inspect(person, `see-video-${person.name.toLowerCase()}`), []);
    }
  });

  await step('whoever opens the page again is where the others are', async () => {
    await people.Ben.page.reload();
    await player(people.Ben).waitFor();
    await playback.standTogether(lead, everybody());
  });
}

await run(
  'a film is seen in step',
  () => everybody().filter(Boolean),
  all,
  async () => {
    await browser.close();
    await server.stop();
    rmSync(film.folder, { recursive: true, force: true });
  },
);
