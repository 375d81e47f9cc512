// The naughty strings through every text field of real pages, and onto the screens of the others: shown as they are, with no
// dialog, no script, nothing that the content policy had to stop; or refused in words.
import assert from 'node:assert/strict';
import { arrive, launchBrowser, until } from './support/browser.mjs';
import { answered } from './support/commands.mjs';
import * as facilitator from './support/facilitator.mjs';
import { bare, lines_of, pages_of, refused } from './support/naughty.mjs';
import * as participant from './support/participant.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { consoleWords, dialogWords, joinWords, lobbyWords, roomWords, sessionWords } = words;
const refusal = 'control character';

const server = await startServer();
const browser = await launchBrowser();
const people = {};
let lead;

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
    const rename = (text) =>
      answered(people.ada, 'rename', async () => {
        await page.getByRole('button', { name: lobbyWords.change, exact: true }).click();
        const field = page.getByRole('dialog').getByRole('textbox');
        await field.fill(text);
        await field.press('Enter');
      });
    for (const text of lines_of(60)) {
      await rename(text);
      await shows(lead.page.getByRole('main'), text, 'the console');
    }
    await shows(people.ben.page.getByRole('main'), lines_of(60).at(-1), 'the lobby');
    for (const text of refused) {
      assert.equal((await rename(cut_to(text, 60))).problem?.code, 'bad_text', JSON.stringify(text));
      await page.getByText(refusal).first().waitFor();
    }
    await rename('Ada');
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
    await page.getByRole('dialog').getByRole('button', { name: dialogWords.close, exact: true }).click();
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
      await facilitator.adjustPlan(lead, { pace: 'own' });
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
        await participant.goesOnTo(author, 'attempt_a');
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
        // Until the server has opened it, the first card is still that of an earlier turn.
        const card = participant.feedbackFrom(author, reviewer.name).first();
        const holds_six = async () => bare(await card.innerText()).split(bare(text)).length - 1 === 6;
        await until(holds_six, `six fields that hold ${JSON.stringify(text)}`);
        await answered(author, 'next_slot', () =>
          author.page.getByRole('button', { name: roomWords.nextTurn }).click(),
        );
      }
    },
  );

  await step('what may not be sent is refused in words, and kept', async () => {
    const [author] = turn(pages_of(950).length);
    await participant.goesOnTo(author, 'attempt_a');
    const box = participant.attemptBox(author).first();
    const share = () =>
      answered(author, 'share_attempt', () =>
        author.page.getByRole('button', { name: roomWords.shareA }).click(),
      );
    for (const text of refused) {
      await box.fill(text);
      assert.equal((await share()).problem?.code, 'bad_text', JSON.stringify(text));
      await author.page.getByText(refusal).first().waitFor();
      assert.equal(await box.inputValue(), text);
    }
    await box.fill('Jo, at 1.52 six pupils were still putting atlases away.');
    assert.equal((await share()).frame, 'acknowledged');
    await own_attempt(author).waitFor();
  });

  await step('every string in a revision, refused or read by the others', async () => {
    const [author, reviewer] = turn(pages_of(950).length);
    const dialog = author.page.getByRole('dialog', { name: roomWords.revise });
    const box = dialog.getByRole('textbox', { name: roomWords.writeA });
    const open = async () => {
      const options = `${sessionWords.optionsFor} ${participant.ownAttempt('a')}`;
      await own_attempt(author).getByRole('button', { name: options }).click();
      await author.page.getByRole('menuitem', { name: roomWords.revise }).click();
    };
    const share = async (text) => {
      await box.fill(text);
      const press = () => dialog.getByRole('button', { name: roomWords.saveRevision }).click();
      return answered(author, 'revise_attempt', press);
    };
    await open();
    for (const text of refused) {
      assert.equal((await share(text)).problem?.code, 'bad_text', JSON.stringify(text));
      await dialog.getByText(refusal).waitFor();
      assert.equal(await box.inputValue(), text);
    }
    for (const text of pages_of(5_900)) {
      if (!(await dialog.isVisible())) await open();
      assert.equal((await share(text)).frame, 'acknowledged');
      await dialog.waitFor({ state: 'hidden' });
      const seen = reviewer.page.getByRole('article', { name: participant.attemptOf('a', author.name) });
      await shows(seen.first(), text, 'the room');
    }
  });
}

const own_attempt = ({ page }) =>
  page.getByRole('article', { name: participant.ownAttempt('a'), exact: true }).first();

// As much of it as a field takes, with what it is refused for.
const cut_to = (text, chars_max) => [...text].slice(0, chars_max).join('');

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
      await participant.takeBackHelp(people.ben);
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
      await answered(lead, 'start_timer', () => minutes.press('Enter'));
      await shows(people.ben.page.getByRole('timer'), text, 'the clock');
      await answered(lead, 'cut_timer', () =>
        page
          .getByRole('button', { name: new RegExp(`^${consoleWords.cut}:`) })
          .first()
          .press('Enter'),
      );
    }
  });
}

