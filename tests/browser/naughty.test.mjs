// The naughty strings through every text field of real pages, and onto the screens of the others: shown as they are, with no
// dialog, no script, nothing that the content policy had to stop; or refused in words.
import assert from 'node:assert/strict';
import { arrive, launchBrowser, until } from './support/browser.mjs';
import * as facilitator from './support/facilitator.mjs';
import { bare, lines_of, pages_of, refused } from './support/naughty.mjs';
import * as participant from './support/participant.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { consoleWords, joinWords, lobbyWords, roomWords } = words;

const server = await startServer();
const browser = await launchBrowser();
const people = {};
let lead;

// Commands of this browser that the server has answered.
const answers = (person) =>
  person.heard.filter((frame) => /^\{"frame":"(acknowledged|refused)"/.test(frame)).length;

async function answered(person, act) {
  const before = answers(person);
  await act();
  await until(() => answers(person) > before, `an answer to ${person.name}`);
}

async function shows(locator, text, where) {
  let seen = '';
  const look = async () => {
    seen = (await locator.allInnerTexts()).join('\n');
    return bare(seen).includes(bare(text));
  };
  await until(look, `${where} shows ${JSON.stringify(text)}`).catch((error) => {
    throw new Error(`${error.message}\nbut ${JSON.stringify(seen.slice(0, 3000))}`);
  });
}

async function before_joining() {
  await step('the join page: every string as a code and as a name', async () => {
    people.ada = await arrive(browser, 'Ada');
    const { page } = people.ada;
    await page.goto(server.origin);
    const code = page.getByLabel(joinWords.code);
    const name = page.getByLabel(joinWords.name);
    for (const text of [...lines_of(1_000), ...refused]) {
      await code.fill(text.slice(0, 200));
      await name.fill(text);
    }
    await page.getByRole('button', { name: joinWords.join, exact: true }).click();
    await page.getByRole('heading', { name: joinWords.title }).waitFor();
    for (const text of lines_of(60).slice(0, 20))
      await page.goto(`${server.origin}/?code=${encodeURIComponent(text)}`);
    for (const who of ['ada', 'ben']) {
      people[who] ??= await arrive(browser, 'Ben');
      await participant.join(people[who], server.origin, server.joinCode);
    }
    lead = await arrive(browser, 'Facilitator');
    people.facilitator = lead;
    await facilitator.openConsole(lead, server);
  });
}

async function names() {
  await step("every string as somebody's name, on the facilitator's and a colleague's screen", async () => {
    const { page } = people.ada;
    const rename = async (text) => {
      await page.getByRole('button', { name: lobbyWords.change, exact: true }).click();
      const field = page.getByRole('dialog').getByRole('textbox');
      await field.fill(text);
      await field.press('Enter');
    };
    for (const text of lines_of(60)) {
      await answered(people.ada, () => rename(text));
      await shows(lead.page.getByRole('main'), text, 'the console');
    }
    await shows(people.ben.page.getByRole('main'), lines_of(60).at(-1), 'the lobby');
    await answered(people.ada, () => rename(refused[0]));
    await page.getByText('control character').first().waitFor();
    await answered(people.ada, () => rename('Ada'));
  });

  await step('every string in the prepared lists and the search for people', async () => {
    const { page } = lead;
    const seen = new Set();
    const lines = lines_of(60).filter((text) => {
      const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\s+/gu, '');
      return !/[,;\t]/.test(text) && !seen.has(folded) && seen.add(folded);
    });
    await facilitator.prepareGroups(
      lead,
      lines.map((text) => [text]),
    );
    await page.getByRole('button', { name: consoleWords.more }).click();
    await page.getByRole('menuitem', { name: consoleWords.placement, exact: true }).click();
    const kept = await page.getByRole('textbox', { name: consoleWords.groups }).inputValue();
    for (const text of lines)
      assert.ok(bare(kept).includes(bare(text)), `the lists hold ${JSON.stringify(text)}`);
    await page.getByRole('radio', { name: consoleWords.mode.random }).check();
    await page.getByRole('button', { name: consoleWords.savePlacement }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: consoleWords.more }).click();
    await page.getByRole('menuitem', { name: consoleWords.people, exact: true }).click();
    for (const text of lines) await page.getByLabel(consoleWords.searchPeople).fill(text);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words.dialogWords.close, exact: true })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
}

