// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Live, LiveContext } from '../../app/live.ts';
import { TestWorld } from '../../connection/test_world.ts';
import { NameScreen } from '../../name/name_screen.tsx';
import type { Playback } from '../../protocol.ts';
import * as f from '../../stories/fixtures.ts';
import { clipWords } from '../../words/clip.ts';
import { nameWords } from '../../words/name.ts';
import { playbookWords } from '../../words/playbook.ts';
import { SeeScreen } from '../see_screen.tsx';

const passages = f.playbook.exemplar.passages.length;
const seconds = passages * 10;
const playbook = {
  ...f.playbook,
  exemplar: {
    ...f.playbook.exemplar,
    media: {
      kind: 'audio' as const,
      file: 'a-drop-in.wav',
      captions: 'a-drop-in.vtt',
      seconds,
      passage_seconds: Array.from({ length: passages }, (_, at) => at * 10),
    },
  },
};

let world: TestWorld;
let live: Live;
let refusesSound = false;
const played = vi.fn();
const paused = vi.fn();

beforeEach(() => {
  sessionStorage.clear();
  refusesSound = false;
  played.mockClear();
  paused.mockClear();
  let silent = true;
  const prototype = HTMLMediaElement.prototype;
  vi.spyOn(prototype, 'paused', 'get').mockImplementation(() => silent);
  vi.spyOn(prototype, 'play').mockImplementation(function play(this: HTMLMediaElement) {
    played(this.currentTime);
    if (refusesSound) return Promise.reject(new DOMException('press first', 'NotAllowedError'));
    silent = false;
    this.dispatchEvent(new Event('play'));
    return Promise.resolve();
  });
  vi.spyOn(prototype, 'pause').mockImplementation(function pause(this: HTMLMediaElement) {
    paused();
    silent = true;
    this.dispatchEvent(new Event('pause'));
  });
  Element.prototype.scrollIntoView = () => {};
  world = new TestWorld();
  live = new Live('s1', 'the-ticket', world);
});
afterEach(() => {
  cleanup();
  live.stop();
  vi.restoreAllMocks();
});

const sessionIn = (now: 'see' | 'name', playback: Playback) => f.put('session', f.session({ now, playback }));
/** Before the first word of the server: its clock is the world's, as open() has it say. */
const serverNow = () => Date.now();
const own: Playback = { state: 'own', position_ms: 0, since: 0 };

function open(Screen: () => preact.JSX.Element, playback: Playback, now: 'see' | 'name' = 'see') {
  live.connection.start();
  world.socket.accept();
  world.socket.welcome({
    now: world.time,
    changes: [
      ...f.lesson({ now }, [f.facilitator, f.member(7, 'Ada')]),
      ...f.put('playbook', playbook),
      ...sessionIn(now, playback),
    ],
  });
  render(
    <LiveContext.Provider value={live}>
      <Screen />
    </LiveContext.Provider>,
  );
}

const say = (playback: Playback) =>
  act(async () => {
    world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 0, changes: sessionIn('see', playback) });
  });
const player = () => within(screen.getByRole('region', { name: clipWords.clip }));
const element = () => {
  const found = document.querySelector('audio');
  if (!found) throw new Error('There is no player.');
  return found;
};
const hear = (second: number) =>
  act(async () => {
    element().currentTime = second;
    element().dispatchEvent(new Event('timeupdate'));
  });

/** Where everybody was at some moment between `before` and now, in seconds, by the server's clock. */
const whereEverybodyIs = (heard: number | undefined, playback: Playback, before: number) => {
  const at = (now: number) => (playback.position_ms + now - playback.since) / 1000;
  expect(heard).toBeGreaterThanOrEqual(at(before) - 0.01);
  expect(heard).toBeLessThanOrEqual(at(live.now()) + 0.01);
};

