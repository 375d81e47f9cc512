// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import type { TestWorld } from '../connection/test_world.ts';
import type { Spotlight, Vote } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { spotlightWords } from '../words/record.ts';
import { AskedToShow, Spotlights } from './spotlights.tsx';

const me = 7;
let world: TestWorld;
let live: Live;

afterEach(cleanup);

const spotlight = (over: Partial<Spotlight>): Spotlight => ({
  id: 61,
  owner: me,
  attempt: 401,
  feedback: 0,
  state: 'asked',
  name: 'Ada',
  text: 'My words',
  votes: 0,
  at: 1,
  ...over,
});

function open(spotlights: Spotlight[], votes: Vote[] = []) {
  const people = [f.facilitator, f.member(me, 'Ada')];
  ({ world, live } = arrive(
    f.lesson({ now: 'debrief' }, people, f.put('spotlight', ...spotlights), f.put('vote', ...votes)),
  ));
  draw(
    live,
    <>
      <AskedToShow />
      <Spotlights />
    </>,
  );
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const sent = () => world.socket.sent('command').map((each) => [each.name, each.args]);

test('P13 one’s words are shown after a yes, which can be taken back and given again', () => {
  open([spotlight({})]);
  expect(screen.getByRole('heading', { name: spotlightWords.ask('Ruth Adeyemi') })).toBeTruthy();
  expect(screen.queryByRole('heading', { name: spotlightWords.title })).toBeNull();
  press(spotlightWords.yes);
  expect(screen.getByRole('heading', { name: spotlightWords.title })).toBeTruthy();
  press(spotlightWords.takeBack);
  expect(screen.queryByRole('heading', { name: spotlightWords.title })).toBeNull();
  press(spotlightWords.afterAll);
  expect(sent()).toEqual([true, false, true].map((yes) => ['answer_spotlight', { spotlight: 61, yes }]));
});

test('action steps are voted for, attempts are not; a vote can be taken back', () => {
  const theirs = { owner: 8, name: 'Ben', state: 'shown' as const };
  open([
    spotlight({ ...theirs, id: 62 }),
    spotlight({ ...theirs, id: 63, attempt: 0, feedback: 501, votes: 3 }),
  ]);
  press(/Vote/);
  expect(screen.getByText(spotlightWords.votes(4))).toBeTruthy();
  expect(screen.getByRole('button', { name: /Vote/ }).getAttribute('aria-pressed')).toBe('true');
  press(/Vote/);
  expect(screen.getByText(spotlightWords.votes(3))).toBeTruthy();
  expect(screen.getByRole('button', { name: /Vote/ }).getAttribute('aria-pressed')).toBe('false');
  expect(screen.queryByRole('button', { name: spotlightWords.takeBack })).toBeNull();
  expect(sent()).toEqual([
    ['vote_for', { spotlight: 63, yes: true }],
    ['vote_for', { spotlight: 63, yes: false }],
  ]);
});
