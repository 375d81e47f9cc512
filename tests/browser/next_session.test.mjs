// From one session to the next: two people rehearse and promise something, everybody takes their record along as a table,
// and the next session with the same people begins with what was promised.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from './support/accessibility.mjs';
import { arrive, launchBrowser, until } from './support/browser.mjs';
import { answered } from './support/commands.mjs';
import { readCsv } from './support/csv.mjs';
import * as facilitator from './support/facilitator.mjs';
import { attempts, groups, reviews } from './support/lesson.mjs';
import * as participant from './support/participant.mjs';
import { downloadRecord } from './support/record.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { commitWords, consoleWords, debriefConsoleWords, earlierWords, nextSessionWords } = words;
const { recordWords, sessionRecordWords, sessionWords } = words;

const [ada, ben] = groups[0];
const review = reviews['ben on ada_a'];
const promised = {
  what: '=Visit 9B, period 1: "one step",\nand have Jo do it.',
  withWhom: '@Jo Banks',
  byWhen: 'Friday, period 3',
  evidence: 'The first sentence, written down beforehand.',
};
const told = 'Once, of two lessons: 9B were on a trip.';

const server = await startServer();
const browser = await launchBrowser();
const people = {};
const problems = [];

async function downloadCsv({ page }) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: recordWords.downloadCsv }).click(),
  ]);
  assert.match(download.suggestedFilename(), /^reprise-[a-z-]+-[-a-z0-9]*\.csv$/);
  return readCsv(await readFile(await download.path(), 'utf8'));
}

