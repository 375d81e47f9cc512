// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Live } from '../app/live.ts';
import { arrive, draw } from '../app/test_live.tsx';
import type { TestWorld } from '../connection/test_world.ts';
import { Announcer } from '../design/announcer.tsx';
import * as f from '../stories/fixtures.ts';
import { seeWords } from '../words/see.ts';
import { SeeScreen } from './see_screen.tsx';

let world: TestWorld;
let live: Live;
const scrolledTo = vi.fn();

beforeEach(() => {
  scrolledTo.mockClear();
  Element.prototype.scrollIntoView = function scroll() {
    scrolledTo(this.id);
  };
});
afterEach(() => {
  cleanup();
  live.stop();
});

function open(passage: number) {
  ({ world, live } = arrive(f.lesson({ now: 'see', passage }, [f.facilitator, f.member(7, 'Ada')])));
  draw(
    live,
    <>
      <SeeScreen />
      <Announcer />
    </>,
  );
}

const bring = (passage: number) =>
  act(async () => {
    const changes = f.put('session', f.session({ now: 'see', passage }));
    world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 0, changes });
  });
const current = () =>
  screen
    .getAllByRole('listitem')
    .filter((each) => each.getAttribute('aria-current') === 'true')
    .map((each) => each.id);
const said = () => document.querySelector('[data-announcer="polite"]')?.textContent;

test('everybody is brought to a passage, hears which, and reads on alone afterwards', async () => {
  open(0);
  expect(current()).toEqual([]);
  await bring(3);
  expect(current()).toEqual(['passage-3']);
  expect(said()).toBe('Passage 3');
  expect(screen.getByText(seeWords.brought(3))).toBeTruthy();
  await vi.waitFor(() => expect(scrolledTo).toHaveBeenLastCalledWith('passage-3'));
  await bring(0);
  expect(current()).toEqual([]);
  expect(said()).toBe(seeWords.ownAgain);
  expect(scrolledTo).toHaveBeenCalledTimes(1);
});

test('P2 whoever comes late is where everybody is', async () => {
  open(5);
  expect(current()).toEqual(['passage-5']);
  await vi.waitFor(() => expect(scrolledTo).toHaveBeenCalledWith('passage-5'));
});
