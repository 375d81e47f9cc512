// @vitest-environment happy-dom
// What a facilitator says to everybody, on the way from screen to screen.
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { arrive, draw } from '../app/test_live.tsx';
import { Announcer, announce } from '../design/announcer.tsx';
import * as f from '../stories/fixtures.ts';
import { roomWords } from '../words/room.ts';
import { Announcements } from './banners.tsx';

afterEach(cleanup);

const said = (id: number, text: string) =>
  f.put('announcement', { id, sender: f.facilitator.id, room: 0, text, at: 0 });
const spoken = () => document.querySelector('[data-announcer="polite"]')?.textContent ?? '';

test('P12 an announcement is said once, and what was dismissed stays so on the next screen', async () => {
  const { world, live } = arrive([...f.put('member', f.facilitator), ...said(1, 'Two more minutes.')]);
  live.second.value = 0;
  const screenIsDrawn = () =>
    act(async () =>
      draw(
        live,
        <>
          <Announcements room={0} />
          <Announcer />
        </>,
      ),
    );
  await screenIsDrawn();
  expect(spoken()).toContain('Two more minutes.');
  cleanup();
  announce('Saved.');
  await screenIsDrawn();
  expect(screen.getByText('Two more minutes.')).toBeTruthy();
  expect(spoken()).toBe('Saved.');
  await act(async () => screen.getByRole('button', { name: roomWords.dismiss }).click());
  cleanup();
  await screenIsDrawn();
  expect(screen.queryByText('Two more minutes.')).toBeNull();
  await act(async () =>
    world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 0, changes: said(2, 'One more minute.') }),
  );
  expect(screen.getByText('One more minute.')).toBeTruthy();
  expect(spoken()).toContain('One more minute.');
});
