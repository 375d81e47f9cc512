// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import { autosaveAfterMs } from '../commands/autosave.ts';
import type { TestWorld } from '../connection/test_world.ts';
import type { Change, EarlierTask } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { earlierWords } from '../words/earlier.ts';
import { EarlierTaskCard } from './earlier_task.tsx';

let world: TestWorld;
let live: Live;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  live.stop();
  vi.useRealTimers();
});

const task: EarlierTask = {
  id: 1701,
  member: 7,
  what: 'Visit Sam’s Year 7 lesson.',
  with_whom: 'Sam Doyle',
  by_when: '',
  evidence: 'What Sam said.',
  promised_at: f.started,
  outcome: 'none',
  words: '',
  at: 0,
};

function open(...more: Change[][]) {
  ({ world, live } = arrive(f.lesson({ now: 'lobby' }, [f.facilitator, f.member(7, 'Ada')], ...more)));
  draw(live, <EarlierTaskCard />);
}
const sent = () => world.socket.sent('command').filter((each) => each.name === 'report_on_task');

test('shows what was promised, and asks how it went', () => {
  open(f.put('earlier_task', task));
  const card = screen.getByRole('region', { name: earlierWords.title });
  for (const each of [task.what, task.with_whom, task.evidence]) expect(card.textContent).toContain(each);
  expect(screen.queryByRole('textbox')).toBeNull();
  for (const each of ['done', 'partly', 'not_yet'] as const) {
    expect(screen.getByRole<HTMLInputElement>('radio', { name: earlierWords.outcome[each] }).checked).toBe(
      false,
    );
  }
});

test('an answer is sent at once; words that are typed then go with it', async () => {
  open(f.put('earlier_task', task));
  fireEvent.click(screen.getByRole('radio', { name: earlierWords.outcome.partly }));
  expect(sent().at(-1)?.args).toEqual({ outcome: 'partly', words: '' });
  fireEvent.input(screen.getByRole('textbox', { name: earlierWords.words }), {
    target: { value: ' Once, of two. ' },
  });
  await act(async () => {
    await vi.advanceTimersByTimeAsync(autosaveAfterMs);
  });
  expect(sent().at(-1)?.args).toEqual({ outcome: 'partly', words: 'Once, of two.' });
});

test('nobody is shown what others promised', () => {
  open(f.put('earlier_task', { ...task, member: 99 }));
  expect(screen.queryByRole('region')).toBeNull();
});
