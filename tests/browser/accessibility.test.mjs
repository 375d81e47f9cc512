// Everything by keyboard, moves and steps said, and nothing for axe to find: on every screen, in light and dark, and at the
// width of a small phone (P12, WCAG 2.2 AA).
import assert from 'node:assert/strict';
import { inspect } from './support/accessibility.mjs';
import { arrive, launchBrowser, until } from './support/browser.mjs';
import * as facilitator from './support/facilitator.mjs';
import { listen, press, reach, type } from './support/keyboard.mjs';
import { attempts, call_for_help, groups, reviews } from './support/lesson.mjs';
import * as participant from './support/participant.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { consoleWords, feedbackWords, joinWords, ratingWords, roomWords } = words;
const [ada, ben] = groups[0];

const server = await startServer();
const browser = await launchBrowser();
const people = {};
const found = [];
let lead;

async function look(name, screen) {
  found.push(...(await inspect(people[name], screen)));
  const file = `axe-${screen.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  await picture(people[name], file, { views: ['desktop'], schemes: ['light'] });
}

function was_told(name, text) {
  return until(() => people[name].told.some((each) => each.includes(text)), `${name} is told "${text}"`);
}

async function joins(name) {
  const person = await arrive(browser, name);
  people[name] = person;
  await listen(person);
  const { page } = person;
  await page.goto(server.origin);
  if (name === ada) await look(ada, 'join');
  await press(
    page,
    page.getByRole('button', { name: joinWords.join, exact: true }),
    'Join, with nothing typed',
  );
  const code = page.getByLabel(joinWords.code);
  await until(
    () => code.evaluate((field) => field === document.activeElement),
    'the focus goes to what is wrong',
  );
  if (name === ada) await look(ada, 'join with mistakes');
  await page.keyboard.type(server.joinCode);
  await type(page, page.getByLabel(joinWords.name), 'the name', name);
  await page.keyboard.press('Enter');
  await participant.isInLobby(person);
}

// Of the screen that is meant: the title of the one before has the focus as well.
async function focus_is_on_the_title(name, titles) {
  const focused = () =>
    people[name].page.evaluate(() => {
      const element = document.activeElement;
      return element?.tagName === 'H1' ? element.innerText.trim() : '';
    });
  await until(
    async () => titles.includes(await focused()),
    `${name}'s focus is on the title of the new screen, ${titles.join(' or ')}`,
  );
}

// Whoever begins, the other one is told who does.
const first_step = (who) => [
  words.instructionFor('attempt_a', 'performer', '', {}).title,
  words.instructionFor('attempt_a', 'coach', who, {}).title,
];

async function gives_feedback(name, author, review) {
  const { page } = people[name];
  const form = participant.feedbackForm(people[name], author);
  for (const [at, [score, evidence]] of review.ratings.entries()) {
    const group = form.getByRole('group', { name: new RegExp(`^Rating of criterion ${at + 1}:`) });
    await reach(page, group.getByRole('radio').first(), `the rating of criterion ${at + 1}`);
    await page.keyboard.press('Space');
    for (let step_up = 1; step_up < score; ++step_up) await page.keyboard.press('ArrowRight');
    assert.ok(await group.getByRole('radio', { name: ratingWords.scale[score], exact: true }).isChecked());
    await type(
      page,
      form.getByLabel(feedbackWords.evidenceFor(at + 1), { exact: true }),
      'the evidence',
      evidence,
    );
  }
  await type(
    page,
    form.getByRole('textbox', { name: feedbackWords.strength, exact: true }),
    'the strength',
    review.strength,
  );
  await type(
    page,
    form.getByRole('textbox', { name: feedbackWords.actionStep, exact: true }),
    'the step',
    review.action_step,
  );
  await press(page, form.getByRole('button', { name: feedbackWords.give }), 'Give feedback');
  await page.getByText(feedbackWords.sealed(author), { exact: true }).first().waitFor();
}

// Opens something on the console, looks at it, and closes it with Escape; the focus has to come back.
async function dialog(button, name) {
  const { page } = lead;
  await press(page, button, name);
  await page.getByRole('dialog').first().waitFor();
  await look('facilitator', name);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').first().waitFor({ state: 'hidden' });
  const same_place = () => page.evaluate(() => document.activeElement !== document.body);
  await until(same_place, `the focus comes back from ${name}`);
}

