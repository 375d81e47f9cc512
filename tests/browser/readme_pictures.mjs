// Takes the pictures of README.md: two real sessions, one in which people name what works and rehearse by the clock, and one
// in which each of three rooms goes at its own pace.
//
//   node tests/browser/readme_pictures.mjs    leaves them where the tests leave theirs (support/screenshots.mjs says where);
//                                             those that README.md shows are copied to docs/images by hand, after a look
import { arrive, launchBrowser, until } from './support/browser.mjs';
import { answered } from './support/commands.mjs';
import * as facilitator from './support/facilitator.mjs';
import { attempts, call_for_help, groups_of_three, reviews } from './support/lesson.mjs';
import * as participant from './support/participant.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { words } from './support/words.mjs';

const { consoleWords, nameWords, roomWords, stagePanelWords } = words;
const everybody = groups_of_three.flat();
const [[ada, ben, cleo], [dev, esi, finn], [gus]] = groups_of_three;
const light_console = { views: ['desktop'], schemes: ['light'] };

const features = {
  [ada]: ['Priya waits until she has seen every board before she says a word.', 1],
  [ben]: ['One change, for tomorrow, with a place: the question before the task.', 2],
  [cleo]: ['She holds her own board flat against her chest.', 3],
  [dev]: ['"Eleven of the twenty-eight": she counted.', 1],
  [esi]: ['He stands up and does it twice, the second time in one go.', 4],
  [finn]: ['She says beforehand what to notice: hands, and the silence.', 3],
  [gus]: ['Praise for one thing only, and what it did for Aisha.', 0],
};

const browser = await launchBrowser();
const people = {};
let lead;
let server;

async function opens(plan) {
  server = await startServer();
  lead = await arrive(browser, 'Facilitator');
  await facilitator.openConsole(lead, server);
  await facilitator.prepareGroups(lead, groups_of_three);
  await facilitator.adjustPlan(lead, plan);
  for (const name of everybody) {
    people[name] = await arrive(browser, name);
    await participant.join(people[name], server.origin, server.joinCode);
  }
  await facilitator.counts(lead, everybody.length, everybody.length);
}

async function closes() {
  for (const each of [lead, ...Object.values(people)]) await each.leave();
  await server.stop();
}

// What was told in passing would lie over the rooms.
async function dismissNotices() {
  const buttons = lead.page.getByRole('button', { name: words.noticeWords.dismiss });
  while ((await buttons.count()) > 0) await buttons.first().click();
}

async function goes_to(stage) {
  await lead.page.getByRole('button', { name: consoleWords.goTo[stage] }).click();
  await lead.page.getByRole('heading', { level: 1, name: consoleWords.title[stage] }).waitFor();
}

async function names(name, text) {
  const { page } = people[name];
  await page.getByRole('button', { name: nameWords.here }).first().click();
  await page.getByRole('form').getByRole('textbox').fill(text);
  await answered(people[name], 'add_feature', () =>
    page.getByRole('button', { name: nameWords.add, exact: true }).click(),
  );
}

async function by_the_clock() {
  await opens({ pace: 'lockstep', slots: 3 });
  await picture(lead, 'console-lobby', light_console);
  await goes_to('see');
  await goes_to('name');
  const queue = lead.page.getByRole('region', { name: stagePanelWords.features });
  for (const [name, [text, criterion]] of Object.entries(features)) {
    await names(name, text);
    if (criterion === 0 || name === finn) continue;
    await queue.getByRole('button', { name: stagePanelWords.putBehindOf(text.slice(0, 30)) }).click();
    await lead.page.getByRole('menuitem', { name: new RegExp(`^${criterion}\\. `) }).click();
    await queue.getByText(text).first().waitFor({ state: 'hidden' });
  }
  await queue.getByText(features[gus][0]).first().waitFor();
  await dismissNotices();
  await picture(lead, 'console-name', light_console);

  await facilitator.startRehearsing(lead);
  const ready = everybody.slice(0, -1);
  for (const name of ready) {
    await answered(people[name], 'set_ready', () =>
      people[name].page.getByRole('button', { name: roomWords.ready, exact: true }).click(),
    );
  }
  await lead.page.getByText(words.steeringWords.ready(ready.length, everybody.length)).waitFor();
  await picture(lead, 'console-lockstep', light_console);
  await closes();
}

async function at_their_own_pace() {
  await opens({ pace: 'own' });
  await facilitator.startRehearsing(lead);
  await participant.asksToWatchFor(people[ada], 'Gives one step', 'Can Jo do my step tomorrow?');
  for (const name of [ada, dev, gus]) await participant.goesOnTo(people[name], 'attempt_a');
  await participant.typeAttempt(people[ada], attempts.ada_a);
  await participant.draftIsSaved(people[ada]);
  await picture(people[ada], 'room-attempt-a', { views: ['phone'], schemes: ['light'] });
  await participant.shareAttempt(people[ada], 'a');
  await participant.typeAttempt(people[dev], attempts.dev_a);
  await participant.shareAttempt(people[dev], 'a');

  await picture(people[cleo], 'room-feedback-form');
  await participant.giveFeedback(people[ben], ada, reviews['ben on ada_a']);
  await participant.giveFeedback(people[cleo], ada, reviews['cleo on ada_a']);
  await participant.openFeedback(people[ada], participant.ownAttempt('a'));
  await participant.worksOn(people[ada], ben);
  await participant.goesOnTo(people[ada], 'commit');
  await participant.commitsTo(
    people[ada],
    'When I have said what I saw, I name one thing for tomorrow, and I stand up to show it.',
  );
  await participant.draftIsSaved(people[ada]);
  await picture(people[ada], 'room-fix', { views: ['desktop'], schemes: ['dark'] });

  await participant.giveFeedback(people[esi], dev, reviews['esi on dev_a']);
  await participant.askForHelp(people[esi], call_for_help);
  await lead.page.getByText(call_for_help).first().waitFor();
  await participant.typeAttempt(people[gus], attempts.finn_a);
  await until(
    async () => (await lead.page.getByText(words.presenceWords.typing).count()) > 0,
    'the console shows who writes',
  );
  await dismissNotices();
  await picture(lead, 'console', { schemes: ['light', 'dark'] });
  await closes();
}

try {
  await by_the_clock();
  await at_their_own_pace();
} finally {
  await browser.close();
  await server?.stop();
}
