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

const {
  commitWords,
  consoleWords,
  feedbackWords,
  fishbowlConsoleWords,
  fishbowlWords,
  joinWords,
  nameWords,
  planningWords,
  ratingWords,
  roomWords,
} = words;
const { seeWords, stagePanelWords } = words;
const [ada, ben, cleo] = groups[0];

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
  words.instructionFor('frame', 'performer', '', {}).title,
  words.instructionFor('frame', 'coach', who, {}).title,
];

async function fills_the_form(page, form, called, review) {
  for (const [at, [score, evidence]] of review.ratings.entries()) {
    const group = form.getByRole('group', { name: new RegExp(`^Rating of criterion ${at + 1}:`) });
    await reach(page, group.getByRole('radio').first(), `the rating of criterion ${at + 1}`);
    await page.keyboard.press('Space');
    for (let step_up = 1; step_up < score; ++step_up) await page.keyboard.press('ArrowRight');
    assert.ok(await group.getByRole('radio', { name: ratingWords.scale[score], exact: true }).isChecked());
    const field = form.getByLabel(feedbackWords.evidenceFor(at + 1), { exact: true });
    await type(page, field, 'the evidence', evidence);
  }
  const { strength, action_step } = review;
  await type(
    page,
    form.getByRole('textbox', { name: called.strength, exact: true }),
    'the strength',
    strength,
  );
  const step_field = form.getByRole('textbox', { name: called.actionStep, exact: true });
  await type(page, step_field, 'the step', action_step);
  await press(page, form.getByRole('button', { name: called.give }), called.give);
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
  await page.locator('[role=menuitem]:focus').waitFor();
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
    await facilitator.adjustPlan(lead, { pace: 'own' });
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
      consoleWords.plan,
      consoleWords.audit,
    ]) {
      await menu_dialog(item);
    }
    await dialog(page.getByRole('button', { name: consoleWords.project }), 'the code shown large');
    await dialog(page.getByRole('button', { name: consoleWords.lock, exact: true }), 'lock');
    await dialog(page.getByRole('button', { name: consoleWords.start, exact: true }), 'start a timer');
  });
}

// From stage to stage by keyboard; the focus has to be where the new one begins, for everybody.
async function go_to(stage, title) {
  await press(lead.page, lead.page.getByRole('button', { name: consoleWords.goTo[stage] }), `go to ${stage}`);
  await focus_is_on_the_title(ada, title);
}