describe('at one’s own pace', () => {
  test('the clip has its captions, plays when it is pressed, and goes where one wants', async () => {
    open(SeeScreen, own);
    expect(element().getAttribute('src')).toBe('/media/a-drop-in.wav');
    expect(element().querySelector('track')?.getAttribute('src')).toBe('/media/a-drop-in.vtt');
    expect(player().getByRole('button', { name: clipWords.captions }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    fireEvent.click(player().getByRole('button', { name: clipWords.play }));
    expect(played).toHaveBeenCalledTimes(1);
    fireEvent.click(await player().findByRole('button', { name: clipWords.pause }));
    expect(paused).toHaveBeenCalledTimes(1);
    fireEvent.change(player().getByRole('slider', { name: clipWords.position }), { target: { value: '21' } });
    expect(element().currentTime).toBe(21);
    expect(world.socket.sent('command')).toEqual([]);
  });

  test('the passage that is being said is marked, and one that is pressed is gone to', async () => {
    open(SeeScreen, own);
    await hear(21);
    const said = screen
      .getAllByRole('listitem')
      .filter((each) => each.getAttribute('aria-current') === 'time')
      .map((each) => each.id);
    expect(said).toEqual(['passage-3']);
    fireEvent.click(screen.getByRole('button', { name: clipWords.goTo(4, 30_000) }));
    expect(element().currentTime).toBe(30);
    expect(played).toHaveBeenCalledWith(30);
  });
});

describe('in step', () => {
  test('P2 whoever comes late hears what everybody hears, and has nothing to press', () => {
    const playback: Playback = { state: 'playing', position_ms: 5_000, since: serverNow() - 7_000 };
    const before = serverNow();
    open(SeeScreen, playback);
    expect(played).toHaveBeenCalledTimes(1);
    whereEverybodyIs(played.mock.calls[0]?.[0], playback, before);
    expect(player().queryByRole('button', { name: clipWords.play })).toBeNull();
    expect(player().queryByRole('button', { name: clipWords.pause })).toBeNull();
    expect(player().getByRole<HTMLInputElement>('slider').disabled).toBe(true);
    expect(screen.queryByRole('button', { name: clipWords.goTo(2, 10_000) })).toBeNull();
    expect(player().getByText(clipWords.together)).toBeTruthy();
  });

  test('it stands with everybody, goes on with everybody, and is one’s own again when it is let go', async () => {
    open(SeeScreen, { state: 'playing', position_ms: 0, since: serverNow() - 1_000 });
    await say({ state: 'paused', position_ms: 8_250, since: live.now() });
    expect(paused).toHaveBeenCalled();
    expect(element().currentTime).toBe(8.25);
    expect(player().getByText(clipWords.togetherPaused)).toBeTruthy();
    const further: Playback = { state: 'playing', position_ms: 20_000, since: live.now() - 100 };
    await say(further);
    whereEverybodyIs(element().currentTime, further, further.since + 100);
    await say(own);
    expect(player().getByText(clipWords.own)).toBeTruthy();
    expect(player().getByRole('button', { name: clipWords.pause })).toBeTruthy();
  });

  test('it waits at the place for the common moment', async () => {
    open(SeeScreen, own);
    const soon: Playback = { state: 'playing', position_ms: 9_000, since: live.now() + 1_500 };
    await say(soon);
    expect(played).not.toHaveBeenCalled();
    expect(element().currentTime).toBe(9);
    await vi.waitFor(() => expect(played).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    whereEverybodyIs(played.mock.calls[0]?.[0], soon, soon.since);
  });

  test('where the browser wants a press first there is one button, and it leads to the right moment', async () => {
    refusesSound = true;
    const playback: Playback = { state: 'playing', position_ms: 0, since: serverNow() - 10_000 };
    open(SeeScreen, playback);
    const join = await player().findByRole('button', { name: /^Join in at 0:\d\d/ });
    expect(played).toHaveBeenCalledTimes(1);
    refusesSound = false;
    element().currentTime = 0;
    const before = live.now();
    fireEvent.click(join);
    expect(played).toHaveBeenCalledTimes(2);
    whereEverybodyIs(played.mock.calls[1]?.[0], playback, before);
    await vi.waitFor(() => expect(player().queryByRole('button', { name: /^Join in/ })).toBeNull());
  });
});

test('a feature is tagged at the moment that is on, behind the passage that is being said', async () => {
  open(NameScreen, own, 'name');
  await hear(12.3);
  fireEvent.click(player().getByRole('button', { name: clipWords.tag }));
  const form = within(screen.getByRole('form', { name: nameWords.label(2) }));
  expect(form.getByText(nameWords.tagged(12_300))).toBeTruthy();
  fireEvent.input(form.getByRole('textbox'), { target: { value: 'She waits.' } });
  fireEvent.click(form.getByRole('button', { name: nameWords.add }));
  expect(world.socket.sent('command')[0]).toMatchObject({
    name: 'add_feature',
    args: { passage: 2, text: 'She waits.', moment_ms: 12_300 },
  });
  expect(screen.getByText(`${nameWords.mine} at 0:12`)).toBeTruthy();
});

test('a moment can be taken away from what is being named', async () => {
  open(NameScreen, own, 'name');
  await hear(12.3);
  fireEvent.click(player().getByRole('button', { name: clipWords.tag }));
  const form = within(screen.getByRole('form', { name: nameWords.label(2) }));
  fireEvent.click(form.getByRole('button', { name: clipWords.withoutMoment }));
  fireEvent.input(form.getByRole('textbox'), { target: { value: 'She waits.' } });
  fireEvent.click(form.getByRole('button', { name: nameWords.add }));
  expect(world.socket.sent('command')[0]).toMatchObject({ args: { passage: 2, moment_ms: 0 } });
});

test('the exemplar that is read has no player, and is the one that it was', () => {
  live.connection.start();
  world.socket.accept();
  world.socket.welcome({ changes: f.lesson({ now: 'see' }, [f.facilitator, f.member(7, 'Ada')]) });
  render(
    <LiveContext.Provider value={live}>
      <SeeScreen />
    </LiveContext.Provider>,
  );
  expect(screen.queryByRole('region', { name: clipWords.clip })).toBeNull();
  expect(screen.getByText(playbookWords.passage(1))).toBeTruthy();
});
