// A whole session in lockstep, as a playbook plans it: nine people in three rooms see, name, plan, watch one room rehearse,
// rehearse three turns, talk about it and promise something, in ten real browsers. The first turn goes on by the ticks of those who are ready,
// the second as the facilitator steers it, the third by its clock alone.
import assert from 'node:assert/strict';
import { inspect } from './support/accessibility.mjs';
import { arrive, launchBrowser, patience_ms, sizes, until } from './support/browser.mjs';
import { answered } from './support/commands.mjs';
import * as facilitator from './support/facilitator.mjs';
import { attempts, groups_of_three, reviews } from './support/lesson.mjs';
import * as participant from './support/participant.mjs';
import { picture } from './support/screenshots.mjs';
import { startServer } from './support/server.mjs';
import { run, step } from './support/steps.mjs';
import { words } from './support/words.mjs';

const { debriefConsoleWords, fishbowlWords, nameWords, planningWords, ratingWords, roomWords } = words;
const { seeWords, spotlightWords, stagePanelWords, steeringWords, feedbackWords } = words;

const [[ada, ben, cleo], [dev, esi, finn], [gus, hana, ivo]] = groups_of_three;
const everybody = groups_of_three.flat();
const late = ivo;
const devices = {
  [ben]: { size: sizes.phone, scheme: 'dark' },
  [cleo]: { size: sizes.phone },
  [finn]: { scheme: 'dark' },
};
const steps = ['frame', 'attempt_a', 'write', 'deliver', 'commit', 'attempt_b', 'close'];
// So long that nobody is hurried by them, until the third turn.
const unhurried = Object.fromEntries(steps.map((each) => [each, 180]));
const by_the_clock = { ...Object.fromEntries(steps.map((each) => [each, 4])), attempt_a: 25 };

const features = {
  [ada]: 'She says what she saw before what she thinks of it.',
  [ben]: 'He hears the times, so he cannot argue with them.',
  [esi]: 'She shows it with her own hands before he tries.',
};
const grown = 'Waits before she speaks';
const plan_of_ada = 'Jo, at 1.53 eleven hands went up. Stand with me here.';
const shown_to_all = 'Jo, I counted for you: eleven hands, and nine of them asked what to do.';
const half_typed = 'You named the two tables at the back.';
const half_step = 'When Jo has answered, say your step in one sentence.';
const typed_to_the_end = 'Six pupils, six atlases. Tomorrow I wait for all the eyes, and I count to three.';
const promises = {
  [ada]: {
    what: 'Ten minutes in period 1 with 9B, then one step.',
    with_whom: 'Jo',
    by_when: 'Thursday week',
    evidence: 'The words she says before "off you go"',
  },
};

const all_over = words.instructionFor('done', 'pupil', '', { lockstep: true }).title;

const server = await startServer();
const browser = await launchBrowser();
const people = {};
let lead;

async function join(name) {
  people[name] = await arrive(browser, name, devices[name]);
  await participant.join(people[name], server.origin, server.joinCode);
}

const was_told = (name, text) =>
  people[name].heard.some((frame) => frame.includes(JSON.stringify(text).slice(1, -1)));

const everyone = (act) => Promise.all(everybody.map((name) => act(people[name], name)));

const all_are_at = (at) => everyone((person) => participant.isAtStep(person, at));

async function goes_to(stage, title) {
  await lead.page.getByRole('button', { name: words.consoleWords.goTo[stage] }).click();
  await Promise.all(
    everybody
      .filter((name) => people[name])
      .map((name) => people[name].page.getByRole('heading', { level: 1, name: title }).waitFor()),
  );
}

async function arrivals() {
  await step('the facilitator prepares the groups and the timings, and eight join', async () => {
    lead = await arrive(browser, 'Facilitator');
    people.facilitator = lead;
    await facilitator.openConsole(lead, server);
    await facilitator.prepareGroups(lead, groups_of_three);
    await facilitator.adjustPlan(lead, { pace: 'lockstep', slots: 3, seconds: unhurried });
    for (const name of everybody) if (name !== late) await join(name);
    await facilitator.counts(lead, 8, 8);
  });
}