// A reason is said with a deed; the audit trail holds it beside the deed.
async function reasons() {
  const { page } = lead;
  const pages = pages_of(290);

  const open_menu = async (item) => {
    await page.getByRole('button', { name: consoleWords.more }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  const close = async (dialog) => {
    await dialog.getByRole('button', { name: dialogWords.close, exact: true }).first().click();
    await dialog.waitFor({ state: 'hidden' });
  };
  // `deeds`: one of them was done with each of these texts, by its line in the audit trail.
  const are_kept = async (texts, deeds) => {
    await open_menu(consoleWords.audit);
    const dialog = page.getByRole('dialog', { name: consoleWords.audit });
    const lines = dialog.getByRole('listitem').filter({ hasText: new RegExp(deeds.join('|')) });
    for (const text of texts) await shows(lines, text, `the audit trail, of "${deeds}",`);
    await close(dialog);
  };

  await step('every string as the reason for hiding something', async () => {
    await page
      .getByRole('button', { name: consoleWords.lookAt(1) })
      .first()
      .click();
    const room = page.getByRole('dialog', { name: consoleWords.room(1) });
    for (const [at, text] of pages.entries()) {
      const [command, button, title] =
        at % 2 === 0
          ? ['hide', consoleWords.hide, consoleWords.hideTitle]
          : ['restore', consoleWords.restore, consoleWords.restoreTitle];
      await room.getByRole('button', { name: button, exact: true }).first().click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByLabel(consoleWords.reason, { exact: true }).fill(text);
      await answered(lead, command, () => dialog.getByRole('button', { name: button, exact: true }).click());
    }
    await close(room);
    await are_kept(pages, [consoleWords.auditLine.hide(''), consoleWords.auditLine.restore('')]);
  });

  await step('every string as the reason for locking and unlocking', async () => {
    // Once more where they are odd, so that the session ends unlocked.
    const texts = pages.length % 2 === 0 ? pages : [...pages, pages[0]];
    for (const [at, text] of texts.entries()) {
      const [button, title] =
        at % 2 === 0
          ? [consoleWords.lock, consoleWords.lockTitle]
          : [consoleWords.unlock, consoleWords.unlockTitle];
      await page.getByRole('button', { name: button, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByLabel(consoleWords.reasonOptional, { exact: true }).fill(text);
      const done = await answered(lead, 'lock_session', () =>
        dialog.getByRole('button', { name: button, exact: true }).click(),
      );
      assert.equal(done.frame, 'acknowledged', JSON.stringify(text));
    }
    await are_kept(pages, [consoleWords.auditLine.lock(), consoleWords.auditLine.unlock()]);
  });

  // Each needs somebody to remove, so only as many as can join within a moment.
  await step('some of the strings, and those that are refused, as the reason for a removal', async () => {
    const some = pages.filter((_, at) => at % 12 === 0);
    const newcomers = some.map((_, at) => `Newcomer ${at + 1}`);
    for (const name of newcomers) await joins_without_a_screen(name);
    await open_menu(consoleWords.people);
    const list = page.getByRole('dialog', { name: consoleWords.peopleTitle });
    const remove = async (name, text) => {
      await list.getByRole('button', { name: consoleWords.optionsPerson(name), exact: true }).click();
      await page.getByRole('menuitem', { name: consoleWords.remove, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: consoleWords.removeTitle(name) });
      await dialog.getByLabel(consoleWords.reason, { exact: true }).fill(text);
      return answered(lead, 'remove_member', () =>
        dialog.getByRole('button', { name: consoleWords.remove, exact: true }).click(),
      );
    };
    for (const text of refused) {
      assert.equal((await remove(newcomers[0], text)).problem?.code, 'bad_text', JSON.stringify(text));
      await page.getByText(refusal).first().waitFor();
    }
    for (const [at, text] of some.entries())
      assert.equal((await remove(newcomers[at], text)).frame, 'acknowledged', JSON.stringify(text));
    await close(list);
    await are_kept(
      some,
      newcomers.map((name) => `${consoleWords.auditLine.remove_member(name)}`),
    );
  });
}

async function joins_without_a_screen(name) {
  const answer = await fetch(`${server.origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin },
    body: JSON.stringify({ id: `naughty-${name.replace(' ', '-')}`, code: server.joinCode, name }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

await run(
  'naughty',
  () => Object.values(people),
  async () => {
    await before_joining();
    await names();
    await attempts_and_feedback();
    await talking();
    await reasons();
    const metrics = await (await fetch(`${server.origin}/metrics`)).text();
    assert.match(metrics, /^reprise_csp_reports_total 0$/m);
  },
  async () => {
    await browser.close();
    await server.stop();
  },
);