async function see_and_name() {
  const { page } = people[ada];
  await step('see: the exemplar, each at their own pace and all at one passage', async () => {
    await go_to('see', [seeWords.title]);
    await look(ada, 'see');
    await press(lead.page, lead.page.getByRole('button', { name: stagePanelWords.seeNext }), 'next passage');
    await was_told(ada, words.playbookWords.passage(1));
    await look(ada, 'see, brought to a passage');
    await look('facilitator', 'console while they see');
  });

  await step('name: a feature is named, and put behind a criterion, by keyboard', async () => {
    await go_to('name', [nameWords.title]);
    await press(page, page.getByRole('button', { name: nameWords.here }).first(), nameWords.here);
    await page.keyboard.type('She waits until she has seen every board.');
    await press(page, page.getByRole('button', { name: nameWords.add, exact: true }), nameWords.add);
    await look(ada, 'name');
    const queue = lead.page.getByRole('region', { name: stagePanelWords.features });
    await queue.getByText('every board').first().waitFor();
    await look('facilitator', 'console while they name');
    const behind = /^Put behind a criterion/;
    await press(lead.page, queue.getByRole('button', { name: behind }), 'put behind a criterion');
    await lead.page.locator('[role=menuitem]:focus').waitFor();
    await lead.page.keyboard.press('Enter');
    await queue.getByText(stagePanelWords.featuresSorted).waitFor();
    await page.getByText(nameWords.behindCount(1)).filter({ visible: true }).first().waitFor();
    await press(
      lead.page,
      lead.page.getByRole('button', { name: stagePanelWords.showWall }),
      'show the wall',
    );
    await look(ben, 'name, with a criterion that has grown');
    const new_one = lead.page.getByRole('button', { name: stagePanelWords.newCriterion });
    await dialog(new_one, 'a new criterion');
  });

  await step('plan: what nobody else reads', async () => {
    await go_to('plan', [planningWords.title]);
    await type(
      page,
      page.getByLabel(planningWords.words, { exact: true }),
      'the words',
      'Jo, at 1.53 eleven hands.',
    );
    await look(ada, 'plan');
    await look('facilitator', 'console while they plan');
  });

  await step('fishbowl: asked, answered, watched and ended by keyboard', async () => {
    const button = (name) => lead.page.getByRole('button', { name, exact: true });
    const on_console = (name) => press(lead.page, button(name), name);
    await on_console(fishbowlConsoleWords.place);
    await button(fishbowlConsoleWords.ask).waitFor();
    await look('facilitator', 'console with rooms to ask');
    await on_console(fishbowlConsoleWords.ask);
    await was_told(ada, fishbowlWords.ask('Facilitator'));
    await look(ada, 'plan, asked to be watched');
    for (const name of [ada, ben]) {
      const yes = people[name].page.getByRole('button', { name: fishbowlWords.yes, exact: true });
      await press(people[name].page, yes, fishbowlWords.yes);
    }
    await people[ada].page.locator('[data-fishbowl]:focus').waitFor();
    await look(ada, 'plan, having said yes');
    await button(fishbowlConsoleWords.begin).waitFor();
    await look('facilitator', 'console with a room that has said yes');
    // Somebody who comes now has no room, and watches.
    people[cleo] = await arrive(browser, cleo);
    await listen(people[cleo]);
    await participant.join(people[cleo], server.origin, server.joinCode);
    await on_console(fishbowlConsoleWords.begin);
    await focus_is_on_the_title(ada, first_step(ben));
    const watching = [ada, ben].map((name) => words.watchingFor('frame', name, 1).title);
    await focus_is_on_the_title(cleo, watching);
    await look(ada, 'fishbowl, in the room');
    await look(cleo, 'fishbowl, watching');
    await dialog(button(fishbowlConsoleWords.look), 'inside the fishbowl');
    await look('facilitator', 'console with a fishbowl');
    await press(
      lead.page,
      button(`${words.steeringWords.steer.skip}: ${consoleWords.room(1)}`),
      'the next step',
    );
    await until(
      () => people[cleo].told.some((each) => /performs attempt A/.test(each)),
      'who watches is told of the next step',
    );
    const stop = page.getByRole('button', { name: fishbowlWords.stop, exact: true });
    await press(page, stop, fishbowlWords.stop);
    await page.getByRole('dialog').first().waitFor();
    await look(ada, 'fishbowl, stopping it');
    await page.keyboard.press('Escape');
    await on_console(fishbowlConsoleWords.end);
    await focus_is_on_the_title(ada, [planningWords.title]);
    await focus_is_on_the_title(cleo, [planningWords.title]);
    await participant.leaveForGood(people[cleo]);
  });
}

