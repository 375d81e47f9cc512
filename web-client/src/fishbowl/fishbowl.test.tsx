// @vitest-environment happy-dom
// The fishbowl as its people, everybody else and whoever leads have it on their screens.
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Live, LiveContext } from '../app/live.ts';
import { SessionScreen } from '../app/session_screen.tsx';
import { TestWorld } from '../connection/test_world.ts';
import { everybody, TestConsole } from '../console/test_console.tsx';
import type { Change, Room, Session } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { fishbowlConsoleWords } from '../words/console_fishbowl.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { feedbackWords } from '../words/feedback.ts';
import { fishbowlWords, watchingFor } from '../words/fishbowl.ts';
import { planningWords } from '../words/plan.ts';
import { instructionFor, roomWords } from '../words/room.ts';

const resting: Partial<Room> = { slot: 0, step: 'waiting', performer: 0, coach: 0 };
const others = [f.room(f.room1, 1, resting), f.room(f.room3, 3, resting)];
const room2 = (over: Partial<Room>) => f.put('room', ...others, f.room(f.room2, 2, { ...resting, ...over }));
const shown = (over: Partial<Room>) =>
  room2({ fishbowl: 'watched', step: 'frame', performer: f.dev, coach: f.eleri, ...over });
const agreement = (member: number, id = 1901) => f.put('agreement', { id, room: f.room2, member });
const watched: Partial<Session> = { now: 'plan', fishbowl: f.room2 };

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const title = (name: string) => screen.findByRole('heading', { level: 1, name });

afterEach(cleanup);

describe('a participant', () => {
  let world: TestWorld;
  let live: Live;

  beforeEach(() => {
    localStorage.clear();
    world = new TestWorld();
    live = new Live('s1', 'the-ticket', world);
  });
  afterEach(() => live.stop());

  const sent = () => world.socket.sent('command').map((each) => [each.name, each.args]);
  const say = (...changes: Change[][]) =>
    act(async () => world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 0, changes: changes.flat() }));

  async function open(member: number, over: Partial<Session>, ...more: Change[][]) {
    live.connection.start();
    world.socket.accept();
    world.socket.say({
      frame: 'welcome',
      epoch: 'e1',
      seq: 1,
      mark: 0,
      now: Date.now(),
      member,
      snapshot: true,
      present: everybody.map((each) => each.id),
      changes: f.lesson(over, everybody, ...more),
    });
    render(
      <LiveContext.Provider value={live}>
        <SessionScreen />
      </LiveContext.Provider>,
    );
    await screen.findByRole('main');
  }

  test('P13 is asked while they plan, and a no leaves nothing behind on the screen', async () => {
    await open(f.dev, { now: 'plan' }, room2({ fishbowl: 'asked' }));
    await title(planningWords.title);
    expect(screen.getByRole('heading', { name: fishbowlWords.ask('Ruth Adeyemi') })).toBeTruthy();
    press(fishbowlWords.yes);
    expect(screen.getByText(fishbowlWords.saidYes)).toBeTruthy();
    press(fishbowlWords.afterAll);
    expect(screen.queryByText(fishbowlWords.saidYes)).toBeNull();
    expect(screen.queryByRole('heading', { name: fishbowlWords.ask('Ruth Adeyemi') })).toBeNull();
    expect(sent()).toEqual([true, false].map((yes) => ['answer_fishbowl', { yes }]));
  });

  test('of another room is asked nothing', async () => {
    await open(f.amara, { now: 'plan' }, room2({ fishbowl: 'none' }));
    await title(planningWords.title);
    expect(screen.queryByText(fishbowlWords.askText)).toBeNull();
  });

  test('P6 of the room has the room’s own screen, and is told that everybody watches', async () => {
    await open(f.dev, watched, shown({}), agreement(f.dev));
    await title(instructionFor('frame', 'performer', '', {} as never).title);
    expect(await screen.findByText(fishbowlWords.watched)).toBeTruthy();
    expect(screen.getByRole('button', { name: roomWords.pass })).toBeTruthy();
    expect(screen.queryByText(new RegExp(roomWords.turn(0)))).toBeNull();
  });

  test('P13 of the room may stop it at any time, after a second thought', async () => {
    await open(f.dev, watched, shown({}), agreement(f.dev));
    await screen.findByText(fishbowlWords.watched);
    press(fishbowlWords.stop);
    const dialog = await screen.findByRole('dialog', { name: fishbowlWords.stopTitle });
    expect(sent()).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: fishbowlWords.stop }));
    expect(sent()).toEqual([['answer_fishbowl', { yes: false }]]);
  });

  test('P13 who comes back into it is asked, and has said nothing so far', async () => {
    await open(f.eleri, watched, shown({ coach: 0 }));
    await screen.findByText(fishbowlWords.watchedToo);
    press(fishbowlWords.yes);
    expect(sent()).toEqual([['answer_fishbowl', { yes: true }]]);
    expect(screen.getByText(fishbowlWords.watched)).toBeTruthy();
  });

  test('of the room finds nothing after it: no next turn, at its own pace neither', async () => {
    const own = f.put('playbook', { ...f.playbook, pace: 'own' });
    await open(f.dev, watched, shown({ step: 'close' }), own, agreement(f.dev));
    await screen.findByRole('button', { name: roomWords.goOn.done });
    expect(screen.queryByRole('button', { name: roomWords.nextTurn })).toBeNull();
    await say(shown({ step: 'done', performer: 0, coach: 0 }));
    await title(roomWords.fishbowlOver.title);
    expect(screen.queryByRole('button', { name: roomWords.oneMore })).toBeNull();
  });

  test('P6 P7 who watches sees each step, reads what is delivered, and can change nothing', async () => {
    await open(f.amara, watched, shown({ watch_words: 'my first sentence' }));
    await title(watchingFor('frame', 'Dev Patel', 2).title);
    expect(screen.getByText('“my first sentence”')).toBeTruthy();
    await say(shown({ step: 'attempt_a' }));
    await title(watchingFor('attempt_a', 'Dev Patel', 2).title);
    expect(screen.getByText(fishbowlWords.listen)).toBeTruthy();
    const a = f.attempt(401, f.dev, f.room2, { slot: 0 });
    await say(
      shown({ step: 'write', attempt_a: 401 }),
      f.put('attempt', a),
      f.put('feedback', f.feedback(501, a, f.eleri, { state: 'sealed' })),
    );
    expect(screen.getByRole('article', { name: 'Attempt A by Dev Patel' })).toBeTruthy();
    expect(screen.getByText(fishbowlWords.given(1, 1))).toBeTruthy();
    await say(
      shown({ step: 'deliver', attempt_a: 401 }),
      f.put('attempt', { ...a, feedback_open: true }),
      f.put('feedback', f.feedback(501, a, f.eleri, f.filled)),
    );
    expect(screen.getByRole('article', { name: feedbackWords.by('Eleri Pryce') })).toBeTruthy();
    const main = within(screen.getByRole('main'));
    expect(main.queryAllByRole('button')).toEqual([]);
    expect(main.queryAllByRole('textbox')).toEqual([]);
    await say(f.put('session', f.session({ now: 'plan' })), room2({}));
    await title(planningWords.title);
  });
});

