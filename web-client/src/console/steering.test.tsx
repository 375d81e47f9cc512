// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { consoleWords } from '../words/console.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { everybody, TestConsole } from './test_console.tsx';

const { steer } = steeringWords;
let opened: TestConsole;

const room = (id: number, number: number, performer: number, over: Parameters<typeof f.room>[2] = {}) =>
  f.room(id, number, { slot: 2, step: 'write', performer, clock: 300 + number, ...over });
const clocks = f.put(
  'timer',
  ...[1, 2, 3].map((number) =>
    f.timer({ id: 300 + number, room: 200 + number, purpose: 'step', total_ms: 90_000 }),
  ),
);

function open(pace: 'lockstep' | 'own', third: Parameters<typeof f.room>[2] = {}) {
  opened = new TestConsole(
    f.lesson(
      { now: 'rehearse', rooms: 'open' },
      everybody,
      f.put('playbook', { ...f.playbook, pace }),
      f.put(
        'room',
        room(f.room1, 1, f.amara, { ready: [f.amara, f.ben] }),
        room(f.room2, 2, f.dev),
        room(f.room3, 3, f.farhan, third),
      ),
      clocks,
    ),
  );
}

const lastCommand = () => opened.lastCommand;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

afterEach(cleanup);

describe('P5: all rooms', () => {
  beforeEach(() => open('lockstep'));

  test('show which turn and step it is, what comes next, and who is ready', () => {
    expect(screen.getByRole('timer', { name: 'Turn 2 of 3 · Write feedback' })).toBeTruthy();
    expect(screen.getByText('Next: Deliver feedback, 1 min')).toBeTruthy();
    expect(screen.getByText(steeringWords.ready(2, 7))).toBeTruthy();
    const plan = screen.getByRole('list', { name: steeringWords.timeline });
    expect(within(plan).getAllByRole('listitem')[4]?.getAttribute('aria-current')).toBe('step');
  });

  test.each([
    [steer.pause, 'pause', 0],
    [steer.extend30, 'extend', 30],
    [steer.extend60, 'extend', 60],
    [steer.skip, 'skip', 0],
    [steer.repeat, 'repeat', 0],
    [steer.back, 'back', 0],
  ])('are steered by "%s"', (name, how, seconds) => {
    press(`${name}: ${steeringWords.everywhere}`);
    expect(lastCommand()).toMatchObject({ name: 'steer', args: { room: 0, how, seconds } });
  });

  test('go on by one step, however often it is pressed before the answer', () => {
    const skips = () => opened.world.socket.sent('command').length;
    press(`${steer.skip}: ${steeringWords.everywhere}`);
    const button = screen.getByRole('button', { name: `${steer.skip}: ${steeringWords.everywhere}` });
    act(() => {});
    expect(button.getAttribute('aria-busy')).toBe('true');
    fireEvent.click(button);
    fireEvent.click(button);
    expect(skips()).toBe(1);
    act(() => opened.acknowledge());
    expect(button.hasAttribute('aria-busy')).toBe(false);
    fireEvent.click(button);
    expect(skips()).toBe(2);
  });

  test('get as many minutes more as were pressed', () => {
    press(`${steer.extend60}: ${steeringWords.everywhere}`);
    press(`${steer.extend60}: ${steeringWords.everywhere}`);
    expect(opened.world.socket.sent('command')).toHaveLength(2);
  });

  test('do not hand on the turn one by one', () => {
    press(consoleWords.optionsRoom(1));
    expect(screen.queryByRole('menuitem', { name: consoleWords.nextTurn })).toBeNull();
    fireEvent.click(screen.getByRole('menuitem', { name: steer.skip }));
    expect(lastCommand()).toMatchObject({ name: 'steer', args: { room: f.room1, how: 'skip', seconds: 0 } });
  });
});

test('few rooms say what they watch for, what was shared, who has still to write, and what is next', () => {
  const a = f.attempt(401, f.dev, f.room2, { text: 'Jo, one thing first.' });
  opened = new TestConsole(
    f.lesson(
      { now: 'rehearse', rooms: 'open' },
      everybody,
      f.put('playbook', { ...f.playbook, pace: 'own' }),
      f.put('attempt', a),
      f.put('feedback', f.feedback(501, a, f.eleri)),
      f.put(
        'room',
        room(f.room1, 1, f.amara, { step: 'attempt_a' }),
        room(f.room2, 2, f.dev, { attempt_a: a.id, watch_words: 'how I stand up' }),
      ),
      clocks,
    ),
  );
  const card = within(screen.getByRole('article', { name: consoleWords.room(2) }));
  expect(card.getByText(steeringWords.watchesFor('how I stand up'))).toBeTruthy();
  expect(card.getByText('Jo, one thing first.')).toBeTruthy();
  expect(card.getByText(steeringWords.stillWriting(['Eleri Pryce']))).toBeTruthy();
  expect(card.getByText('Next: Deliver feedback, 1 min')).toBeTruthy();
  const other = within(screen.getByRole('article', { name: consoleWords.room(1) }));
  expect(other.queryByText('Jo, one thing first.')).toBeNull();
});

test('rooms that drift apart in lockstep are named', () => {
  open('lockstep', { step: 'attempt_a' });
  expect(screen.getByText('2 rooms write feedback, 1 still performs attempt A (room 3).')).toBeTruthy();
});

test('where rooms keep their own pace, a facilitator can hand on the turn', () => {
  open('own', { step: 'attempt_b' });
  expect(screen.getByText('Turn 2 of 3 · Write feedback')).toBeTruthy();
  press(consoleWords.optionsRoom(3));
  fireEvent.click(screen.getByRole('menuitem', { name: consoleWords.nextTurn }));
  expect(lastCommand()).toMatchObject({ name: 'next_slot', args: { room: f.room3, from: 2 } });
  press(consoleWords.optionsRoom(3));
  fireEvent.click(screen.getByRole('menuitem', { name: consoleWords.nextTurn }));
  expect(opened.world.socket.sent('command')).toHaveLength(1);
});
