// What a facilitator does on the console, by the names that people and screen readers know it by.
import { words } from './words.mjs';

const { consoleWords, fishbowlConsoleWords, sessionWords, steeringWords, timingWords } = words;

export async function openConsole(person, { origin, session, facilitatorTicket }) {
  await person.page.goto(`${origin}/s/${session}#ticket=${facilitatorTicket}`);
  await person.page.getByRole('heading', { level: 1, name: consoleWords.title.lobby }).waitFor();
}

async function choose({ page }, item) {
  await page.getByRole('button', { name: consoleWords.more }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

export async function prepareGroups(person, groups) {
  await choose(person, consoleWords.placement);
  const dialog = person.page.getByRole('dialog', { name: consoleWords.placementTitle });
  await dialog.getByRole('radio', { name: consoleWords.mode.prepared }).check();
  await dialog
    .getByRole('textbox', { name: consoleWords.groups })
    .fill(groups.map((names) => names.join(', ')).join('\n'));
  await dialog.getByRole('button', { name: consoleWords.savePlacement }).click();
  await dialog.waitFor({ state: 'hidden' });
}

// What the playbook plans, otherwise: {pace: "own"}, {slots: 1}, {seconds: {attempt_a: 8}}.
export async function adjustPlan(person, { pace, slots, seconds = {}, minutes = {} }) {
  await choose(person, consoleWords.plan);
  const dialog = person.page.getByRole('dialog', { name: timingWords.title });
  if (pace) await dialog.getByRole('radio', { name: timingWords.paces[pace] }).check();
  if (slots) await dialog.getByLabel(timingWords.slots, { exact: true }).selectOption(String(slots));
  for (const [step, value] of Object.entries(seconds)) {
    await dialog
      .getByLabel(timingWords.secondsOf(steeringWords.step[step]), { exact: true })
      .fill(`${value}`);
  }
  for (const [stage, value] of Object.entries(minutes)) {
    await dialog
      .getByLabel(timingWords.minutesOf(sessionWords.stage[stage]), { exact: true })
      .fill(`${value}`);
  }
  await dialog.getByRole('button', { name: timingWords.save }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function counts({ page }, here, all) {
  await page
    .getByRole('button', { name: consoleWords.peopleHere(here, all), exact: true })
    .first()
    .waitFor();
}

export async function startRehearsing({ page }) {
  await choose({ page }, consoleWords.straightTo(sessionWords.stage.rehearse));
  await page.getByRole('heading', { level: 1, name: consoleWords.title.rehearse }).waitFor();
}

export async function goToDebrief({ page }) {
  await page.getByRole('button', { name: consoleWords.goTo.debrief }).click();
  const dialog = page.getByRole('dialog', { name: consoleWords.goOnDebrief.title });
  await dialog.getByRole('button', { name: consoleWords.goOnDebrief.go }).click();
  await page.getByRole('heading', { level: 1, name: consoleWords.title.debrief }).waitFor();
}

export async function goToCommit({ page }) {
  await page.getByRole('button', { name: consoleWords.goTo.commit }).click();
  await page.getByRole('heading', { level: 1, name: consoleWords.title.commit }).waitFor();
}

export async function endSession({ page }) {
  await page.getByRole('button', { name: consoleWords.goTo.ended }).click();
  const dialog = page.getByRole('dialog', { name: consoleWords.goOnEnd.title });
  await dialog.getByRole('button', { name: consoleWords.goOnEnd.go }).click();
  await page.getByRole('heading', { level: 1, name: consoleWords.title.ended }).waitFor();
}

export async function announce(person, text) {
  await choose(person, consoleWords.announce);
  const dialog = person.page.getByRole('dialog', { name: consoleWords.announceTitle });
  await dialog.getByRole('textbox', { name: consoleWords.announceLabel }).fill(text);
  await dialog.getByRole('button', { name: consoleWords.announceSend }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function openTimers({ page }) {
  await page.getByRole('button', { name: consoleWords.start, exact: true }).click();
}

// For everybody, beside the clocks of stages and steps.
export async function startTimer(person, label, minutes) {
  const { page } = person;
  await openTimers(person);
  const dialog = page.getByRole('dialog', { name: consoleWords.startTitle });
  await dialog.getByLabel(consoleWords.label).fill(label);
  await dialog.getByLabel(consoleWords.minutes).fill(`${minutes}`);
  await dialog.getByRole('button', { name: consoleWords.start }).click();
  await page.getByRole('timer', { name: label }).first().waitFor();
}

export async function onTimer({ page }, what, label) {
  await page
    .getByRole('button', { name: `${consoleWords[what]}: ${label}` })
    .first()
    .click();
}

// Steers the step of all rooms: "pause", "skip", "extend60", ...
export async function steer({ page }, how) {
  const name = `${steeringWords.steer[how]}: ${steeringWords.everywhere}`;
  await page.getByRole('button', { name, exact: true }).click();
}

// One room is asked to rehearse in front of everybody; everybody is given their room first.
export async function asksForFishbowl({ page }) {
  await page.getByRole('button', { name: fishbowlConsoleWords.place }).click();
  await page.getByRole('button', { name: fishbowlConsoleWords.ask }).click();
  await page.getByRole('button', { name: fishbowlConsoleWords.takeBack }).waitFor();
}

export async function opensFishbowl({ page }, number) {
  await page.getByRole('button', { name: fishbowlConsoleWords.begin }).click();
  await page.getByText(fishbowlConsoleWords.watched(number), { exact: true }).waitFor();
}

export async function endsFishbowl({ page }) {
  await page.getByRole('button', { name: fishbowlConsoleWords.end }).click();
  await page.getByRole('button', { name: fishbowlConsoleWords.ask }).waitFor();
}

// Steers the step of one room.
export async function steerRoom({ page }, number, how) {
  const name = `${steeringWords.steer[how]}: ${consoleWords.room(number)}`;
  await page.getByRole('button', { name, exact: true }).click();
}

export function roomCard({ page }, number) {
  return page.getByRole('article', { name: consoleWords.room(number), exact: true });
}
