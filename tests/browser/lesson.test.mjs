// The main job, on real input: a facilitator and seven participants in three rooms, in eight real browsers. One joins
// late, one reloads in the middle of typing, one loses the network for twenty seconds, one leaves for good and their
// room is repaired. Each room at its own pace: watch me for, attempt A, sealed feedback, opened together, the fix, attempt
// B, is the gap closed, next slot. At the end everybody's record is compared with what was sent.
import assert from 'node:assert/strict';
import { can_be_heard } from './support/accessibility.mjs';
import { arrive, launchBrowser, sizes, until } from './support/browser.mjs';
import * as facilitator from './support/facilitator.mjs';
import { announcement, attempts, call_for_help, groups, reviews } from './support/lesson.mjs';
import * as participant from './support/participant.mjs';
import { startProxy } from './support/proxy.mjs';
import { downloadRecord, expectedRecord, withoutTimes } from './support/record.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const lost_ms = 20_000;

const [[ada, ben, cleo], [dev, esi], [finn, gus]] = groups;
const criteria = [
  'Starts from what pupils did',
  'Gives one step, small enough for the next lesson',
  'Shows it',
  'Has the colleague do it, and do it again',
];
const watch_words = 'Can Jo do my step tomorrow?';
const fix = 'When I have said what I saw, I name one thing for tomorrow, and I stand up to show it.';
const verdicts = {
  [ada]: ['partly', 'I stood up, but Jo never spoke.'],
  [ben]: ['closed', 'Steps on the board, and she showed it.'],
};
const promise = {
  what: "Ten minutes in Jo's period 1 with 9B, then one step.",
  with_whom: 'Jo, and Amir who covers my form',
  by_when: 'Thursday week, period 1',
  evidence: 'The words she says before "off you go"',
};
const devices = {
  [ada]: {},
  [ben]: { size: sizes.phone, scheme: 'dark' },
  [cleo]: { size: sizes.phone },
  [dev]: {},
  [esi]: { size: sizes.small },
  [finn]: { scheme: 'dark' },
  [gus]: {},
};

const began = Date.now();
let server = await startServer();
// The address that everybody knows stays, also when the server behind it is another.
const address = await startProxy(server.port);
const weak_network = await startProxy(address.port);
const browser = await launchBrowser();
const people = {};
let lead;

async function join(name, origin = address.origin) {
  people[name] = await arrive(browser, name, devices[name]);
  await participant.join(people[name], origin, server.joinCode);
}

const give = (reviewer, author, review) =>
  participant.giveFeedback(people[reviewer], author, reviews[review]);

// What a browser was told over its WebSocket must not hold what its owner may not know.
function was_told(name, text) {
  return people[name].heard.some((frame) => frame.includes(JSON.stringify(text).slice(1, -1)));
}

function nobody_was_told(names, review) {
  const { ratings, strength, action_step } = reviews[review];
  for (const name of names) {
    for (const text of [strength, action_step, ...ratings.map(([, evidence]) => evidence)]) {
      assert.ok(!was_told(name, text), `${name}'s browser was told of sealed feedback: ${text}`);
    }
  }
}

