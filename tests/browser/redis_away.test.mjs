// Redis stops answering in the middle of a lesson, and later dies and comes back: whoever is typing is told that nothing can
// be saved just now, that it is kept and sent by itself; and it is.
import assert from 'node:assert/strict';
import { inspect } from './support/accessibility.mjs';
import { arrive, launchBrowser, sizes, until } from './support/browser.mjs';
import * as facilitator from './support/facilitator.mjs';
import { attempts, groups, reviews } from './support/lesson.mjs';
import * as participant from './support/participant.mjs';
import { startRedis } from './support/redis.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { connectionWords, consoleWords, feedbackWords, roomWords, saveWords } = words;

const [ada, ben] = groups[0];
const review = reviews['ben on ada_a'];
const said = 'Stay where you are: I will be with you in two minutes.';
// The server keeps a command that it cannot save for ten seconds before it says so.
const outage_ms = 60_000;

const redis = await startRedis();
const server = await startServer({ flags: ['--log', redis.url] });
const browser = await launchBrowser();
const people = {};
const problems = [];

const notice = ({ page }) => page.getByText(connectionWords.heldLong, { exact: true }).and(page.locator('p'));

const isTold = (person) => notice(person).waitFor();

async function isToldNoMore(person) {
  await notice(person).waitFor({ state: 'hidden', timeout: outage_ms });
  await person.page.getByRole('banner').getByText(connectionWords.saved, { exact: true }).first().waitFor({
    state: 'attached',
  });
}

const heard = (person, code) => person.heard.some((each) => each.includes(`"code":"${code}"`));

async function lesson_begins() {
  await step('two people rehearse, and one of them has shared an attempt', async () => {
    people.facilitator = await arrive(browser, 'Facilitator');
    await facilitator.openConsole(people.facilitator, server);
    await facilitator.prepareGroups(people.facilitator, [[ada, ben]]);
    await facilitator.adjustPlan(people.facilitator, { pace: 'own', slots: 1 });
    people[ada] = await arrive(browser, ada);
    people[ben] = await arrive(browser, ben, { size: sizes.phone, scheme: 'dark' });
    for (const name of [ada, ben]) {
      await participant.join(people[name], server.origin, server.joinCode);
      await participant.isInLobby(people[name]);
    }
    await facilitator.startRehearsing(people.facilitator);
    await participant.isInRoomWith(people[ada], 'performer', [ben]);
    await participant.goesOnTo(people[ada], 'attempt_a');
    await participant.attemptBox(people[ada]).fill(attempts.ada_a);
    await participant.shareAttempt(people[ada], 'a');
    await participant.isAtStep(people[ben], 'write');
  });
}

async function redis_hangs() {
  const form = participant.feedbackForm(people[ben], ada);
  const strength = form.getByRole('textbox', { name: feedbackWords.strength, exact: true });

  await step('what is typed while Redis hangs is said to be kept, not saved', async () => {
    redis.pause();
    await strength.fill(review.strength);
    await isTold(people[ben]);
    await form.getByText(saveWords.held, { exact: true }).first().waitFor();
    assert.equal(await strength.inputValue(), review.strength);
    problems.push(...(await inspect(people[ben], 'a phone while nothing can be saved')));
    await picture(people[ben], 'redis-away-participant');
  });

  await step('the facilitator is told the same, and what they asked for waits', async () => {
    const { page } = people.facilitator;
    await page.getByRole('button', { name: consoleWords.more }).click();
    await page.getByRole('menuitem', { name: consoleWords.announce, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: consoleWords.announceTitle });
    await dialog.getByRole('textbox', { name: consoleWords.announceLabel }).fill(said);
    await dialog.getByRole('button', { name: consoleWords.announceSend }).click();
    await isTold(people.facilitator);
    await picture(people.facilitator, 'redis-away-facilitator');
  });

  await step('a refusal for the moment is no reason to give up', async () => {
    await until(() => heard(people[ben], 'try_again'), 'the server has said that it cannot save', outage_ms);
    await isTold(people[ben]);
    await form.getByText(saveWords.held, { exact: true }).first().waitFor();
  });

  await step('when Redis answers again everything is sent by itself, and the notice goes', async () => {
    redis.resume();
    await isToldNoMore(people[ben]);
    await isToldNoMore(people.facilitator);
    await participant.draftIsSaved(people[ben]);
    await people[ada].page.getByText(said).first().waitFor();
    await picture(people[ben], 'redis-back-participant', { views: ['phone'] });
  });

  await step('the server has it: on another device it is there', async () => {
    const ticket = await people[ben].page.evaluate(
      (session) => JSON.parse(localStorage.getItem(`reprise.ticket.${session}`)).ticket,
      server.session,
    );
    const elsewhere = await arrive(browser, 'Ben elsewhere');
    await elsewhere.page.goto(`${server.origin}/s/${server.session}#ticket=${ticket}`);
    const box = participant
      .feedbackForm(elsewhere, ada)
      .getByRole('textbox', { name: feedbackWords.strength, exact: true });
    await until(async () => (await box.inputValue()) === review.strength, 'what was typed is there');
    assert.deepEqual(elsewhere.troubles, []);
    await elsewhere.leave();
  });
}

async function redis_dies() {
  await step('feedback that is given while Redis is dead is given when it is back', async () => {
    await participant.fillFeedback(people[ben], ada, review);
    await participant.draftIsSaved(people[ben]);
    await redis.kill();
    await participant
      .feedbackForm(people[ben], ada)
      .getByRole('button', { name: feedbackWords.give })
      .click();
    await isTold(people[ben]);
    await picture(people[ben], 'redis-dead-participant', { views: ['phone'] });
    await redis.start();
    // His own screen shows at once what will be; hers, when it is.
    const in_room = people[ada].page.getByRole('region', { name: roomWords.people }).getByRole('listitem');
    await in_room
      .filter({ hasText: ben })
      .filter({ hasText: roomWords.given })
      .waitFor({ timeout: outage_ms });
    await isToldNoMore(people[ben]);
    await people[ben].page.getByText(feedbackWords.sealed(ada), { exact: true }).first().waitFor();
  });
}

await run(
  'Redis goes away and comes back',
  () => Object.values(people),
  async () => {
    await lesson_begins();
    await redis_hangs();
    await redis_dies();
    assert.deepEqual(problems, []);
  },
  async () => {
    redis.resume();
    await browser.close();
    await server.stop();
    await redis.stop();
  },
);