describe('whoever leads', () => {
  const opened = (over: Partial<Session>, ...more: Change[][]) =>
    TestConsole.opened(f.lesson({ now: 'plan', ...over }, everybody, ...more));

  test('gives everybody a room first, while nobody has one', async () => {
    const led = await TestConsole.opened(f.lesson({ now: 'plan' }, f.everybody(false)));
    press(fishbowlConsoleWords.place);
    expect(led.lastCommand).toMatchObject({ name: 'place_people', args: {} });
  });

  test('asks a room that has two people and would not rather not', async () => {
    const led = await opened({}, f.put('room', { ...others[0]!, fishbowl: 'declined' }, others[1]!));
    expect(screen.getByText(fishbowlConsoleWords.declined(['1']))).toBeTruthy();
    const select = screen.getByLabelText(fishbowlConsoleWords.room);
    expect(within(select).getAllByRole('option')).toHaveLength(1);
    press(fishbowlConsoleWords.ask);
    expect(led.lastCommand).toMatchObject({ name: 'invite_fishbowl', args: { room: f.room3 } });
  });

  test('P13 begins when all have said yes, and learns of nobody in particular', async () => {
    const led = await opened({}, room2({ fishbowl: 'asked' }), agreement(0, 1901));
    expect(screen.getByText(fishbowlConsoleWords.saidYes(1, 2))).toBeTruthy();
    expect(screen.queryByRole('button', { name: fishbowlConsoleWords.begin })).toBeNull();
    await act(async () => {
      led.world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 1, changes: agreement(0, 1902) });
    });
    press(fishbowlConsoleWords.begin);
    expect(led.lastCommand).toMatchObject({ name: 'open_fishbowl', args: { room: f.room2 } });
  });

  test('takes the question back', async () => {
    const led = await opened({}, room2({ fishbowl: 'asked' }));
    press(fishbowlConsoleWords.takeBack);
    expect(led.lastCommand).toMatchObject({ name: 'close_fishbowl', args: {} });
  });

  test('steers the room that is watched, and ends it', async () => {
    const led = await opened(watched, shown({ step: 'attempt_a' }));
    press(`${steeringWords.steer.skip}: Room 2`);
    expect(led.lastCommand).toMatchObject({ name: 'steer', args: { room: f.room2, how: 'skip' } });
    press(fishbowlConsoleWords.end);
    expect(led.lastCommand).toMatchObject({ name: 'close_fishbowl' });
  });
});