async function chooseInMenu({ page }, button, item) {
  await page.getByRole('banner').getByRole('button', { name: button }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function straightTo(stage) {
  const { page } = people.facilitator;
  await page.getByRole('button', { name: consoleWords.more }).click();
  const item = consoleWords.straightTo(sessionWords.stage[stage]);
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function writesTask(name, task) {
  const { page } = people[name];
  await page.getByRole('textbox', { name: commitWords.withWhom }).fill(task.withWhom);
  await page.getByRole('textbox', { name: commitWords.byWhen }).fill(task.byWhen);
  await page.getByRole('textbox', { name: commitWords.evidence }).fill(task.evidence);
  await page.getByRole('textbox', { name: commitWords.what, exact: true }).fill(task.what);
  await participant.draftIsSaved(people[name]);
}

async function first_session() {
  await step('two people rehearse one turn at their own pace', async () => {
    people.facilitator = await arrive(browser, 'Facilitator');
    await facilitator.openConsole(people.facilitator, server);
    await facilitator.prepareGroups(people.facilitator, [[ada, ben]]);
    await facilitator.adjustPlan(people.facilitator, { pace: 'own', slots: 1 });
    for (const name of [ada, ben]) {
      people[name] = await arrive(browser, name);
      await participant.join(people[name], server.origin, server.joinCode);
      await participant.isInLobby(people[name]);
    }
    await facilitator.startRehearsing(people.facilitator);
    await participant.isInRoomWith(people[ada], 'performer', [ben]);
    await participant.goesOnTo(people[ada], 'attempt_a');
    await participant.attemptBox(people[ada]).fill(attempts.ada_a);
    await participant.shareAttempt(people[ada], 'a');
    await participant.isAtStep(people[ben], 'write');
    await participant.giveFeedback(people[ben], ada, review);
  });

  await step('they promise something, and the session ends', async () => {
    await straightTo('commit');
    await writesTask(ada, promised);
    await facilitator.endSession(people.facilitator);
    for (const name of [ada, ben]) await participant.readsRecord(people[name]);
  });
}

async function records() {
  await step('a participant takes their record along, as a table too', async () => {
    const rows = await downloadCsv(people[ada]);
    const those = (thing) => rows.filter((row) => row.thing === thing);
    assert.equal(those('attempt')[0].text, attempts.ada_a);
    assert.equal(those('feedback_received')[0].action_step, review.action_step);
    assert.deepEqual(
      those('feedback_received_rating').map((row) => [Number(row.score), row.evidence]),
      review.ratings,
    );
    // An apostrophe keeps what was typed from being worked out.
    assert.equal(those('gap_task')[0].text, `'${promised.what}`);
    assert.equal(those('gap_task')[0].with_whom, `'${promised.withWhom}`);
    const record = await downloadRecord(people[ada]);
    assert.equal(record.gap_task.what, promised.what);
    await picture(people[ada], 'record-to-take-along');
  });

  await step("the facilitator's report has the numbers, on the page and as a table", async () => {
    const { page } = people.facilitator;
    const next = page.getByRole('link', { name: nextSessionWords.open });
    assert.equal(await next.getAttribute('href'), `/organise?follows=${server.session}`);
    await picture(people.facilitator, 'console-ended-next');
    await chooseInMenu(people.facilitator, 'Facilitator', sessionRecordWords.myRecord);
    await page.getByRole('heading', { level: 1, name: sessionRecordWords.title }).waitFor();
    const heat = page.getByRole('region', { name: debriefConsoleWords.heatTable });
    const mean = (review.ratings.reduce((sum, [score]) => sum + score, 0) / review.ratings.length).toFixed(1);
    const shown = (await heat.getByRole('row').last().innerText()).replace(/\s+/gu, ' ');
    assert.match(shown, new RegExp(`^Room 1 .*${mean} `));
    const rows = await downloadCsv(people.facilitator);
    const person = rows.find((row) => row.thing === 'person' && row.name === ada);
    assert.deepEqual(
      [1, 2, 3, 4].map((at) => Number(person[`criterion_${at}`])),
      review.ratings.map(([score]) => score),
    );
    assert.equal(person.attempts_a, '1');
    assert.equal(person.feedback_received, '1');
    assert.equal(rows.find((row) => row.thing === 'gap_task').text, `'${promised.what}`);
    assert.ok(Number(rows.find((row) => row.thing === 'stage' && row.title === 'rehearse').used_seconds) > 0);
    problems.push(...(await inspect(people.facilitator, 'the report of the session')));
    await picture(people.facilitator, 'session-report');
  });

  await step('on paper the heat map has its numbers in black on greys', async () => {
    const { page } = people.facilitator;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const cells = page.locator('.heat-cell');
    assert.ok((await cells.count()) >= 10);
    const colours = () =>
      cells.evaluateAll((all) =>
        all.map((each) => {
          const { color, backgroundColor } = getComputedStyle(each);
          return { ink: color, ground: backgroundColor };
        }),
      );
    // Colours change over a picture or two, however short that is.
    const black = async () => {
      const all = await colours();
      return all.every(({ ink }) => ink === 'rgb(0, 0, 0)') && all;
    };
    for (const { ground } of await until(black, 'everything is printed in black')) {
      const [red, green, blue] = ground.match(/\d+/g).map(Number);
      assert.ok(red === green && green === blue && red >= 150, `a light grey: ${ground}`);
    }
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });
}

async function open_next() {
  const key = (await readFile(join(server.data, 'organiser.key'), 'utf8')).trim();
  const { playbooks } = await (await fetch(`${server.origin}/api/playbooks`)).json();
  const answer = await fetch(`${server.origin}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ id: 'the-next', playbook: playbooks[0].key, follows: server.session }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

async function next_session() {
  const opened = await open_next();
  const card = people[ada].page.getByRole('region', { name: earlierWords.title });

  await step('who was there finds their promise in the lobby, under whatever name they come', async () => {
    const { page } = people[ada];
    const adaAgain = { ...people[ada], name: 'Ada L.' };
    await participant.join(adaAgain, server.origin, opened.join_code);
    await participant.isInLobby(adaAgain);
    await card.waitFor();
    const text = participant.plain(await card.innerText());
    for (const each of Object.values(promised)) assert.ok(text.includes(participant.plain(each)), each);
    await picture(people[ada], 'lobby-promised');
    await answered(people[ada], 'report_on_task', () =>
      card.getByRole('radio', { name: earlierWords.outcome.partly, exact: true }).check(),
    );
    await card.getByRole('textbox', { name: earlierWords.words }).fill(told);
    await participant.draftIsSaved(people[ada]);
    problems.push(...(await inspect(people[ada], 'the lobby with a promise')));
    await picture(people[ada], 'lobby-promised-told');
    await page.reload();
    await card.waitFor();
    assert.equal(await card.getByRole('textbox', { name: earlierWords.words }).inputValue(), told);
  });

  await step('another browser with the same name is nobody who promised', async () => {
    people.stranger = await arrive(browser, ada);
    await participant.join(people.stranger, server.origin, opened.join_code);
    await participant.isInLobby(people.stranger);
    assert.equal(await people.stranger.page.getByRole('region', { name: earlierWords.title }).count(), 0);
  });

  await step('the facilitator reads it on the console, and nobody else is sent it', async () => {
    people.next_facilitator = await arrive(browser, 'Next facilitator');
    const { page } = people.next_facilitator;
    await page.goto(`${server.origin}${opened.link}`);
    const list = page.getByRole('region', { name: earlierWords.console });
    await list.waitFor();
    const text = participant.plain(await list.innerText());
    for (const each of [
      'Ada L.',
      promised.what,
      earlierWords.outcome.partly,
      told,
      earlierWords.told(1, 1),
    ]) {
      assert.ok(text.includes(participant.plain(each)), `${each} in ${text}`);
    }
    problems.push(...(await inspect(people.next_facilitator, 'the console with promises')));
    await picture(people.next_facilitator, 'console-lobby-promised');
    for (const frame of people.stranger.heard) {
      assert.ok(!frame.includes(promised.evidence) && !frame.includes(told), 'P7: told to somebody else');
    }
  });

  await step('it is part of the record', async () => {
    await chooseInMenu(people[ada], 'Ada L.', sessionWords.myRecord);
    await people[ada].page.getByRole('heading', { name: earlierWords.inRecord }).waitFor();
    await picture(people[ada], 'record-promised', { views: ['desktop'], schemes: ['light'] });
    const record = await downloadRecord(people[ada]);
    assert.equal(record.earlier_task.what, promised.what);
    assert.equal(record.earlier_task.outcome, 'partly');
    assert.equal(record.earlier_task.words, told);
  });
}

await run(
  'next_session',
  () => Object.values(people),
  async () => {
    await first_session();
    await records();
    await next_session();
    assert.deepEqual(problems, []);
  },
  async () => {
    await browser.close();
    await server.stop();
  },
);