async function arrivals() {
  await step('the facilitator opens the console and prepares three rooms', async () => {
    lead = await arrive(browser, 'Facilitator');
    people.facilitator = lead;
    await facilitator.openConsole(lead, { ...server, origin: address.origin });
    await facilitator.prepareGroups(lead, groups);
    await facilitator.adjustPlan(lead, { pace: 'own' });
    const newcomer = await arrive(browser, 'Newcomer');
    await newcomer.page.goto(address.origin);
    await newcomer.page.getByRole('heading', { name: words.joinWords.title }).waitFor();
    await picture(newcomer, 'join');
    await newcomer.leave();
  });

  await step('six people join by code, one of them over a weak network', async () => {
    for (const name of [ada, ben, dev, esi, finn, gus]) {
      await join(name, name === dev ? weak_network.origin : address.origin);
    }
    for (const name of [ada, ben, dev, esi, finn, gus]) await participant.isInLobby(people[name]);
    await facilitator.counts(lead, 6, 6);
    await picture(people[ada], 'lobby');
    await picture(lead, 'console-lobby');
  });

  await step('the rooms open, and everybody is where the lists say', async () => {
    await facilitator.startRehearsing(lead);
    await participant.isInRoomWith(people[ada], 'performer', [ben]);
    await participant.isInRoomWith(people[ben], 'coach', [ada]);
    await participant.isInRoomWith(people[dev], 'performer', [esi]);
    await participant.isInRoomWith(people[finn], 'performer', [gus]);
  });

  await step('one joins late, and lands with her group', async () => {
    await join(cleo);
    await participant.isInRoomWith(people[cleo], 'pupil', [ada, ben]);
    await facilitator.counts(lead, 7, 7);
  });

  await step('each performer says what to watch for, and begins', async () => {
    await picture(people[ada], 'room-frame');
    await participant.asksToWatchFor(people[ada], criteria[1], watch_words);
    await participant.watchesFor(people[cleo], ada, watch_words);
    await participant.goesOnTo(people[ben], 'attempt_a');
    for (const name of [dev, finn]) await participant.goesOnTo(people[name], 'attempt_a');
    await people[ada].page.getByRole('timer', { name: 'Attempt A' }).waitFor();
    await picture(people[ada], 'room-attempt-a');
    await picture(people[ben], 'room-coach');
  });
}

async function interruptions() {
  await step('one reloads in the middle of typing, and goes on where she was', async () => {
    const half = attempts.ada_a.slice(0, 130);
    await participant.typeAttempt(people[ada], half);
    await people[ada].page.reload();
    await until(
      async () => (await participant.attemptBox(people[ada]).inputValue()) === half,
      'what Ada had typed is there again',
    );
    await participant.typeAttempt(people[ada], attempts.ada_a.slice(130));
    await participant.draftIsSaved(people[ada]);
    await participant.shareAttempt(people[ada], 'a');
    await participant.seesAttempt(people[ben], participant.attemptOf('a', ada), attempts.ada_a);
    await participant.seesAttempt(people[cleo], participant.attemptOf('a', ada), attempts.ada_a);
  });

  await step('one loses the network for twenty seconds, types on, and comes back', async () => {
    const typist = people[dev];
    await participant.typeAttempt(typist, attempts.dev_a.slice(0, 60));
    await participant.draftIsSaved(typist);
    weak_network.lose();
    await typist.context.setOffline(true);
    const back_at = Date.now() + lost_ms;
    await participant.typeAttempt(typist, attempts.dev_a.slice(60));
    await typist.page.getByRole('status').filter({ hasText: words.saveWords.offline }).first().waitFor();
    await picture(typist, 'room-reconnecting', { views: ['desktop'] });
    await until(() => Date.now() >= back_at, 'twenty seconds without a network', lost_ms + 5_000);
    weak_network.cut();
    weak_network.restore();
    await typist.context.setOffline(false);
    await participant.draftIsSaved(typist);
    assert.equal(await participant.attemptBox(typist).inputValue(), attempts.dev_a);
    await participant.shareAttempt(typist, 'a');
    await participant.seesAttempt(people[esi], participant.attemptOf('a', dev), attempts.dev_a);
  });

  await step(
    'one leaves for good; their room is merged, and the work waiting there has new reviewers',
    async () => {
      await participant.typeAttempt(people[finn], attempts.finn_a);
      await participant.shareAttempt(people[finn], 'a');
      await participant.seesAttempt(people[gus], participant.attemptOf('a', finn), attempts.finn_a);
      await participant.leaveForGood(people[gus]);
      await participant.isInRoomWith(people[finn], 'pupil', [dev, esi]);
      await participant.feedbackForm(people[esi], finn).waitFor();
      await participant.feedbackForm(people[dev], finn).waitFor();
    },
  );
}