async function menu_dialog(item) {
  const { page } = lead;
  await press(page, page.getByRole('button', { name: consoleWords.more }), consoleWords.more);
  const wanted = page.getByRole('menuitem', { name: item, exact: true });
  await wanted.waitFor();
  for (let tries = 0; !(await wanted.evaluate((entry) => entry === document.activeElement)); ++tries) {
    assert.ok(tries < 12, `${item} can be reached with the arrow keys`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').first().waitFor();
  await look('facilitator', item);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').first().waitFor({ state: 'hidden' });
}

async function lobby() {
  await step('two people join, and the facilitator opens the console', async () => {
    lead = await arrive(browser, 'Facilitator');
    people.facilitator = lead;
    await listen(lead);
    await facilitator.openConsole(lead, server);
    for (const name of [ada, ben]) await joins(name);
    await look(ada, 'lobby');
    await look('facilitator', 'console in the lobby');
  });

  await step('every dialog of the console opens and closes by keyboard', async () => {
    const { page } = lead;
    for (const item of [
      consoleWords.announce,
      consoleWords.people,
      consoleWords.placement,
      consoleWords.audit,
    ]) {
      await menu_dialog(item);
    }
    await dialog(page.getByRole('button', { name: consoleWords.project }), 'the code shown large');
    await dialog(page.getByRole('button', { name: consoleWords.lock, exact: true }), 'lock');
    await dialog(page.getByRole('button', { name: consoleWords.start, exact: true }), 'start a timer');
  });
}

async function room() {
  await step('the rooms open: the focus goes to what to do now, and it is said', async () => {
    await press(
      lead.page,
      lead.page.getByRole('button', { name: consoleWords.goOn.lobby }),
      'start rehearsing',
    );
    await focus_is_on_the_title(ada, first_step(ben));
    await focus_is_on_the_title(ben, first_step(ada));
    await was_told(ada, roomWords.spoken(1, [ben]));
  });

  const { page } = people[ada];
  // Chance decides who begins; the first turn goes to Ada here, by keyboard as well.
  await step('attempt A is written and shared by keyboard', async () => {
    if (!(await participant.performs(people[ada]))) {
      const card = lead.page.getByRole('article', { name: consoleWords.room(1), exact: true });
      await card.getByRole('button', { name: consoleWords.optionsRoom(1) }).focus();
      await lead.page.keyboard.press('Enter');
      await lead.page.getByRole('menuitem', { name: consoleWords.nextTurn }).waitFor();
      await lead.page.keyboard.press('Enter');
    }
    await participant.isInRoomWith(people[ada], 'performer', [ben]);
    await look(ada, 'room, writing attempt A');
    await look(ben, 'room, waiting for attempt A');
    await look('facilitator', 'console with rooms');
    await type(page, participant.attemptBox(people[ada]), 'the attempt', attempts.ada_a);
    await press(page, page.getByRole('button', { name: roomWords.shareA }), 'Share');
    await participant.seesAttempt(people[ben], participant.attemptOf('a', ada));
    await was_told(ben, feedbackWords.formFor(ada).replace('Feedback', 'Write feedback'));
  });

  await step('feedback is written, given and opened by keyboard', async () => {
    await look(ben, 'room, feedback form');
    await gives_feedback(ben, ada, reviews['ben on ada_a']);
    await look(ben, 'room, feedback sealed');
    await look(ada, 'room, feedback ready to open');
    await press(page, page.getByRole('button', { name: roomWords.open }), 'Open');
    await participant.readsFeedback(people[ada], ben, reviews['ben on ada_a']);
    await look(ada, 'room, do it again');
    await look(ben, 'room, feedback read by a roommate');
  });

  await step('attempt B is written by keyboard, help asked for, and the room looked into', async () => {
    await type(page, participant.attemptBox(people[ada]), 'attempt B', attempts.ada_b);
    await press(page, page.getByRole('button', { name: roomWords.shareB }), 'Share B');
    await participant.seesAttempt(people[ben], participant.attemptOf('b', ada));
    await look(ada, 'room, attempt B beside attempt A');
    await press(page, page.getByRole('button', { name: roomWords.ask }), 'Ask for help');
    await type(page, page.getByRole('textbox', { name: roomWords.helpText }), 'what for', call_for_help);
    await press(page, page.getByRole('button', { name: roomWords.helpSend }), 'Ask');
    await lead.page.getByText(call_for_help).first().waitFor();
    await facilitator.startTimer(lead, 'Attempt A');
    await facilitator.onTimer(lead, 'pause', 'Attempt A');
    await look('facilitator', 'console with a call for help and a timer');
    await dialog(lead.page.getByRole('button', { name: consoleWords.lookAt(1) }).first(), 'inside a room');
    await press(
      lead.page,
      lead.page.getByRole('button', { name: `${consoleWords.knock}: ${consoleWords.room(1)}` }),
      'Knock',
    );
    await was_told(ada, roomWords.knocks('Facilitator'));
    await look(ada, 'room, somebody at the door');
  });
}

async function afterwards() {
  await step('debrief, record and the door', async () => {
    await facilitator.goToDebrief(lead);
    await focus_is_on_the_title(ada, [words.debriefWords.title]);
    await look(ada, 'debrief');
    await look('facilitator', 'console in the debrief');
    await facilitator.endSession(lead);
    await participant.readsRecord(people[ada]);
    await look(ada, 'record');
    await look('facilitator', 'console at the end');
    await participant.leaveForGood(people[ben]);
    await look(ben, 'after leaving');
    const stranger = await arrive(browser, 'Stranger');
    people.stranger = stranger;
    await stranger.page.goto(`${server.origin}/s/${server.session}`);
    await stranger.page.getByRole('heading', { level: 1, name: words.appWords.noTicketTitle }).waitFor();
    await look('stranger', 'a session one has not joined');
  });
}

await run(
  'accessibility',
  () => Object.values(people),
  async () => {
    await lobby();
    await room();
    await afterwards();
    for (const person of Object.values(people)) assert.deepEqual(person.troubles, [], person.name);
    assert.equal(found.length, 0, `axe found ${found.length}:\n${[...new Set(found)].join('\n')}`);
  },
  async () => {
    await browser.close();
    await server.stop();
  },
);