async function see_and_name() {
  await step('see: everybody is brought to the same passage, and a latecomer too', async () => {
    await goes_to('see', seeWords.title);
    await picture(people[ada], 'see');
    const next = lead.page.getByRole('button', { name: stagePanelWords.seeNext });
    for (const passage of [1, 2]) {
      await next.click();
      await people[cleo].page.getByText(seeWords.brought(passage)).first().waitFor();
    }
    await join(late);
    await everyone(({ page }) => page.getByText(seeWords.brought(2)).first().waitFor());
    await picture(people[cleo], 'see-together');
    await picture(lead, 'console-see', { views: ['desktop'] });
  });

  await step('name: what one sees is private until it is shown', async () => {
    await goes_to('name', nameWords.title);
    for (const [name, text] of Object.entries(features)) {
      const { page } = people[name];
      await page.getByRole('button', { name: nameWords.here }).first().click();
      await page.getByRole('form').getByRole('textbox').fill(text);
      await answered(people[name], 'add_feature', () =>
        page.getByRole('button', { name: nameWords.add, exact: true }).click(),
      );
    }
    await until(() => was_told('facilitator', features[esi]), 'the facilitator sees them as they come');
    assert.ok(!was_told(ben, features[ada]), 'nobody else is told');
    await picture(people[ada], 'name');
    await picture(lead, 'console-name', { views: ['desktop'] });
    await lead.page.getByRole('button', { name: stagePanelWords.showWall }).click();
    await everyone((_, name) => until(() => was_told(name, features[ada]), `${name} sees the wall`));
  });

  await step('the criteria grow out of what was named, and are the form at once', async () => {
    const { page } = lead;
    const queue = page.getByRole('region', { name: stagePanelWords.features });
    const put_behind = async (text, entry) => {
      await queue.getByRole('button', { name: stagePanelWords.putBehindOf(text) }).click();
      await page.getByRole('menuitem', { name: entry }).click();
    };
    await put_behind(features[ada], /^1\. /);
    await put_behind(features[esi], /^3\. /);
    await put_behind(features[ben], stagePanelWords.behindNew);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(stagePanelWords.titleLabel).fill(grown);
    await dialog.getByRole('button', { name: stagePanelWords.saveCriterion }).click();
    await queue.getByText(stagePanelWords.featuresSorted).first().waitFor();
    await everyone(({ page: theirs }) => theirs.getByText(grown).first().waitFor());
    await people[ada].page.getByRole('radio', { name: ratingWords.scale[3] }).nth(4).waitFor();
  });

  await step('calibration: each learns how near they were, and of nobody else', async () => {
    const on_first = people[ada].page.getByRole('group', { name: /^The exemplar on criterion 1/ });
    await answered(people[ada], 'rate_exemplar', () =>
      on_first.getByRole('radio', { name: ratingWords.scale[4], exact: true }).check(),
    );
    const own = people[ada].page.getByRole('group', { name: /^You on criterion 2/ });
    await own.getByRole('radio', { name: ratingWords.scale[1], exact: true }).check();
    await answered(people[ada], 'save_preparation', () =>
      people[ada].page.getByRole('radio', { name: /^2\. / }).check(),
    );
    const reference = lead.page.getByRole('region', { name: stagePanelWords.reference });
    await answered(lead, 'rate_exemplar', () =>
      reference.getByRole('radio', { name: ratingWords.scale[4], exact: true }).first().check(),
    );
    await lead.page.getByRole('button', { name: stagePanelWords.showReference }).click();
    await people[ada].page.getByText(nameWords.nearness.same).first().waitFor();
    await picture(people[ada], 'name-calibrated');
    const calibrations = changes_of(people[ben].heard).filter((one) => one.put === 'calibration');
    const raters = calibrations.map((one) => one.entity.rater);
    assert.ok(
      raters.length > 0 && !raters.includes(id_of(people[ada])),
      "Ben is told the facilitator's, not Ada's",
    );
  });

  await step('plan: what is written there stays with its writer', async () => {
    await goes_to('plan', planningWords.title);
    await people[ada].page.getByText('Gives one step, small enough').first().waitFor();
    await answered(people[ada], 'save_preparation', () =>
      people[ada].page.getByLabel(planningWords.words, { exact: true }).fill(plan_of_ada),
    );
    await picture(people[ada], 'plan');
    await picture(lead, 'console-plan', { views: ['desktop'] });
  });
}