async function feedback() {
  await step('feedback stays sealed while somebody writes', async () => {
    await picture(people[cleo], 'room-feedback-form');
    await give(ben, ada, 'ben on ada_a');
    await participant.fillFeedback(people[cleo], ada, reviews['cleo on ada_a']);
    await give(esi, dev, 'esi on dev_a');
    nobody_was_told([ada, cleo, finn], 'ben on ada_a');
    nobody_was_told([dev, finn, ada], 'esi on dev_a');
    await give(cleo, ada, 'cleo on ada_a');
    nobody_was_told([ada, ben], 'cleo on ada_a');
    await participant.isTold(people[ada], 'All feedback is in');
    await picture(people[ada], 'room-sealed');
  });

  await step('it opens for all at once', async () => {
    await participant.rateOneself(people[ada], reviews['ada on ada_a']);
    await participant.openFeedback(people[ada], participant.ownAttempt('a'));
    for (const name of [ada, ben, cleo]) {
      await participant.readsFeedback(people[name], ben, reviews['ben on ada_a']);
      await participant.readsFeedback(people[name], cleo, reviews['cleo on ada_a']);
    }
    nobody_was_told([dev, esi, finn], 'ben on ada_a');
    await participant.worksOn(people[ada], ben);
    await picture(people[ada], 'room-do-it-again');
  });

  await step('the fix is put into words, and attempt B answers attempt A', async () => {
    await participant.goesOnTo(people[ada], 'commit');
    await participant.commitsTo(people[ada], fix);
    await participant.seesFix(people[cleo], ada, fix);
    await picture(people[ada], 'room-fix');
    await participant.goesOnTo(people[cleo], 'attempt_b');
    await participant.typeAttempt(people[ada], attempts.ada_b);
    await picture(people[ada], 'room-attempt-b');
    await participant.shareAttempt(people[ada], 'b');
    await participant.seesAttempt(people[ben], participant.attemptOf('b', ada), attempts.ada_b);
  });

  await step('the room says whether the gap is closed, and who was of use learns it', async () => {
    for (const name of [ben, ada]) await participant.judges(people[name], ...verdicts[name]);
    for (const name of [ada, cleo]) await people[name].page.getByText(verdicts[ben][1]).first().waitFor();
    await participant.findsUseful(people[ada], ben, 'very_useful');
    await until(
      () => people[ben].heard.some((frame) => frame.includes('"very_useful"')),
      'Ben learns that it was of use',
    );
    assert.ok(!people[cleo].heard.some((frame) => frame.includes('"very_useful"')), 'and nobody else does');
    await picture(people[ada], 'room-close');
    await picture(people[ben], 'room-close-reviewer', { views: ['phone'] });
  });

  await step('two rooms made one give feedback on what was waiting', async () => {
    await give(esi, finn, 'esi on finn_a');
    await give(dev, finn, 'dev on finn_a');
    await participant.openFeedback(people[finn], participant.ownAttempt('a'));
    await until(() => was_told(finn, reviews['dev on finn_a'].action_step), "Finn's feedback is delivered");
    await participant.unfoldEarlierTurns(people[finn]);
    await participant.readsFeedback(people[finn], esi, reviews['esi on finn_a']);
    await participant.readsFeedback(people[finn], dev, reviews['dev on finn_a']);
  });
}

async function going_on() {
  await step('the turn is handed on', async () => {
    await participant.handOnTheTurn(people[ada]);
    await participant.isInRoomWith(people[ada], 'pupil', [ben, cleo]);
    await participant.goesOnTo(people[ada], 'attempt_a');
    await participant.typeAttempt(people[ben], attempts.ben_a);
    await participant.shareAttempt(people[ben], 'a');
    await participant.seesAttempt(people[cleo], participant.attemptOf('a', ben), attempts.ben_a);
  });

  await step('help is asked for, a timer paused and an announcement made', async () => {
    await participant.askForHelp(people[esi], call_for_help);
    await lead.page.getByText(call_for_help).first().waitFor();
    await facilitator.steer(lead, 'pause');
    await facilitator.startTimer(lead, 'Coffee', 10);
    await people[esi].page.getByRole('timer', { name: 'Coffee' }).first().waitFor();
    const reader = people[cleo];
    await participant.readsCriteria(reader);
    await facilitator.announce(lead, announcement);
    for (const name of [ada, ben, dev, esi, finn]) {
      await people[name].page.getByText(announcement).first().waitFor();
    }
    const over_the_criteria = reader.page.getByRole('dialog').locator('.notice', { hasText: announcement });
    await over_the_criteria.waitFor();
    await until(() => can_be_heard(reader, announcement), 'whoever reads the criteria hears it as well');
    await picture(reader, 'room-announcement-over-dialog', { views: ['phone'], schemes: ['dark'] });
    await over_the_criteria.getByRole('button', { name: words.noticeWords.dismiss }).click();
    await reader.page.keyboard.press('Escape');
    await picture(lead, 'console');
    await picture(people[esi], 'room-announcement', { views: ['phone'] });
  });

  await step('the debrief delivers what was still sealed', async () => {
    await facilitator.goToDebrief(lead);
    await until(
      () => was_told(dev, reviews['esi on dev_a'].action_step),
      "Dev's sealed feedback is delivered",
    );
    await picture(people[dev], 'debrief');
    await picture(lead, 'console-debrief');
  });
}