async function room() {
  await step('the rooms open: the focus goes to what to do now, and it is said', async () => {
    await press(
      lead.page,
      lead.page.getByRole('button', { name: consoleWords.goTo.rehearse }),
      'start rehearsing',
    );
    await focus_is_on_the_title(ada, first_step(ben));
    await focus_is_on_the_title(ben, first_step(ada));
    await was_told(ada, roomWords.spoken(1, [ben]));
  });

  const { page } = people[ada];
  const goes_on = async (to) => {
    await press(page, page.getByRole('button', { name: roomWords.goOn[to], exact: true }), `go on to ${to}`);
    await participant.isAtStep(people[ada], to);
  };
  // Chance decides who begins; the first turn goes to Ada here, by keyboard as well.
  await step('a whole slot by keyboard: watch me for', async () => {
    if (!(await participant.performs(people[ada]))) {
      const card = lead.page.getByRole('article', { name: consoleWords.room(1), exact: true });
      await card.getByRole('button', { name: consoleWords.optionsRoom(1) }).focus();
      await lead.page.keyboard.press('Enter');
      const item = lead.page.getByRole('menuitem', { name: consoleWords.nextTurn });
      await item.waitFor();
      await lead.page.locator('[role=menuitem]:focus').waitFor();
      for (let tries = 0; !(await item.evaluate((entry) => entry === document.activeElement)); ++tries) {
        assert.ok(tries < 20, 'handing on the turn can be reached with the arrow keys');
        await lead.page.keyboard.press('ArrowDown');
      }
      await lead.page.keyboard.press('Enter');
    }
    await participant.isInRoomWith(people[ada], 'performer', [ben]);
    await look(ada, 'room, what to watch for');
    await type(
      page,
      page.getByRole('textbox', { name: roomWords.watchWords }),
      'the words',
      'my first sentence',
    );
    await press(page, page.getByRole('button', { name: roomWords.watchSay }), roomWords.watchSay);
    await participant.watchesFor(people[ben], ada, 'my first sentence');
    await look(ben, 'room, asked to watch');
  });

  await step('attempt A is written and shared by keyboard', async () => {
    await goes_on('attempt_a');
    await was_told(ben, words.instructionFor('attempt_a', 'coach', ada, {}).title);
    await look(ada, 'room, writing attempt A');
    await look(ben, 'room, coaching attempt A');
    await look('facilitator', 'console with rooms');
    const hold = people[ben].page.getByRole('button', { name: roomWords.hold });
    await press(people[ben].page, hold, roomWords.hold);
    await was_told(ada, roomWords.isHeld(ben));
    await look(ada, 'room, held by the coach');
    const again = people[ben].page.getByRole('textbox', { name: roomWords.rewindFrom });
    await type(people[ben].page, again, 'again from', 'Jo, at 1.53');
    await people[ben].page.keyboard.press('Enter');
    await was_told(ada, roomWords.again(ben, 'Jo, at 1.53'));
    await type(page, participant.attemptBox(people[ada]), 'the attempt', attempts.ada_a);
    await press(page, page.getByRole('button', { name: roomWords.shareA }), 'Share');
    await participant.seesAttempt(people[ben], participant.attemptOf('a', ada));
    await was_told(ben, words.instructionFor('write', 'coach', ada, { owes: true, waitsFor: [] }).title);
  });

  await step('feedback is written, given and opened by keyboard', async () => {
    await look(ben, 'room, feedback form');
    const exemplar = people[ben].page.getByRole('button', { name: words.playbookWords.readExemplar });
    await press(people[ben].page, exemplar, words.playbookWords.readExemplar);
    await people[ben].page.getByRole('dialog').waitFor();
    await look(ben, 'room, reading the exemplar over the form');
    await people[ben].page.keyboard.press('Escape');
    const form = participant.feedbackForm(people[ben], ada);
    await fills_the_form(people[ben].page, form, feedbackWords, reviews['ben on ada_a']);
    await people[ben].page.getByText(feedbackWords.sealed(ada), { exact: true }).first().waitFor();
    await look(ben, 'room, feedback sealed');
    const own = page.getByRole('form', { name: feedbackWords.own.title });
    await fills_the_form(page, own, feedbackWords.own, reviews['ada on ada_a']);
    await look(ada, 'room, feedback ready to open');
    await press(page, page.getByRole('button', { name: roomWords.open }), 'Open');
    await participant.readsFeedback(people[ada], ben, reviews['ben on ada_a']);
    await look(ada, 'room, feedback delivered');
    await look(ben, 'room, feedback read by a roommate');
  });

  await step('one step is chosen and put into words by keyboard', async () => {
    const choose = participant
      .feedbackFrom(people[ada], ben)
      .getByRole('button', { name: roomWords.chooseStep });
    await press(page, choose, roomWords.chooseStep);
    await goes_on('commit');
    await type(
      page,
      page.getByRole('textbox', { name: roomWords.fix }),
      'the fix',
      'I stand up and show it.',
    );
    await participant.seesFix(people[ben], ada, 'I stand up and show it.');
    await look(ada, 'room, the fix');
  });

  await step('attempt B is written by keyboard, help asked for, and the room looked into', async () => {
    await goes_on('attempt_b');
    await look(ada, 'room, do it again');
    await type(page, participant.attemptBox(people[ada]), 'attempt B', attempts.ada_b);
    await press(page, page.getByRole('button', { name: roomWords.shareB }), 'Share B');
    await participant.seesAttempt(people[ben], participant.attemptOf('b', ada));
    const judge = page.getByRole('region', { name: roomWords.judge });
    await reach(page, judge.getByRole('radio').first(), 'the gap is closed');
    await page.keyboard.press('Space');
    await type(page, judge.getByRole('textbox', { name: roomWords.judgeWhy }), 'why', 'Jo stood up.');
    await people[ben].page.getByText('Jo stood up.').first().waitFor();
    const worth = page.getByRole('group', { name: roomWords.worthOf(ben) });
    await reach(page, worth.getByRole('radio').first(), 'was it useful?');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await look(ada, 'room, attempt B beside attempt A');
    await press(page, page.getByRole('button', { name: roomWords.ask }), 'Ask for help');
    await type(page, page.getByRole('textbox', { name: roomWords.helpText }), 'what for', call_for_help);
    await press(page, page.getByRole('button', { name: roomWords.helpSend }), 'Ask');
    await lead.page.getByText(call_for_help).first().waitFor();
    await facilitator.startTimer(lead, 'Coffee', 10);
    await facilitator.onTimer(lead, 'pause', 'Coffee');
    await look('facilitator', 'console with a call for help and a timer');
    await dialog(lead.page.getByRole('button', { name: consoleWords.lookAt(1) }).first(), 'inside a room');
    await press(
      lead.page,
      lead.page.getByRole('button', { name: `${consoleWords.knock}: ${consoleWords.room(1)}`, exact: true }),
      'Knock',
    );
    await was_told(ada, roomWords.knocks('Facilitator'));
    await look(ada, 'room, somebody at the door');
    await press(page, page.getByRole('button', { name: roomWords.nextTurn }), roomWords.nextTurn);
    await participant.isInRoomWith(people[ben], 'performer', [ada]);
    await was_told(ben, roomWords.nowYouAre(words.roleWords.performer));
  });
}

async function afterwards() {
  await step('debrief, gap task, record and the door', async () => {
    await facilitator.goToDebrief(lead);
    await focus_is_on_the_title(ada, [words.debriefWords.title]);
    await look(ada, 'debrief');
    await look('facilitator', 'console in the debrief');
    const ask = lead.page.getByRole('button', { name: /^Ask to show/ }).first();
    await press(lead.page, ask, 'ask to show');
    await look(ben, 'debrief, asked for consent');
    await look('facilitator', 'console with a spotlight');
    await facilitator.goToCommit(lead);
    await focus_is_on_the_title(ada, [commitWords.title]);
    const { page } = people[ada];
    await type(page, page.getByLabel(commitWords.what, { exact: true }), 'what', 'Visit 9B on Thursday.');
    await look(ada, 'commit');
    await look('facilitator', 'console while they commit');
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
    await see_and_name();
    await room();
    await afterwards();
    assert.equal(found.length, 0, `axe found ${found.length}:\n${[...new Set(found)].join('\n')}`);
  },
  async () => {
    await browser.close();
    await server.stop();
  },
);