// Who somebody is to the server, and their room, as their own browser was told.
const id_of = ({ heard }) =>
  heard.flatMap((frame) => JSON.parse(frame)).find((one) => one.frame === 'welcome').member;

const changes_of = (heard) => heard.flatMap((frame) => JSON.parse(frame).changes ?? []);

const room_of = (person) =>
  changes_of(person.heard).findLast((one) => one.put === 'member' && one.entity.id === id_of(person)).entity
    .room;

async function fishbowl() {
  const room_1 = [ada, ben, cleo];
  const others = everybody.filter((name) => !room_1.includes(name));
  const review = with_fifth(reviews['cleo on ada_a']);
  const others_see = (at) => {
    const { title } = words.watchingFor(at, ada, 1);
    const heading = { level: 1, name: title };
    return Promise.all(others.map((name) => people[name].page.getByRole('heading', heading).waitFor()));
  };
  const all_go_on_to = async (at) => {
    await facilitator.steerRoom(lead, 1, 'skip');
    await Promise.all(room_1.map((name) => participant.isAtStep(people[name], at)));
    await others_see(at);
  };

  await step('fishbowl: a room is asked, and is shown when all three have said yes', async () => {
    await facilitator.asksForFishbowl(lead);
    await people[ada].page.getByText(fishbowlWords.askText).waitFor();
    await picture(people[ada], 'fishbowl-asked');
    assert.equal(await people[dev].page.getByText(fishbowlWords.askText).count(), 0, 'nobody else is asked');
    for (const name of room_1) {
      const { page } = people[name];
      await answered(people[name], 'answer_fishbowl', () =>
        page.getByRole('button', { name: fishbowlWords.yes, exact: true }).click(),
      );
    }
    await facilitator.opensFishbowl(lead, 1);
    await participant.isInRoomWith(people[ada], 'performer', [ben, cleo]);
    await people[ada].page.getByText(fishbowlWords.watched, { exact: true }).first().waitFor();
    await others_see('frame');
  });

  await step('everybody watches a whole turn, and reads what is sealed when it opens', async () => {
    await all_go_on_to('attempt_a');
    await participant.typeAttempt(people[ada], shown_to_all);
    await until(() => was_told(ada, shown_to_all), 'what is typed is saved');
    await picture(people[ben], 'fishbowl-member');
    for (const name of [dev, ben])
      assert.ok(!was_told(name, shown_to_all), `${name} is not told before it is shared`);
    await participant.shareAttempt(people[ada], 'a');
    await participant.seesAttempt(people[dev], participant.attemptOf('a', ada), shown_to_all);
    await all_go_on_to('write');
    await participant.giveFeedback(people[cleo], ada, review);
    for (const name of [ada, dev])
      assert.ok(!was_told(name, review.action_step), `${name} is not told before it is opened`);
    await all_go_on_to('deliver');
    await people[gus].page.getByText(review.action_step).first().waitFor();
    await picture(people[gus], 'fishbowl-viewer');
    await picture(lead, 'console-fishbowl', { views: ['desktop'] });
    assert.deepEqual(await inspect(people[gus], 'fishbowl, watching'), []);
    await all_go_on_to('commit');
    await all_go_on_to('attempt_b');
    await people[ada].page.getByRole('button', { name: roomWords.finished }).click();
    await participant.seesAttempt(people[dev], participant.attemptOf('b', ada));
  });

  await step('it ends, everybody is back at their plan, and what was shown is the room’s again', async () => {
    await facilitator.endsFishbowl(lead);
    await everyone(({ page }) =>
      page.getByRole('heading', { level: 1, name: planningWords.title }).waitFor(),
    );
    const words_of_ada = people[ada].page.getByLabel(planningWords.words, { exact: true });
    assert.equal(await words_of_ada.inputValue(), plan_of_ada, 'P1: nothing of it is lost');
    for (const name of everybody.slice(1))
      assert.ok(!was_told(name, plan_of_ada), `${name} was told of Ada's plan`);
  });
}

