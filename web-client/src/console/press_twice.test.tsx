// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { consoleWords } from '../words/console.ts';
import { everybody, TestConsole } from './test_console.tsx';

afterEach(cleanup);

function open() {
  const clock = f.timer({ id: 301, room: 0, label: 'Back together', total_ms: 90_000 });
  return new TestConsole(
    f.lesson(
      { now: 'rehearse', rooms: 'open' },
      everybody,
      f.put('playbook', { ...f.playbook, pace: 'own' }),
      f.put('room', f.room(f.room1, 1, { slot: 1, step: 'attempt_a', performer: f.amara })),
      f.put('timer', clock),
    ),
  );
}

describe('pressed again before the answer, it is sent once:', () => {
  test.each([
    ['knock', `${consoleWords.knock}: ${consoleWords.room(1)}`],
    ['pause_timer', `${consoleWords.pause}: Back together`],
    ['cut_timer', `${consoleWords.cut}: Back together`],
  ])('%s', (command, name) => {
    const opened = open();
    const sent = () => opened.world.socket.sent('command').filter((each) => each.name === command).length;
    const button = screen.getByRole('button', { name });
    fireEvent.click(button);
    fireEvent.click(button);
    act(() => {});
    expect(button.getAttribute('aria-busy')).toBe('true');
    fireEvent.click(button);
    expect(sent()).toBe(1);
    act(() => opened.acknowledge());
    expect(button.hasAttribute('aria-busy')).toBe(false);
    fireEvent.click(button);
    expect(sent()).toBe(2);
  });
});