async function attempts_and_feedback() {
  // Two people who take turns: who performs the n-th, and who is the other.
  let turns;
  const turn = (at) => turns[at % 2];
  await step(
    'every string in an attempt and in every field of a feedback form, sent, opened and read',
    async () => {
      await facilitator.startRehearsing(lead);
      const pages = pages_of(950);
      const { ada, ben } = people;
      turns = (await participant.performs(ada))
        ? [
            [ada, ben],
            [ben, ada],
          ]
        : [
            [ben, ada],
            [ada, ben],
          ];
      for (const [at, text] of pages.entries()) {
        const [author, reviewer] = turn(at);
        await participant.attemptBox(author).first().fill(text);
        await author.page.getByRole('button', { name: roomWords.shareA }).click();
        await shows(
          reviewer.page.getByRole('article', { name: participant.attemptOf('a', author.name) }).first(),
          text,
          'the room',
        );
        const review = {
          ratings: [1, 2, 3, 4].map((score) => [score, text]),
          strength: text,
          action_step: text,
        };
        await participant.giveFeedback(reviewer, author.name, review);
        await author.page.getByRole('button', { name: roomWords.open }).click();
        const card = participant.feedbackFrom(author, reviewer.name).first();
        await card.waitFor();
        const read = bare(await card.innerText());
        assert.equal(read.split(bare(text)).length - 1, 6, `six fields hold ${JSON.stringify(text)}`);
        await answered(author, () => author.page.getByRole('button', { name: roomWords.nextTurn }).click());
        await reviewer.page.getByRole('button', { name: roomWords.shareA }).waitFor();
      }
    },
  );

  await step('what may not be sent is refused in words, and kept', async () => {
    const [author] = turn(pages_of(950).length);
    await participant.attemptBox(author).first().fill(refused[0]);
    await author.page.getByRole('button', { name: roomWords.shareA }).click();
    await author.page.getByText('control character').first().waitFor();
    assert.equal(await participant.attemptBox(author).first().inputValue(), refused[0]);
    await participant
      .attemptBox(author)
      .first()
      .fill('Jo, at 1.52 six pupils were still putting atlases away.');
    await author.page.getByRole('button', { name: roomWords.shareA }).click();
    await author.page
      .getByRole('article', { name: participant.ownAttempt('a'), exact: true })
      .first()
      .waitFor();
  });
}

async function talking() {
  await step('every string as an announcement', async () => {
    for (const text of pages_of(480)) {
      await facilitator.announce(lead, text);
      await shows(people.ben.page.getByRole('main'), text, 'the room');
    }
  });

  await step('every string in a call for help', async () => {
    for (const text of pages_of(480)) {
      await participant.askForHelp(people.ben, text);
      await shows(lead.page.getByRole('main'), text, 'the help queue');
      await answered(people.ben, () =>
        people.ben.page.getByRole('button', { name: roomWords.helpTakeBack }).click(),
      );
    }
  });

  await step('every string as the name of a timer', async () => {
    const { page } = lead;
    for (const text of pages_of(115, { line: true })) {
      await facilitator.openTimers(lead);
      const dialog = page.getByRole('dialog', { name: consoleWords.startTitle });
      await dialog.getByLabel(consoleWords.label).fill(text);
      const minutes = dialog.getByLabel(consoleWords.minutes);
      await minutes.fill('1');
      await answered(lead, () => minutes.press('Enter'));
      await shows(people.ben.page.getByRole('timer'), text, 'the clock');
      await answered(lead, () =>
        page
          .getByRole('button', { name: new RegExp(`^${consoleWords.cut}:`) })
          .first()
          .press('Enter'),
      );
    }
  });

  await step('every string as the reason for hiding something', async () => {
    const { page } = lead;
    await page
      .getByRole('button', { name: consoleWords.lookAt(1) })
      .first()
      .click();
    const room = page.getByRole('dialog', { name: consoleWords.room(1) });
    for (const [at, text] of pages_of(290).entries()) {
      const [button, title] =
        at % 2 === 0
          ? [consoleWords.hide, consoleWords.hideTitle]
          : [consoleWords.restore, consoleWords.restoreTitle];
      await room.getByRole('button', { name: button, exact: true }).first().click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByLabel(consoleWords.reason, { exact: true }).fill(text);
      await answered(lead, () => dialog.getByRole('button', { name: button, exact: true }).click());
    }
    await page.keyboard.press('Escape');
    await room.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: consoleWords.more }).click();
    await page.getByRole('menuitem', { name: consoleWords.audit, exact: true }).click();
    for (const text of pages_of(290)) await shows(page.getByRole('dialog'), text, 'the audit trail');
  });
}

await run(
  'naughty',
  () => Object.values(people),
  async () => {
    await before_joining();
    await names();
    await attempts_and_feedback();
    await talking();
    for (const person of Object.values(people)) assert.deepEqual(person.troubles, [], person.name);
    const metrics = await (await fetch(`${server.origin}/metrics`)).text();
    assert.match(metrics, /^reprise_csp_reports_total 0$/m);
  },
  async () => {
    await browser.close();
    await server.stop();
  },
);