async function first_turn() {
  await step('rehearse: three rooms begin together, each with its performer', async () => {
    await lead.page.getByRole('button', { name: words.consoleWords.goTo.rehearse }).click();
    await participant.isInRoomWith(people[ada], 'performer', [ben, cleo]);
    await participant.isInRoomWith(people[esi], 'coach', [dev, finn]);
    await participant.isInRoomWith(people[late], 'pupil', [gus, hana]);
    await all_are_at('frame');
    // The gap that was chosen beforehand is offered, and told only when its owner says so.
    const chosen = people[ada].page.getByRole('radio', { name: /^2\. / });
    await until(() => chosen.isChecked(), "Ada's gap is chosen beforehand");
    await participant.asksToWatchFor(people[ada], 'Gives one step', 'Can Jo do it tomorrow?');
    await participant.watchesFor(people[ben], ada, 'Can Jo do it tomorrow?');
    await picture(people[ben], 'lockstep-frame');
  });

  await step('all rooms go on at once, when the last of the nine is ready', async () => {
    for (const name of everybody.slice(0, -1)) await is_ready(name);
    await lead.page.getByText(steeringWords.ready(8, 9)).first().waitFor();
    await participant.isAtStep(people[ada], 'frame');
    await picture(lead, 'console-lockstep', { views: ['desktop'] });
    await is_ready(everybody.at(-1));
    await all_are_at('attempt_a');
  });

  await step('the coach stops the performance, and asks for it again', async () => {
    const { page } = people[ben];
    await page.getByRole('button', { name: roomWords.hold }).click();
    await people[ada].page.getByText(roomWords.isHeld(ben)).first().waitFor();
    await page.getByRole('textbox', { name: roomWords.rewindFrom }).fill('Jo, at 1.53');
    await page.getByRole('button', { name: roomWords.rewind }).click();
    await people[ada].page.getByText(roomWords.again(ben, 'Jo, at 1.53')).first().waitFor();
    await picture(people[ben], 'lockstep-coach');
    await picture(people[ada], 'lockstep-attempt-a');
  });

  await step('one writes, two perform aloud, and whoever performed is ready', async () => {
    await participant.typeAttempt(people[ada], attempts.ada_a);
    await participant.shareAttempt(people[ada], 'a');
    for (const name of [dev, gus])
      await people[name].page.getByRole('button', { name: roomWords.finished }).click();
    await participant.seesAttempt(people[cleo], participant.attemptOf('a', ada), attempts.ada_a);
    await facilitator.steer(lead, 'skip');
    await all_are_at('write');
  });

  await step('writing is sealed; what is half typed when the time is up counts', async () => {
    await participant.giveFeedback(people[ben], ada, with_fifth(reviews['ben on ada_a']));
    await participant.rateOneself(people[ada], with_fifth(reviews['ada on ada_a']));
    const form = participant.feedbackForm(people[esi], dev);
    await form.getByRole('textbox', { name: feedbackWords.strength, exact: true }).fill(half_typed);
    await answered(people[esi], 'save_feedback_draft', () =>
      form.getByRole('textbox', { name: feedbackWords.actionStep, exact: true }).fill(half_step),
    );
    await picture(people[esi], 'lockstep-write');
    await picture(lead, 'console-write', { views: ['desktop'] });
    for (const [name, text] of [
      [ada, reviews['ben on ada_a'].action_step],
      [dev, half_step],
      [finn, half_step],
    ])
      assert.ok(!was_told(name, text), `${name} is not told before it is opened`);
    await facilitator.steer(lead, 'skip');
    await all_are_at('deliver');
    await participant.readsFeedback(people[ada], ben, with_fifth(reviews['ben on ada_a']));
    await people[dev].page.getByText(half_step).first().waitFor();
    await picture(people[ada], 'lockstep-deliver');
  });

  await step('one step is chosen, put into words, done again, and judged', async () => {
    await participant.worksOn(people[ada], ben);
    await facilitator.steer(lead, 'skip');
    await all_are_at('commit');
    await participant.commitsTo(people[ada], 'I name one thing for tomorrow, and stand up.');
    await participant.seesFix(people[cleo], ada, 'I name one thing for tomorrow, and stand up.');
    await picture(people[ada], 'lockstep-commit');
    await facilitator.steer(lead, 'skip');
    await all_are_at('attempt_b');
    for (const name of [ada, dev, gus])
      await people[name].page.getByRole('button', { name: roomWords.finished }).click();
    await facilitator.steer(lead, 'skip');
    await all_are_at('close');
    await participant.judges(people[ben], 'closed', 'She stood up, and Jo followed.');
    await participant.judges(people[esi], 'not_yet', 'The step came too late again.');
    await people[ada].page.getByText('She stood up, and Jo followed.').first().waitFor();
    await picture(people[ada], 'lockstep-close');
    await picture(lead, 'console-close', { views: ['desktop'] });
  });
}

