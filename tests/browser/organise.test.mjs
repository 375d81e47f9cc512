// /organise as a facilitator uses it: the key, a playbook that is looked at, changed in all its parts, taken away as a file
// and brought back with a mistake in it, kept from somebody else who would replace or remove it, removed, and a session opened
// with its groups. Every screen is looked at by axe, in the dark and at 320 px.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from './support/accessibility.mjs';
import { arrive, launchBrowser } from './support/browser.mjs';
import { press, type } from './support/keyboard.mjs';
import { picture } from './support/screenshots.mjs';
import { root, startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { consoleWords, joinWords, organiseWords, playbookWords, timingWords } = words;
const server = await startServer();
const key = readFileSync(join(server.data, 'organiser.key'), 'utf8').trim();
const browser = await launchBrowser();
const fiona = await arrive(browser, 'Fiona');
const { page } = fiona;
const found = [];

const button = (name) => page.getByRole('button', { name, exact: true });
const heading = (name) => page.getByRole('heading', { level: 1, name, exact: true });

async function look(screen) {
  found.push(...(await inspect(fiona, screen)));
  await picture(fiona, screen.replace(/[^a-z]+/g, '-'), { views: ['desktop', 'small'] });
}

async function is_focused(what) {
  await what.waitFor();
  assert.ok(await what.evaluate((element) => element === document.activeElement), 'the focus is there');
}

// A folded part of a playbook that is changed: opened, or closed again.
async function fold(title) {
  await press(page, page.locator('summary').filter({ hasText: title }), title);
}

async function the_schema() {
  await step('the shape of a playbook’s file is there for editors', async () => {
    const answer = await fetch(`${server.origin}/playbook.schema.json`);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    const file = readFileSync(join(root, 'protocol/generated/playbook.schema.json'), 'utf8');
    assert.equal(await answer.text(), file);
  });
}

async function the_key() {
  await step('the key is asked for, and a wrong one is said to be wrong', async () => {
    await page.goto(`${server.origin}/organise`);
    await heading(organiseWords.keyTitle).waitFor();
    await type(page, page.getByLabel(organiseWords.key), 'the key', 'not-the-key');
    await page.keyboard.press('Enter');
    await page.getByText(organiseWords.keyWrong).waitFor();
    await look('organise key');
  });
  await step('the right one leads to the playbooks, by keyboard alone', async () => {
    await page.getByLabel(organiseWords.key).fill(key);
    await page.keyboard.press('Enter');
    await is_focused(heading(organiseWords.title));
    await page.getByRole('article').nth(5).waitFor();
    assert.equal(await page.getByRole('article').count(), 6);
    assert.equal(await page.evaluate((of) => JSON.stringify(localStorage).includes(of), key), false);
    await look('organise shelf');
  });
}

async function a_playbook() {
  await step('a playbook is looked at', async () => {
    await press(page, page.getByRole('link', { name: /good reason to be angry/ }), 'the playbook');
    await is_focused(heading('Meeting a parent who has good reason to be angry'));
    await page.getByText(organiseWords.inAll(55 * 60)).waitFor();
    for (const each of await page.locator('summary').all()) await each.click();
    await look('organise playbook');
  });
  await step('it is changed and saved as one’s own', async () => {
    await press(page, button(organiseWords.change), 'Change');
    await look('organise change');
    for (const each of await page.locator('summary').all()) await each.click();
    await look('organise change unfolded');
    for (const each of await page.locator('summary').all()) await each.click();
    await page.getByLabel(organiseWords.playbookTitle, { exact: true }).fill('Angry parents, autumn');
    await fold(organiseWords.timingsSection);
    await page.getByLabel(timingWords.minutesOf('See'), { exact: true }).fill('4');
    await page
      .getByText(organiseWords.inAll(53 * 60))
      .first()
      .waitFor();
    await fold(organiseWords.timingsSection);
    await fold(playbookWords.criteria);
    const criterion = (number) => organiseWords.nth('criteria', number);
    await press(page, button(organiseWords.down(criterion(1))), 'Move criterion 1 down');
    await press(page, button(organiseWords.remove(criterion(4))), 'Remove criterion 4');
    await fold(playbookWords.criteria);
    await fold(organiseWords.exemplarSection);
    await page.getByLabel(organiseWords.exemplarTitle, { exact: true }).fill('The father at the gate');
    await page.getByLabel(playbookWords.passage(1), { exact: true }).fill('He does not sit down.');
    await press(page, button(organiseWords.remove(organiseWords.nth('passages', 2))), 'Remove passage 2');
    await fold(organiseWords.exemplarSection);
    await fold(organiseWords.scenarioSection);
    await page.getByLabel(organiseWords.briefOf.coach, { exact: true }).fill('');
    await page.getByLabel(organiseWords.harder, { exact: true }).fill('He has brought his sister.');
    await fold(organiseWords.scenarioSection);
    await fold(organiseWords.formSection);
    await page
      .getByLabel(organiseWords.nth('strength_starters', 1), { exact: true })
      .fill('You kept your voice down when');
    await fold(organiseWords.formSection);
    await fold(organiseWords.namingSection);
    await page.getByLabel(organiseWords.featuresEach, { exact: true }).selectOption('3');
    await fold(organiseWords.namingSection);
    await page.getByLabel(organiseWords.saveName).fill('Angry Parents');
    await press(page, button(organiseWords.saveAs), 'Save');
    const brief = page.getByLabel(organiseWords.briefOf.coach, { exact: true });
    await is_focused(brief);
    await page.getByText(organiseWords.toMend(1), { exact: true }).waitFor();
    await look('organise change with a mistake');
    await brief.fill('You stand where he can see you.');
    await press(page, button(organiseWords.saveAs), 'Save');
    await is_focused(page.getByLabel(organiseWords.saveName));
    await page.getByLabel(organiseWords.saveName).fill('angry-parents');
    await press(page, button(organiseWords.saveAs), 'Save');
    await is_focused(heading('Angry parents, autumn'));
    await page.getByText(organiseWords.own, { exact: true }).waitFor();
    assert.match(page.url(), /\/organise#angry-parents$/);
    const { playbook } = await (await fetch(`${server.origin}/api/playbooks/angry-parents`)).json();
    assert.equal(playbook.exemplar.title, 'The father at the gate');
    assert.equal(playbook.exemplar.passages[0], 'He does not sit down.');
    assert.equal(playbook.scenario.coach, 'You stand where he can see you.');
    assert.equal(playbook.scenario.harder, 'He has brought his sister.');
    assert.equal(playbook.form.strength_starters[0], 'You kept your voice down when');
    assert.equal(playbook.features_asked, 3);
  });
  await step('it is changed again without a question: this browser has its edit key', async () => {
    await press(page, button(organiseWords.change), 'Change');
    await fold(organiseWords.scenarioSection);
    await page.getByLabel(organiseWords.situation, { exact: true }).fill('Friday, ten past three.');
    await press(page, button(organiseWords.saveAs), 'Save');
    await is_focused(heading('Angry parents, autumn'));
    const answer = await fetch(`${server.origin}/api/playbooks/angry-parents`);
    assert.equal((await answer.json()).playbook.scenario.situation, 'Friday, ten past three.');
  });
}

// Another browser with the same organiser's key, which has not saved these playbooks.
async function somebody_else() {
  await step('somebody else neither replaces nor removes it, and is shown the way to a copy', async () => {
    const gus = await arrive(browser, 'Gus');
    const at = (name) => gus.page.getByRole('button', { name, exact: true });
    await gus.page.goto(`${server.origin}/organise#angry-parents`);
    await gus.page.getByLabel(organiseWords.key).fill(key);
    await gus.page.keyboard.press('Enter');
    await at(organiseWords.takeAway).click();
    const dialog = gus.page.getByRole('dialog');
    await dialog.getByRole('button', { name: organiseWords.takeAway, exact: true }).click();
    await dialog.getByRole('alert').getByText('Save a copy of your own under another name.').waitFor();
    found.push(...(await inspect(gus, 'organise remove without the key')));
    await picture(gus, 'organise-remove', { views: ['desktop', 'small'] });
    await gus.page.keyboard.press('Escape');
    await at(organiseWords.change).click();
    await gus.page.getByLabel(organiseWords.playbookTitle, { exact: true }).fill('Gus was here');
    await gus.page.getByLabel(organiseWords.saveName).fill('angry-parents');
    await gus.page.getByText(organiseWords.saveForeign).waitFor();
    await at(organiseWords.saveAs).click();
    await gus.page.getByText('it changes with its edit key only').waitFor();
    found.push(...(await inspect(gus, 'organise save without the key')));
    await picture(gus, 'organise-save-without-the-key', { views: ['desktop', 'small'] });
    await at(organiseWords.saveCopy('angry-parents-2')).click();
    await at(organiseWords.saveAs).click();
    await gus.page.getByRole('heading', { level: 1, name: 'Gus was here', exact: true }).waitFor();
    assert.match(gus.page.url(), /#angry-parents-2$/);
    await at(organiseWords.takeAway).click();
    await dialog.getByRole('button', { name: organiseWords.takeAway, exact: true }).click();
    await gus.page.getByRole('heading', { level: 1, name: organiseWords.title, exact: true }).waitFor();
    assert.deepEqual(
      gus.troubles.filter((each) => !each.includes('403')),
      [],
    );
    await gus.leave();
    const left = await (await fetch(`${server.origin}/api/playbooks`)).json();
    assert.deepEqual(
      left.playbooks.filter((each) => each.own).map((each) => each.title),
      ['Angry parents, autumn'],
    );
  });
}

async function a_file() {
  const file = join(server.data, 'mine.yaml');
  await step('it is taken away as a file', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: organiseWords.download }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'angry-parents.yaml');
    await download.saveAs(file);
    assert.match(readFileSync(file, 'utf8'), /^title: "Angry parents, autumn"$/m);
  });
  await step('brought back with a mistake, it is shown with its line', async () => {
    const lines = readFileSync(file, 'utf8').replace('room_size: 3', 'room_size: 7').split('\n');
    writeFileSync(file, lines.join('\n'));
    await press(page, button(organiseWords.all), 'All playbooks');
    await heading(organiseWords.title).waitFor();
    await page.getByRole('article').nth(6).waitFor();
    assert.equal(await page.getByRole('article').count(), 7);
    await page.getByLabel(organiseWords.importChoose).and(page.locator('input')).setInputFiles(file);
    const alert = page
      .getByRole('alert')
      .filter({ hasText: 'room_size must be a whole number from 2 to 4.' });
    await alert.getByText('room_size: 7', { exact: true }).waitFor();
    await alert.getByText(`${organiseWords.importLine(lines.indexOf('room_size: 7') + 1)}:`).waitFor();
    await look('organise import with a mistake');
  });
  await step('mended, it is saved', async () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('room_size: 7', 'room_size: 2'));
    await page.getByLabel(organiseWords.importChoose).and(page.locator('input')).setInputFiles(file);
    await is_focused(heading(organiseWords.importedTitle('Angry parents, autumn')));
    await page.getByLabel(organiseWords.saveName).fill('angry-pairs');
    await press(page, button(organiseWords.saveAs), 'Save');
    await is_focused(heading('Angry parents, autumn'));
    assert.match(page.url(), /#angry-pairs$/);
  });
}

