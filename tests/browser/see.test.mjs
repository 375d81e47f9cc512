// The exemplar's clip, in step: a facilitator and participants hear it in real browsers. What the facilitator plays, pauses
// and moves reaches everybody within a quarter of a second of each other; whoever comes late lands at the right moment,
// also where the browser wants a press first; and at the end each has it for themself.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { inspect } from './support/accessibility.mjs';
import { arrive, launchBrowser, sizes, until } from './support/browser.mjs';
import { playbooksWithClip } from './support/clip.mjs';
import * as facilitator from './support/facilitator.mjs';
import * as participant from './support/participant.mjs';
import * as playback from './support/playback.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { clipWords, consoleWords, nameWords, seeWords } = words;

const clip_seconds = 600;
const waits_for_press = 'the page waits for a press';

const clip = playbooksWithClip(clip_seconds);
const server = await startServer({ playbooks: clip.folder, flags: ['--playbook', clip.key] });
// What browsers do on people's own machines: nothing is heard before a press.
const browser = await launchBrowser(['--autoplay-policy=document-user-activation-required']);
const people = {};
let lead;

const listeners = () => Object.values(people);
const everybody = () => [lead, ...listeners()];
const playTogether = () => playback.playTogether(lead, everybody());
const standTogether = () => playback.standTogether(lead, everybody());
const playbackOf = playback.playbackOf;
const { player, press } = playback;

async function comes(name, options) {
  people[name] = await arrive(browser, name, options);
  await participant.join(people[name], server.origin, server.joinCode);
}

async function looksRight(person, name) {
  await picture(person, name);
  assert.deepEqual(await inspect(person, name), []);
}

const seesThePlayer = (person) => player(person).waitFor();