async function is_ready(name) {
  const { page } = people[name];
  await page.getByRole('button', { name: roomWords.ready, exact: true }).click();
  await page
    .getByRole('button', { name: roomWords.notReady, exact: true })
    .or(page.locator('[aria-current=step]', { hasText: roomWords.stepName.attempt_a }))
    .first()
    .waitFor();
}

// The criterion that grew in this session has a place on the form as well.
const with_fifth = (review) => ({
  ...review,
  ratings: [...review.ratings, [2, 'Two seconds, and then on.']],
});

async function second_turn() {
  await step(
    'the roles have gone on; the facilitator pauses, gives a minute more, goes back and on',
    async () => {
      await facilitator.steer(lead, 'skip');
      await all_are_at('frame');
      await participant.isInRoomWith(people[ben], 'performer', [ada, cleo]);
      await participant.isInRoomWith(people[cleo], 'coach', [ada, ben]);
      await participant.isInRoomWith(people[hana], 'performer', [gus, ivo]);
      await facilitator.steer(lead, 'pause');
      await everyone(({ page }) =>
        page.getByRole('timer').getByText(words.clockWords.paused).first().waitFor(),
      );
      await facilitator.steer(lead, 'resume');
      await everyone(({ page }) =>
        page.getByRole('timer').getByText(words.clockWords.paused).first().waitFor({ state: 'detached' }),
      );
      await facilitator.steer(lead, 'skip');
      await all_are_at('attempt_a');
      await facilitator.steer(lead, 'back');
      await all_are_at('frame');
      await facilitator.steer(lead, 'skip');
      await all_are_at('attempt_a');
      await facilitator.steer(lead, 'repeat');
      await facilitator.steer(lead, 'extend60');
      const time_left = ({ heard }) => {
        const clocks = changes_of(heard).filter(
          ({ put, entity }) => put === 'timer' && entity.purpose === 'step',
        );
        return clocks.at(-1).entity.ends_at - Date.now();
      };
      for (const name of [ben, esi, ivo]) {
        const has_more = () => time_left(people[name]) > unhurried.attempt_a * 1_000;
        await until(has_more, `${name} has a minute more`);
      }
      for (const to of steps.slice(2)) {
        await facilitator.steer(lead, 'skip');
        await all_are_at(to);
      }
    },
  );
}