async function a_session() {
  await step('a session is opened, and its code and links are there to give', async () => {
    await press(page, button(organiseWords.open), 'Open a session');
    await page.getByLabel(organiseWords.yourName).fill('Fiona');
    await look('organise open');
    await fold(organiseWords.groups);
    await page.getByRole('radio', { name: consoleWords.mode.prepared }).check();
    await page.getByLabel(consoleWords.groups, { exact: true }).fill('Ada, Ben\nCy, ada');
    await press(page, button(organiseWords.openGo), 'Open');
    await page.getByText('A name stands in these groups twice.').waitFor();
    await look('organise open with groups');
    await page.getByLabel(consoleWords.groups, { exact: true }).fill('Ada, Ben\nCy, Dee');
    await press(page, button(organiseWords.openGo), 'Open');
    await is_focused(heading(organiseWords.opened));
    await look('organise opened');
    await press(page, button(organiseWords.copyOf(organiseWords.forEverybody)), 'Copy');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, new RegExp(`^${server.origin}/\\?code=[A-Z0-9]{6}$`));
    const ada = await arrive(browser, 'Ada');
    await ada.page.goto(link);
    await ada.page.getByLabel(joinWords.name).fill('Ada');
    await ada.page.getByRole('button', { name: joinWords.join, exact: true }).click();
    await press(page, page.getByRole('link', { name: organiseWords.toConsole }), 'Go to the console');
    await heading(consoleWords.title.lobby).waitFor();
    const pairs = consoleWords.placementNow(consoleWords.mode.prepared, consoleWords.sizes[2]);
    await page.getByText(pairs).first().waitFor();
    await page
      .getByRole('button', { name: consoleWords.peopleHere(1, 1), exact: true })
      .first()
      .waitFor();
    await ada.leave();
  });
}

await run(
  'organise',
  () => [fiona],
  async () => {
    await the_schema();
    await the_key();
    await a_playbook();
    await somebody_else();
    await a_file();
    await a_session();
    assert.equal(found.length, 0, `axe found ${found.length}:\n${[...new Set(found)].join('\n')}`);
  },
  async () => {
    await browser.close();
    await server.stop();
  },
);
