// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import { autosaveAfterMs } from '../commands/autosave.ts';
import type { TestWorld } from '../connection/test_world.ts';
import type { Change } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { saveWords } from '../words/commands.ts';
import { commitWords } from '../words/commit.ts';
import { CommitScreen } from './commit_screen.tsx';

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

function open(...more: Change[][]) {
  ({ world, live } = arrive(f.lesson({ now: 'commit' }, [f.facilitator, f.member(7, 'Ada')], ...more)));
  draw(live, <CommitScreen />);
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const type = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
const pause = () =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(autosaveAfterMs);
  });
const commands = () => world.socket.sent('command');

test('P16 what is typed saves itself, and is called saved only when it is', async () => {
  open();
  type(commitWords.what, 'Visit Sam.');
  type(commitWords.byWhen, 'Thursday');
  await pause();
  expect(commands().map((each) => [each.name, each.args])).toEqual([
    ['save_gap_task', { what: 'Visit Sam.', with_whom: '', by_when: 'Thursday', evidence: '' }],
  ]);
  expect(screen.queryByText(saveWords.saved)).toBeNull();
  await act(async () => {
    world.socket.say({ frame: 'acknowledged', id: commands()[0]!.id, seq: 2 });
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(screen.getByText(saveWords.saved)).toBeTruthy();
});

test('P1 what was typed and not saved yet is there after a reload', async () => {
  open();
  type(commitWords.what, 'Visit S');
  cleanup();
  live.stop();
  open();
  expect(field(commitWords.what).value).toBe('Visit S');
  await pause();
  expect(commands()[0]).toMatchObject({ name: 'save_gap_task', args: { what: 'Visit S' } });
});

test('what was saved before is on view, with the gap it is for and the questions that help', () => {
  const [gap] = f.criteria;
  open(
    f.put('gap_task', {
      id: 71,
      member: 7,
      what: 'Visit Sam.',
      with_whom: 'Sam',
      by_when: '',
      evidence: '',
      at: 1,
    }),
    f.put('preparation', { id: 51, member: 7, scores: [], gap: gap!.id, words: '', moves: '' }),
  );
  expect(field(commitWords.what).value).toBe('Visit Sam.');
  expect(field(commitWords.withWhom).value).toBe('Sam');
  expect(screen.getByText(`1. ${gap!.title}`)).toBeTruthy();
  expect(screen.getByText(f.playbook.gap_task_prompts[0]!)).toBeTruthy();
});