async function third_turn() {
  await step('the third turn goes by its clock alone, and what was typed to the end is shared', async () => {
    await facilitator.adjustPlan(lead, { seconds: by_the_clock });
    const heard_before = Object.fromEntries(everybody.map((name) => [name, people[name].heard.length]));
    await facilitator.steer(lead, 'skip');
    await participant.isInRoomWith(people[finn], 'performer', [dev, esi]);
    await participant.isAtStep(people[finn], 'attempt_a');
    await participant.typeAttempt(people[finn], typed_to_the_end);
    const planned_ms = 1_000 * Object.values(by_the_clock).reduce((sum, each) => sum + each);
    await everyone(({ page }) =>
      page.getByRole('heading', { level: 1, name: all_over }).waitFor({ timeout: planned_ms + patience_ms }),
    );
    await until(
      () => was_told(dev, typed_to_the_end),
      "Finn's room reads what he had typed when the time was up",
    );
    // Each step once, in its order, on every screen.
    await everyone((person, name) => {
      const seen = steps_of_own_room(person, heard_before[name]);
      assert.deepEqual(seen, [...steps, 'done'], `${name}'s third turn`);
    });
    await picture(people[finn], 'lockstep-done');
    await picture(lead, 'console-done', { views: ['desktop'] });
  });
}

// In which order a browser was told of the steps of the room that its owner is in.
function steps_of_own_room(person, from) {
  const room = room_of(person);
  const rows = changes_of(person.heard.slice(from)).filter(
    ({ put, entity }) => put === 'room' && entity.id === room && entity.slot === 3,
  );
  return rows.map(({ entity }) => entity.step).filter((each, at, all) => each !== all[at - 1]);
}

async function afterwards() {
  await step('debrief: the patterns, and one step on show with the consent of whoever wrote it', async () => {
    await facilitator.goToDebrief(lead);
    await picture(lead, 'console-debrief-lockstep', { views: ['desktop'] });
    await lead.page
      .getByRole('button', { name: new RegExp(`^Ask to show: ${half_step.slice(0, 20)}`) })
      .first()
      .click();
    await people[esi].page.getByText(spotlightWords.askText).first().waitFor();
    assert.ok(!was_told(ada, half_step), 'nobody else is told before Esi has said yes');
    await picture(people[esi], 'debrief-asked');
    await people[esi].page.getByRole('button', { name: spotlightWords.yes, exact: true }).click();
    await everyone((_, name) => until(() => was_told(name, half_step), `${name} sees what Esi wrote`));
    await people[hana].page.getByRole('button', { name: new RegExp(`^${spotlightWords.vote}`) }).click();
    await lead.page.getByText(debriefConsoleWords.votes(1)).first().waitFor();
    await picture(people[hana], 'debrief-spotlight');
  });

  await step('commit: a promise that the facilitator reads and no other participant', async () => {
    await facilitator.goToCommit(lead);
    await participant.writesGapTask(people[ada], promises[ada]);
    await until(() => was_told('facilitator', promises[ada].evidence), 'the facilitator reads it');
    await picture(people[ada], 'commit-lockstep');
    for (const name of everybody.slice(1)) {
      assert.ok(!was_told(name, promises[ada].what), `${name} was told of Ada's promise`);
      assert.ok(!was_told(name, plan_of_ada), `${name} was told of Ada's plan`);
    }
    assert.ok(!was_told('facilitator', plan_of_ada), 'nor was the facilitator told of her plan');
  });

  await step('everybody has a record, and it holds what they did and promised', async () => {
    await facilitator.endSession(lead);
    await everyone((person) => participant.readsRecord(person));
    const shown = participant.plain(await people[ada].page.getByRole('main').innerText());
    for (const text of [attempts.ada_a, reviews['ben on ada_a'].action_step, promises[ada].what, plan_of_ada])
      assert.ok(shown.includes(participant.plain(text)), `Ada's record holds "${text}"`);
    await picture(people[ada], 'record-lockstep');
    await picture(lead, 'console-report', { views: ['desktop'] });
  });
}

await run(
  'rehearsal',
  () => Object.values(people),
  async () => {
    await arrivals();
    await see_and_name();
    await fishbowl();
    await first_turn();
    await second_turn();
    await third_turn();
    await afterwards();
  },
  async () => {
    await browser.close();
    await server.stop();
  },
);
