// What a participant does and sees, by the names that people and screen readers know it by.
import assert from 'node:assert/strict';
import { until } from './browser.mjs';
import { answered } from './commands.mjs';
import { words } from './words.mjs';

const { feedbackWords, joinWords, lobbyWords, playbookWords, ratingWords, roleWords } = words;
const { roomWords, saveWords, sessionWords } = words;

export async function join(person, origin, code) {
  const { page } = person;
  await page.goto(`${origin}/?code=${code}`);
  await page.getByLabel(joinWords.name).fill(person.name);
  await page.getByRole('button', { name: joinWords.join, exact: true }).click();
  await page.waitForURL(/\/s\//);
  await page.getByRole('navigation').or(page.getByRole('main')).first().waitFor();
}

export async function isInLobby(person) {
  await person.page.getByRole('heading', { level: 1, name: lobbyWords.title(person.name) }).waitFor();
}

function people_of_room({ page }) {
  return page.getByRole('region', { name: roomWords.people }).getByRole('listitem');
}

const hasRole = ({ page }, role) =>
  page.getByRole('main').getByText(`${roomWords.youAre} ${roleWords[role]}`);

// In this role, in a room with these people and nobody else.
export async function isInRoomWith(person, role, names) {
  const everybody = [person.name, ...names].sort();
  let seen = [];
  const look = async () => {
    const rows = await people_of_room(person).allInnerTexts();
    seen = rows.map((row) => everybody.find((name) => row.includes(name)) ?? row).sort();
    return seen.join() === everybody.join();
  };
  await until(look, `${person.name} is in a room with ${names}`).catch((error) => {
    throw new Error(`${error.message}; the screen shows ${seen}`);
  });
  await hasRole(person, role).waitFor();
}

// Whether chance gave this person the first turn. Waits until their screen shows a role: one that is still being drawn has
// nothing to look for.
export async function performs(person) {
  const anyRole = hasRole(person, 'coach').or(hasRole(person, 'pupil'));
  await hasRole(person, 'performer').or(anyRole).first().waitFor();
  return (await hasRole(person, 'performer').count()) > 0;
}

export async function isTold(person, title) {
  await person.page.getByRole('heading', { level: 1, name: title }).waitFor();
}

// Over the work, on a phone.
export async function readsCriteria({ page }) {
  await page.getByRole('button', { name: playbookWords.criteriaShort, exact: true }).click();
  await page.getByRole('dialog', { name: playbookWords.criteria }).waitFor();
}

// --- the steps of a turn -----------------------------------------------------------------------------------------------

export async function isAtStep({ page }, step) {
  const steps = page.getByRole('list', { name: roomWords.steps });
  await steps.locator('[aria-current=step]').filter({ hasText: roomWords.stepName[step] }).waitFor();
}

// At the room's own pace: for all who are in it. The work of the new step is on the screen when this is over.
export async function goesOnTo(person, step) {
  await person.page.getByRole('button', { name: roomWords.goOn[step], exact: true }).click();
  await isAtStep(person, step);
}

// "Watch me for ...", which the others then see.
export async function asksToWatchFor(person, criterion, what) {
  const { page } = person;
  await page.getByRole('radio', { name: new RegExp(criterion) }).check();
  await page.getByRole('textbox', { name: roomWords.watchWords }).fill(what);
  await page.getByRole('button', { name: roomWords.watchSay }).click();
  await page.getByText(roomWords.watchSaid, { exact: true }).waitFor();
}

export async function watchesFor({ page }, name, what) {
  const shown = page.getByRole('region', { name: roomWords.asksToWatch(name) });
  await shown.getByText(what).waitFor();
}

export async function commitsTo({ page }, fix) {
  await page.getByRole('textbox', { name: roomWords.fix }).fill(fix);
}

export async function seesFix({ page }, name, fix) {
  await page
    .getByRole('region', { name: roomWords.fixOf(name) })
    .getByText(fix)
    .waitFor();
}

export async function judges(person, verdict, why) {
  const { page } = person;
  const form = page.getByRole('region', { name: roomWords.judge });
  await answered(person, 'judge_gap', () =>
    form.getByRole('radio', { name: roomWords.verdict[verdict], exact: true }).check(),
  );
  await form.getByRole('textbox', { name: roomWords.judgeWhy }).fill(why);
}

export async function findsUseful({ page }, reviewer, worth) {
  const group = page.getByRole('group', { name: roomWords.worthOf(reviewer) });
  await group.getByRole('radio', { name: roomWords.worth[worth], exact: true }).check();
}

// --- attempts ----------------------------------------------------------------------------------------------------------

export function attemptBox({ page }) {
  return page.getByRole('textbox', { name: roomWords.writeA });
}

// As somebody types it: key by key at the end of what is there.
export async function typeAttempt(person, text) {
  const box = attemptBox(person);
  await box.focus();
  await box.press('Control+End');
  await box.pressSequentially(text);
}

export async function draftIsSaved({ page }) {
  await page
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${saveWords.saved}$`) })
    .first()
    .waitFor();
}

export async function shareAttempt(person, which) {
  const name = which === 'b' ? roomWords.shareB : roomWords.shareA;
  await person.page.getByRole('button', { name }).click();
  await seesAttempt(person, ownAttempt(which));
}

// `name`: "Your attempt A", or "Attempt A by Ada Lovell".
export async function seesAttempt({ page }, name, text) {
  const card = page.getByRole('article', { name, exact: true });
  await card.waitFor();
  if (text === undefined) return;
  const shown = await card.locator('.attempt-text').innerText();
  assert.equal(plain(shown), plain(text), name);
}

export const ownAttempt = (letter) =>
  roomWords.mine(letter === 'b' ? roomWords.attemptB : roomWords.attemptA);
export const attemptOf = (letter, name) =>
  roomWords.by(letter === 'b' ? roomWords.attemptB : roomWords.attemptA, name);

// --- feedback ----------------------------------------------------------------------------------------------------------

export function feedbackForm({ page }, author) {
  return page.getByRole('form', { name: feedbackWords.formFor(author) });
}

async function fill(form, called, { ratings, strength, action_step }) {
  for (const [at, [score, evidence]] of ratings.entries()) {
    const group = form.getByRole('group', { name: new RegExp(`^Rating of criterion ${at + 1}:`) });
    await group.getByRole('radio', { name: ratingWords.scale[score], exact: true }).check();
    await form.getByLabel(feedbackWords.evidenceFor(at + 1), { exact: true }).fill(evidence);
  }
  await form.getByRole('textbox', { name: called.strength, exact: true }).fill(strength);
  await form.getByRole('textbox', { name: called.actionStep, exact: true }).fill(action_step);
}

export async function fillFeedback(person, author, review) {
  await fill(feedbackForm(person, author), feedbackWords, review);
}

export async function giveFeedback(person, author, review) {
  await fillFeedback(person, author, review);
  await feedbackForm(person, author).getByRole('button', { name: feedbackWords.give }).click();
  await person.page.getByText(feedbackWords.sealed(author), { exact: true }).first().waitFor();
}

// The performer, on the same form as the others.
export async function rateOneself(person, review) {
  const form = person.page.getByRole('form', { name: feedbackWords.own.title });
  await fill(form, feedbackWords.own, review);
  await form.getByRole('button', { name: feedbackWords.own.give }).click();
  await person.page.getByText(feedbackWords.own.sealed, { exact: true }).first().waitFor();
}

// On the attempt of this name. Without waiting for everybody only its author can: `early`.
export async function openFeedback({ page }, attempt, { early = false } = {}) {
  const article = page.getByRole('article', { name: attempt, exact: true });
  await article.waitFor();
  // The turn's own attempt stands by itself; what is left over from another is a thread of its own.
  const thread = page.locator('.thread').filter({ has: article });
  const place = (await thread.count()) > 0 ? thread : page;
  await place.getByRole('button', { name: early ? roomWords.openEarly : roomWords.open }).click();
}

// What is done with is folded away under the work of now.
export async function unfoldEarlierTurns({ page }) {
  const earlier = page
    .locator('details')
    .filter({ has: page.locator('summary', { hasText: roomWords.earlier }) });
  await earlier.or(page.locator('.thread')).first().waitFor();
  if ((await earlier.count()) > 0) await earlier.evaluate((details) => details.setAttribute('open', ''));
}

export function feedbackFrom({ page }, reviewer) {
  return page.getByRole('article', { name: feedbackWords.by(reviewer), exact: true });
}

// The feedback with these words, whoever's screen it is on.
export async function readsFeedback(person, reviewer, { ratings, strength, action_step }) {
  const card = feedbackFrom(person, reviewer).filter({ hasText: action_step });
  await card.waitFor();
  const shown = plain(await card.innerText());
  for (const words_given of [strength, action_step, ...ratings.map(([, evidence]) => evidence)]) {
    assert.ok(
      shown.includes(plain(words_given)),
      `${person.name} does not read "${words_given}" in\n${shown}`,
    );
  }
  for (const [score] of ratings)
    assert.ok(shown.includes(ratingWords.scale[score]), `${ratingWords.scale[score]} in\n${shown}`);
}

export async function worksOn(person, reviewer) {
  const card = feedbackFrom(person, reviewer);
  await card.getByRole('button', { name: roomWords.chooseStep }).click();
  await card.getByRole('button', { name: roomWords.chosenStep, pressed: true }).waitFor();
}

export async function handOnTheTurn({ page }) {
  await page.getByRole('button', { name: roomWords.nextTurn }).first().click();
}

// --- help, and going ------------------------------------------------------------------------------------------------------

// Asked, and known to the server: before that it cannot be taken back.
export async function askForHelp(person, text) {
  const { page } = person;
  await page.getByRole('button', { name: roomWords.ask }).click();
  const dialog = page.getByRole('dialog', { name: roomWords.helpTitle });
  await dialog.getByRole('textbox', { name: roomWords.helpText }).fill(text);
  await answered(person, 'ask_for_help', () =>
    dialog.getByRole('button', { name: roomWords.helpSend }).click(),
  );
  await dialog.waitFor({ state: 'hidden' });
  const waiting = page.getByRole('status').filter({ hasText: roomWords.helpWaiting });
  await waiting.getByRole('button', { name: roomWords.helpTakeBack }).waitFor();
}

export async function takeBackHelp(person) {
  const { page } = person;
  await answered(person, 'close_help', () =>
    page.getByRole('button', { name: roomWords.helpTakeBack }).click(),
  );
  await page.getByRole('button', { name: roomWords.ask }).waitFor();
}

export async function chooseInMenu(person, item) {
  await person.page.getByRole('banner').getByRole('button', { name: person.name }).click();
  await person.page.getByRole('menuitem', { name: item }).click();
}

export async function leaveForGood(person) {
  await chooseInMenu(person, sessionWords.leave);
  const dialog = person.page.getByRole('dialog', { name: sessionWords.leaving.title });
  await dialog.getByRole('button', { name: sessionWords.leaving.leave, exact: true }).click();
  await person.page
    .getByRole('heading', { name: words.endingWords({ is: 'closed', code: 4504 }).title })
    .waitFor();
}

// Each field saves itself.
export async function writesGapTask({ page }, { what, with_whom, by_when, evidence }) {
  const { commitWords } = words;
  await page.getByRole('heading', { level: 1, name: commitWords.title }).waitFor();
  await page.getByLabel(commitWords.what, { exact: true }).fill(what);
  await page.getByLabel(commitWords.withWhom, { exact: true }).fill(with_whom);
  await page.getByLabel(commitWords.byWhen, { exact: true }).fill(by_when);
  await page.getByLabel(commitWords.evidence, { exact: true }).fill(evidence);
}

// Spaces and line ends do not count when texts are compared: a page wraps them as it likes.
export function plain(text) {
  return text.replace(/\s+/gu, ' ').trim();
}

export async function readsRecord(person) {
  await person.page.getByRole('heading', { level: 1, name: words.recordWords.title(person.name) }).waitFor();
}

export async function comesBack(person) {
  await person.page.getByRole('button', { name: words.appWords.comeBack }).click();
}
