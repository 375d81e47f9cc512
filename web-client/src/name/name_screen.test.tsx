// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import { problem, type TestWorld } from '../connection/test_world.ts';
import { Notices } from '../design/notices.tsx';
import { PlanScreen } from '../plan/plan_screen.tsx';
import type { Change, Session } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { feature, scores } from '../stories/stage_fixtures.ts';
import { saveWords } from '../words/commands.ts';
import { noticeWords } from '../words/design.ts';
import { nameWords } from '../words/name.ts';
import { planningWords } from '../words/plan.ts';
import { NameScreen } from './name_screen.tsx';

const me = 7;
const ada = f.member(me, 'Ada');
let world: TestWorld;
let live: Live;

beforeEach(() => {
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  live.stop();
});

function open(Screen: () => preact.JSX.Element, over: Partial<Session>, ...more: Change[][]) {
  ({ world, live } = arrive(f.lesson(over, [f.facilitator, ada, f.member(8, 'Ben')], ...more)));
  draw(live, <Screen />);
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const atPassage = (passage: number) => button(`${nameWords.here} ${nameWords.inPassage(passage)}`);
const write = (text: string) =>
  fireEvent.input(screen.getByRole('textbox', { name: /What works/ }), { target: { value: text } });
const commands = () => world.socket.sent('command');
const say = (...frames: Parameters<typeof world.socket.say>) =>
  act(async () => {
    world.socket.say(...frames);
  });

describe('naming', () => {
  test('is for a passage, and is there before the server has answered', () => {
    open(NameScreen, { now: 'name' });
    fireEvent.click(atPassage(3));
    write('  He sees it himself.  ');
    fireEvent.click(button(nameWords.add));
    expect(commands()[0]).toMatchObject({
      name: 'add_feature',
      args: { passage: 3, text: 'He sees it himself.' },
    });
    expect(screen.getByText('He sees it himself.')).toBeTruthy();
    expect(screen.getByText(nameWords.asked(2, 1))).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: /What works/ })).toBeNull();
  });

  test('that was begun is there after a reload, and moves to another passage with its words', () => {
    open(NameScreen, { now: 'name' });
    fireEvent.click(atPassage(3));
    write('Half a sen');
    cleanup();
    live.stop();
    open(NameScreen, { now: 'name' });
    fireEvent.click(atPassage(4));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: nameWords.label(4) }).value).toBe(
      'Half a sen',
    );
    expect(commands()).toEqual([]);
  });

  test('that is refused comes back with the reason', async () => {
    open(NameScreen, { now: 'name' });
    fireEvent.click(atPassage(3));
    write('He sees it himself.');
    fireEvent.click(button(nameWords.add));
    await say({ frame: 'refused', id: commands()[0]!.id, problem: problem('wrong_stage') });
    const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: nameWords.label(3) });
    expect(area.value).toBe('He sees it himself.');
    expect(area.getAttribute('aria-invalid')).toBe('true');
  });

  test('P16 that is refused when everybody has gone on is shown with the reason', async () => {
    open(NameScreen, { now: 'name' });
    fireEvent.click(atPassage(3));
    write('He sees it himself.');
    fireEvent.click(button(nameWords.add));
    cleanup();
    draw(live, <Notices />);
    await say({
      frame: 'refused',
      id: commands()[0]!.id,
      problem: problem('wrong_stage', 'Naming is over.'),
    });
    expect(screen.getByText(saveWords.refused('Naming is over.'))).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(noticeWords.words).value).toBe('He sees it himself.');
  });

  test('can be changed and taken away by its author, and only one’s own can', () => {
    open(
      NameScreen,
      { now: 'name', wall_shown: true },
      f.put(
        'feature',
        feature(31, me, 2, 'A number.', { shown: true }),
        feature(32, 8, 2, 'A time.', { shown: true }),
      ),
    );
    expect(screen.queryByRole('button', { name: /Edit.*A time/ })).toBeNull();
    fireEvent.click(button(/Edit.*A number/));
    write('A number and a time.');
    fireEvent.click(button(nameWords.save));
    expect(commands()[0]).toMatchObject({
      name: 'revise_feature',
      args: { feature: 31, passage: 2, text: 'A number and a time.' },
    });
    fireEvent.click(button(/Remove.*A number/));
    expect(commands()).toHaveLength(1);
    fireEvent.click(button(/Remove.*A number/));
    expect(commands()[1]).toMatchObject({ name: 'remove_feature', args: { feature: 31 } });
  });
});

test('P7 the wall stands only once it is shown; where it is anonymous it names nobody', () => {
  const features = f.put('feature', feature(32, 0, 2, 'A time.', { shown: true, anonymous: true }));
  open(NameScreen, { now: 'name', wall_shown: true }, features, [
    ...f.put('playbook', { ...f.playbook, anonymous_wall: true }),
  ]);
  const wall = within(screen.getByRole('region', { name: nameWords.wall }));
  expect(wall.getByText('A time.')).toBeTruthy();
  expect(wall.getByText('Passage 2')).toBeTruthy();
  expect(wall.getByText(new RegExp(nameWords.anonymous))).toBeTruthy();
});

test('criteria show the features that they are made of, live', async () => {
  open(NameScreen, { now: 'name' });
  await say({
    frame: 'changes',
    seq: 2,
    mark: 0,
    at: 0,
    changes: f.put('feature', feature(32, 8, 2, 'A time.', { criterion: f.criteria[0]!.id })),
  });
  const criteria = within(screen.getByRole('region', { name: nameWords.criteria }));
  expect(criteria.getByText('A time.')).toBeTruthy();
  expect(criteria.getByText('Ben · Passage 2')).toBeTruthy();
});

test('the facilitator’s rating stands beside one’s own once it is shown, in words', () => {
  const [first, second] = f.criteria;
  open(
    NameScreen,
    { now: 'name' },
    f.put(
      'calibration',
      { id: 41, rater: me, reference: false, shown: false, scores: scores([4, 2]) },
      { id: 42, rater: f.facilitator.id, reference: true, shown: true, scores: scores([4, 4, 3]) },
    ),
  );
  const rows = within(screen.getByRole('region', { name: nameWords.rate }));
  expect(rows.getByText(nameWords.nearness.same)).toBeTruthy();
  expect(rows.getByText(nameWords.nearness.further)).toBeTruthy();
  expect(rows.getByText(nameWords.notRated)).toBeTruthy();
  expect(rows.getByRole('group', { name: nameWords.rateOf(1, first!.title) })).toBeTruthy();
  expect(rows.getByRole('group', { name: nameWords.rateOf(2, second!.title) })).toBeTruthy();
});

test('the gap that was chosen, and everything else prepared, is kept when words are planned', () => {
  const gap = f.criteria[2]!;
  const row = { id: 51, member: me, scores: scores([3, 2, 1]), gap: gap.id, words: '', moves: 'Stand up.' };
  open(PlanScreen, { now: 'plan' }, f.put('preparation', row));
  expect(screen.getByText(`3. ${gap.title}`)).toBeTruthy();
  fireEvent.input(screen.getByRole('textbox', { name: planningWords.words }), {
    target: { value: 'Jo, one thing first.' },
  });
  cleanup(); // the screen goes away before the pause: what was typed is sent
  expect(commands()[0]).toMatchObject({
    name: 'save_preparation',
    args: { scores: row.scores, gap: gap.id, words: 'Jo, one thing first.', moves: 'Stand up.' },
  });
});
