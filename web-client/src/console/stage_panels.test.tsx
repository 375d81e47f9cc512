// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Change, Feature, Stage } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { clipWords } from '../words/clip.ts';
import { consoleWords } from '../words/console.ts';
import { debriefConsoleWords } from '../words/console_debrief.ts';
import { timingWords } from '../words/console_plan.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { sessionWords } from '../words/session.ts';
import { everybody, TestConsole } from './test_console.tsx';

const open = (now: Stage, ...more: Change[][]) => TestConsole.opened(f.lesson({ now }, everybody, ...more));
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (name: string) => fireEvent.click(screen.getByRole('menuitem', { name }));
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

afterEach(cleanup);

test('while few are here it is shown how people get in, unless the door is locked', async () => {
  const session = { now: 'lobby', join_code: 'K7P2QX' } as const;
  const led = await TestConsole.opened(f.lesson(session, everybody));
  const card = screen.getByRole('region', { name: consoleWords.howToJoin.title });
  expect(card.textContent).toContain('K7P2QX');
  expect(within(card).getByRole('img', { name: consoleWords.qr })).toBeTruthy();
  await act(async () =>
    led.world.socket.say({
      frame: 'changes',
      seq: 2,
      mark: 0,
      at: 1,
      changes: f.put('session', f.session({ ...session, locked: true })),
    }),
  );
  expect(screen.queryByRole('region', { name: consoleWords.howToJoin.title })).toBeNull();
});

test('everybody is brought to a passage, and let go again', async () => {
  const led = await open('see');
  press(stagePanelWords.bringTo(2));
  expect(led.lastCommand).toMatchObject({ name: 'show_passage', args: { passage: 2 } });
  expect(screen.getByText(stagePanelWords.seeAt(2))).toBeTruthy();
  press(stagePanelWords.seeNext);
  expect(led.lastCommand?.args).toEqual({ passage: 3 });
  press(stagePanelWords.seeOwn);
  expect(led.lastCommand?.args).toEqual({ passage: 0 });
});

const withClip = f.put('playbook', {
  ...f.playbook,
  exemplar: {
    ...f.playbook.exemplar,
    media: { kind: 'audio', file: 'a.wav', captions: 'a.vtt', seconds: 300, passage_seconds: [] },
  },
});

describe('a clip', () => {
  const element = () => {
    const found = document.querySelector('audio');
    if (!found) throw new Error('There is no player.');
    return found;
  };

  test('is heard alone first, and everybody is brought to where one is', async () => {
    const led = await open('see', withClip);
    element().currentTime = 83.4;
    press(clipWords.bring);
    expect(led.lastCommand).toMatchObject({ name: 'pause_exemplar', args: { position_ms: 83_400 } });
    expect(screen.getByText(clipWords.leadTogether)).toBeTruthy();
  });

  test('plays, stands, goes elsewhere for everybody, and is let go', async () => {
    const led = await open('see', withClip);
    press(clipWords.playAll);
    expect(led.lastCommand).toMatchObject({ name: 'play_exemplar', args: { position_ms: 0 } });
    press(clipWords.pauseAll);
    expect(led.lastCommand).toMatchObject({ name: 'pause_exemplar' });
    const slider = screen.getByRole('slider', { name: clipWords.positionAll });
    fireEvent.change(slider, { target: { value: '120' } });
    expect(led.lastCommand).toMatchObject({ name: 'pause_exemplar', args: { position_ms: 120_000 } });
    press(clipWords.playAll);
    expect(led.lastCommand).toMatchObject({ name: 'play_exemplar', args: { position_ms: 120_000 } });
    press(clipWords.release);
    expect(led.lastCommand).toMatchObject({ name: 'release_exemplar', args: {} });
    expect(screen.getByText(clipWords.leadOwn)).toBeTruthy();
  });

  test('begins again when everybody has come to its end', async () => {
    const ended = f.put(
      'session',
      f.session({ now: 'see', playback: { state: 'paused', position_ms: 300_000, since: 1 } }),
    );
    const led = await open('see', withClip, ended);
    press(clipWords.playAll);
    expect(led.lastCommand).toMatchObject({ name: 'play_exemplar', args: { position_ms: 0 } });
  });

  test('is not there where the exemplar is read', async () => {
    await open('see');
    expect(screen.queryByRole('region', { name: clipWords.clip })).toBeNull();
  });
});