const records = {
  [ada]: {
    did: [
      {
        turn: 1,
        watch_for: criteria[1],
        a: {
          text: attempts.ada_a,
          by: [
            [ben, reviews['ben on ada_a']],
            [cleo, reviews['cleo on ada_a']],
          ],
        },
        own: reviews['ada on ada_a'],
        worked_on: reviews['ben on ada_a'].action_step,
        fix,
        b: { text: attempts.ada_b },
        gap: [ben, ada].map((name) => [name, ...verdicts[name]]),
      },
    ],
    gap_task: promise,
  },
  [ben]: {
    did: [{ turn: 2, a: { text: attempts.ben_a } }],
    gave: [[ada, reviews['ben on ada_a']]],
  },
  [cleo]: { gave: [[ada, reviews['cleo on ada_a']]] },
  [dev]: {
    did: [{ turn: 1, a: { text: attempts.dev_a, by: [[esi, reviews['esi on dev_a']]] } }],
    gave: [[finn, reviews['dev on finn_a']]],
  },
  [esi]: {
    gave: [
      [dev, reviews['esi on dev_a']],
      [finn, reviews['esi on finn_a']],
    ],
  },
  [finn]: {
    did: [
      {
        turn: 1,
        a: {
          text: attempts.finn_a,
          by: [
            [dev, reviews['dev on finn_a']],
            [esi, reviews['esi on finn_a']],
          ],
        },
      },
    ],
  },
  [gus]: {},
};

async function the_end() {
  await step('each writes a gap task', async () => {
    await facilitator.goToCommit(lead);
    await participant.writesGapTask(people[ada], promise);
    await until(() => was_told(ada, promise.evidence), 'her gap task is saved');
    await until(() => was_told('facilitator', promise.what), 'the facilitator reads it');
    assert.ok(!was_told(ben, promise.what), 'and nobody else');
    await picture(people[ada], 'commit');
    await picture(lead, 'console-commit', { views: ['desktop'] });
  });

  await step('the server is killed and started again, and everybody comes back by themselves', async () => {
    await server.kill();
    await until(
      async () => (await lead.page.getByText(words.connectionWords.reconnecting).count()) > 0,
      "the facilitator's screen says that it reconnects",
    );
    server = await startServer({ data: server.data });
    address.lead_to(server.port);
    await lead.page.getByText(words.connectionWords.saved, { exact: true }).first().waitFor();
    await facilitator.endSession(lead);
    for (const name of [ada, ben, cleo, dev, esi, finn]) await participant.readsRecord(people[name]);
    await picture(lead, 'console-ended');
    await picture(people[ada], 'record');
  });

  await step('the one who left comes back to read', async () => {
    await participant.comesBack(people[gus]);
    await participant.readsRecord(people[gus]);
  });

  for (const name of groups.flat()) {
    await step(`the record of ${name} is what was sent`, async () => {
      // Loaded anew, so that it is the server's memory and not the page's.
      await people[name].page.reload();
      await participant.readsRecord(people[name]);
      const record = await downloadRecord(people[name]);
      assert.deepEqual(withoutTimes(record, began), expectedRecord(name, records[name], criteria));
      const shown = participant.plain(await people[name].page.getByRole('main').innerText());
      for (const { a, b } of records[name].did ?? []) {
        for (const { text } of b ? [a, b] : [a])
          assert.ok(shown.includes(participant.plain(text)), `${name} reads ${text}`);
      }
    });
  }
}

await run(
  'lesson',
  () => Object.values(people),
  async () => {
    await arrivals();
    await interruptions();
    await feedback();
    await going_on();
    await the_end();
  },
  async () => {
    await browser.close();
    await weak_network.close();
    await address.close();
    await server.stop();
  },
);