async function all() {
  await step('three people join and the facilitator shows the exemplar', async () => {
    lead = await arrive(browser, 'Facilitator');
    await facilitator.openConsole(lead, server);
    for (const [name, options] of [['Ada'], ['Ben', { size: sizes.phone, scheme: 'dark' }], ['Cleo']])
      await comes(name, options);
    await lead.page.getByRole('button', { name: consoleWords.goTo.see }).click();
    for (const person of everybody()) await seesThePlayer(person);
    await people.Ada.page.getByRole('heading', { level: 1, name: seeWords.titleOf.audio }).waitFor();
  });

  await step('each at their own pace, by keyboard, with captions and transcript', async () => {
    const { page } = people.Ada;
    const play = player(people.Ada).getByRole('button', { name: clipWords.play, exact: true });
    await play.focus();
    await page.keyboard.press('Enter');
    await player(people.Ada).getByRole('button', { name: clipWords.pause, exact: true }).waitFor();
    const slider = player(people.Ada).getByRole('slider', { name: clipWords.position });
    await slider.focus();
    await page.keyboard.press('PageUp');
    const moved = async () => Number(await slider.inputValue()) > 10;
    await until(moved, 'the clip goes where the slider was moved by keyboard');
    await player(people.Ada)
      .getByText(/^From second \d+, she says so\.$/)
      .waitFor();
    await page.locator('li[aria-current="time"]').waitFor();
    const last = clip.passages.length;
    await page
      .getByRole('button', { name: clipWords.goTo(last, clip.passages.at(-1) * 1000), exact: true })
      .click();
    await page.locator(`#passage-${last}[aria-current="time"]`).waitFor();
    assert.equal(playbackOf(lead).state, 'own', 'what one plays for oneself, nobody else hears');
  });

  await step('the facilitator plays, and everybody hears the same moment', async () => {
    await press(lead, clipWords.playAll);
    await playTogether();
  });

  await step('a pause stops everybody at the same moment', async () => {
    await press(lead, clipWords.pauseAll);
    const { position_ms } = await standTogether();
    assert.ok(position_ms > 0, `paused at ${position_ms}`);
    await looksRight(people.Ada, 'see-in-step');
    await looksRight(lead, 'console-see-in-step');
  });

  await step(
    'the facilitator goes to another moment, standing and playing, and everybody is there',
    async () => {
      const slider = player(lead).getByRole('slider', { name: clipWords.positionAll });
      await slider.fill('100');
      await until(() => playbackOf(lead).position_ms === 100_000, 'the server knows the new moment');
      await standTogether();
      await press(lead, clipWords.playAll);
      await playTogether();
      await slider.fill('30');
      await until(() => playbackOf(lead).position_ms === 30_000, 'the server knows the new moment');
      await playTogether();
    },
  );

  await step('one comes late, and hears what the others hear', async () => {
    await comes('Dev');
    await seesThePlayer(people.Dev);
    const { page } = people.Dev;
    await until(
      async () =>
        !(await page.evaluate(() => document.querySelector('audio').paused)) ||
        (await page.getByRole('button', { name: /^Join in at/ }).count()) > 0,
      'it plays, or asks for a press',
    );
    const join = page.getByRole('button', { name: /^Join in at/ });
    if ((await join.count()) > 0) await join.click();
    await playTogether();
  });

  await step(
    'one opens their link on another device, which wants a press: it leads to the right moment',
    async () => {
      const answer = await fetch(`${server.origin}/api/join`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: randomUUID(), code: server.joinCode, name: 'Esi' }),
      });
      const { session, ticket } = await answer.json();
      people.Esi = await arrive(browser, 'Esi');
      const { page } = people.Esi;
      // Whatever Playwright looks for in a page counts as a press there, so the page itself says that it waits for one.
      await page.addInitScript((says) => {
        const look = () => {
          const buttons = [...document.querySelectorAll('button')];
          if (buttons.some((each) => each.textContent.startsWith('Join in'))) console.info(says);
        };
        new MutationObserver(look).observe(document, { childList: true, subtree: true });
      }, waits_for_press);
      const asked = page.waitForEvent('console', (message) => message.text() === waits_for_press);
      await page.goto(`${server.origin}/s/${session}#ticket=${ticket}`);
      await asked;
      const join = page.getByRole('button', { name: /^Join in at \d+:\d\d$/ });
      await join.waitFor();
      await looksRight(people.Esi, 'see-join-in');
      await join.click();
      await playTogether();
      assert.equal(await join.count(), 0);
    },
  );

  await step('drift is made good gently', async () => {
    await people.Ben.page.evaluate(() => {
      document.querySelector('audio').currentTime -= 0.6;
    });
    const rate = () => people.Ben.page.evaluate(() => document.querySelector('audio').playbackRate);
    await until(async () => (await rate()) === 1.05, 'whoever is behind plays a little faster');
    await playTogether();
  });

  await step('everybody is let go, and plays it for themself', async () => {
    await press(lead, clipWords.release);
    for (const person of listeners()) await player(person).getByText(clipWords.own).waitFor();
    await press(people.Ada, clipWords.pause);
    await until(
      async () => people.Ada.page.evaluate(() => document.querySelector('audio').paused),
      'Ada has paused it for herself',
    );
    const playing = ({ page }) => page.evaluate(() => !document.querySelector('audio').paused);
    assert.ok(await playing(people.Cleo), 'it goes on for Cleo');
  });

  await step('"bring everyone to me" brings them to where the facilitator is', async () => {
    await press(lead, clipWords.pause);
    await player(lead).getByRole('slider', { name: clipWords.position }).fill('77');
    await press(lead, clipWords.bring);
    const { position_ms } = await standTogether();
    assert.ok(Math.abs(position_ms - 77_000) < 100, `brought to ${position_ms}`);
    await press(lead, clipWords.release);
  });

  await step('a feature is tagged at a moment, and the facilitator reads which', async () => {
    await lead.page.getByRole('button', { name: consoleWords.goTo.name }).click();
    await seesThePlayer(people.Ada);
    const slider = player(people.Ada).getByRole('slider', { name: clipWords.position });
    await slider.fill('83');
    await press(people.Ada, clipWords.tag);
    const form = people.Ada.page.getByRole('form', { name: /What works in/ });
    await form.getByText(nameWords.tagged(83_000)).waitFor();
    await form.getByRole('textbox').fill('She says why before she counts.');
    await form.getByRole('button', { name: nameWords.add, exact: true }).click();
    const row = lead.page.getByRole('listitem').filter({ hasText: 'She says why before she counts.' });
    await row.getByText(/Passage \d+, at 1:23/).waitFor();
    await picture(people.Ada, 'name-tagged');
  });
}

await run(
  'the exemplar is heard in step',
  () => everybody().filter(Boolean),
  all,
  async () => {
    await browser.close();
    await server.stop();
    rmSync(clip.folder, { recursive: true, force: true });
  },
);