describe('what was named', () => {
  const feature: Feature = {
    id: 950,
    author: 0,
    passage: 2,
    text: 'Counts, and says when',
    criterion: 0,
    anonymous: true,
    shown: false,
    at: 1,
    moment_ms: 83_000,
  };
  const rows = f.put('feature', feature);
  const first = f.criteria[0]!;
  const toPut = stagePanelWords.putBehindOf(feature.text);

  test('names nobody where the wall is anonymous', async () => {
    await open('name', rows);
    expect(screen.getByText(`${stagePanelWords.anonymous} · Passage 2, at 1:23`)).toBeTruthy();
  });

  test('is put behind a criterion by keyboard', async () => {
    const led = await open('name', rows);
    press(toPut);
    choose(stagePanelWords.behind(1, first.title));
    expect(led.lastCommand).toMatchObject({
      name: 'group_feature',
      args: { feature: 950, criterion: first.id },
    });
    expect(screen.getByText(stagePanelWords.featuresSorted)).toBeTruthy();
  });

  test('becomes a criterion of its own, and stands behind it', async () => {
    const led = await open('name', rows);
    press(toPut);
    choose(stagePanelWords.behindNew);
    type(stagePanelWords.titleLabel, 'Says what was seen');
    await act(async () => {
      press(stagePanelWords.saveCriterion);
    });
    expect(led.lastCommand).toMatchObject({
      name: 'word_criterion',
      args: { criterion: 0, title: 'Says what was seen', looks_like: feature.text },
    });
    const made = { id: 10099, number: 5, title: 'Says what was seen', looks_like: feature.text };
    await act(async () => led.acknowledge(...f.put('criterion', made)));
    expect(led.lastCommand).toMatchObject({
      name: 'group_feature',
      args: { feature: 950, criterion: 10099 },
    });
  });

  test('is removed for good only when that is confirmed', async () => {
    const led = await open('name', rows);
    press(toPut);
    choose(stagePanelWords.removeFeature);
    const dialog = screen.getByRole('dialog', { name: stagePanelWords.removeFeatureTitle });
    expect(led.lastCommand).toBeUndefined();
    fireEvent.click(within(dialog).getByRole('button', { name: stagePanelWords.removeFeature }));
    expect(led.lastCommand).toMatchObject({ name: 'remove_feature', args: { feature: 950 } });
  });

  test('a title that there is already is refused beside its field', async () => {
    const led = await open('name', rows);
    press(stagePanelWords.optionsCriterion(2));
    choose(stagePanelWords.word);
    await act(async () => {
      press(stagePanelWords.saveCriterion);
    });
    await act(async () => led.refuse('args.title', 'Another criterion has this title.'));
    expect(screen.getByLabelText(stagePanelWords.titleLabel).getAttribute('aria-invalid')).toBe('true');
  });
});

test('the exemplar is rated as the reference, one rating on top of the other', async () => {
  const led = await open('name');
  const [one, two] = f.criteria;
  const rate = (title: string, word: string) =>
    fireEvent.click(
      within(screen.getByRole('group', { name: stagePanelWords.rateCriterion(title) })).getByLabelText(word),
    );
  rate(one!.title, 'Strong');
  rate(two!.title, 'Secure');
  expect(led.lastCommand).toMatchObject({ name: 'rate_exemplar' });
  expect(led.lastCommand?.args).toMatchObject({
    scores: [{ criterion: one!.id, score: 4 }, { criterion: two!.id, score: 3 }, { score: 0 }, { score: 0 }],
  });
});

test('who has begun to prepare is counted, and what they prepare is not shown', async () => {
  const preparation = { id: 980, member: f.amara, scores: [], gap: 0, words: '', moves: '' };
  await open('plan', f.put('preparation', preparation));
  expect(screen.getByText(stagePanelWords.of(1, 7))).toBeTruthy();
});

test('the owner of an action step is asked, and a no is told as kept in the room', async () => {
  const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
  const given = f.put(
    'feedback',
    f.feedback(501, a, f.ben, f.filled),
    f.feedback(502, a, f.amara, f.filledToo),
  );
  const spotlight = {
    id: 960,
    owner: f.amara,
    attempt: 401,
    feedback: 0,
    state: 'declined' as const,
    name: 'Amara Okafor',
    text: a.text,
    votes: 0,
    at: 1,
  };
  const led = await open('debrief', f.put('attempt', a), given, f.put('spotlight', spotlight));
  const asks = screen.getAllByRole('button', { name: new RegExp(debriefConsoleWords.ask) });
  // What the performer wrote about themself is nobody's action step, and a no is not asked again.
  expect(asks).toHaveLength(1);
  fireEvent.click(asks[0]!);
  expect(led.lastCommand).toMatchObject({
    name: 'propose_spotlight',
    args: { attempt: 0, feedback: 501 },
  });
  expect(screen.getAllByText(debriefConsoleWords.state.declined)).toHaveLength(2);
});

describe('the timings', () => {
  const openPlan = async () => {
    const led = await open('lobby');
    press(timingWords.change);
    return led;
  };

  test('are sent whole, in their order', async () => {
    const led = await openPlan();
    type(timingWords.minutesOf(sessionWords.stage.see), '4.5');
    type(timingWords.secondsOf('Attempt A'), '150');
    fireEvent.change(screen.getByLabelText(timingWords.slots), { target: { value: '2' } });
    await act(async () => {
      press(timingWords.save);
    });
    const stages = f.playbook.stages.map((each) => (each.stage === 'see' ? { ...each, seconds: 270 } : each));
    const steps = f.playbook.steps.map((each) =>
      each.step === 'attempt_a' ? { ...each, seconds: 150 } : each,
    );
    expect(led.lastCommand).toMatchObject({
      name: 'adjust_plan',
      args: { pace: f.playbook.pace, slots: 2, stages, steps },
    });
  });

  test('are refused beside the field that is wrong', async () => {
    const led = await openPlan();
    type(timingWords.minutesOf(sessionWords.stage.see), 'long');
    await act(async () => {
      press(timingWords.save);
    });
    expect(led.lastCommand).toBeUndefined();
    expect(screen.getByText(timingWords.minutesWrong)).toBeTruthy();
    type(timingWords.minutesOf(sessionWords.stage.see), '6');
    type(timingWords.secondsOf('Write feedback'), '');
    await act(async () => {
      press(timingWords.save);
    });
    await act(async () => led.refuse('args.steps[2].seconds', 'Give every step a time.'));
    expect(screen.getByLabelText(timingWords.secondsOf('Write feedback')).getAttribute('aria-invalid')).toBe(
      'true',
    );
  });
});

test('the more menu leads to the timings too', async () => {
  await open('debrief');
  press(consoleWords.more);
  choose(consoleWords.plan);
  expect(screen.getByRole('dialog', { name: timingWords.title })).toBeTruthy();
});
