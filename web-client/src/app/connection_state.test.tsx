// @vitest-environment happy-dom
// What a screen says while the server hears us and cannot save.
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { pauseMsMax } from '../connection/backoff.ts';
import { heldUpAfterMs } from '../connection/held_up.ts';
import { Announcer } from '../design/announcer.tsx';
import { connectionWords } from '../words/app.ts';
import { ConnectionBanner, ConnectionMark } from './connection_state.tsx';
import { arrive, draw } from './test_live.tsx';

afterEach(cleanup);

function drawn() {
  const { world, live } = arrive();
  draw(
    live,
    <>
      <ConnectionMark />
      <ConnectionBanner />
      <Announcer />
    </>,
  );
  return { world, live };
}

const banner = () => document.querySelector('.connection-banner')?.textContent;
const mark = () => document.querySelector('.connection')?.textContent;

test('P16 says that everything is up to date only when what waited has been answered', async () => {
  vi.useFakeTimers();
  const { world, live } = drawn();
  const said = () => screen.getByRole('status').textContent;
  act(() => world.socket.cut());
  const { id } = live.send('rename', { member: 7, name: 'Ada L.' });
  await act(async () => void (await vi.advanceTimersByTimeAsync(3_000)));
  expect(said()).toBe(connectionWords.lost);
  await act(async () => {
    world.pass(pauseMsMax);
    world.socket.accept();
    world.socket.welcome({ snapshot: false });
    await vi.advanceTimersByTimeAsync(1_000);
  });
  expect(said()).toBe(connectionWords.lost);
  act(() => world.socket.say({ frame: 'acknowledged', id, seq: 2 }));
  expect(said()).toBe(connectionWords.back);
  vi.useRealTimers();
});

test('P16 says that nothing can be saved and that all is kept, and takes it back when it has been sent', () => {
  const { world, live } = drawn();
  const first = live.send('rename', { member: 7, name: 'Ada L.' });
  const second = live.send('rename', { member: 7, name: 'Ada Lovell' });
  expect(banner()).toBeUndefined();
  act(() => {
    for (let passed = 0; passed < heldUpAfterMs; passed += 1_000) {
      world.pass(1_000);
      world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    }
  });
  expect(banner()).toBe(connectionWords.heldLong);
  expect(mark()).toBe(connectionWords.held);
  expect(screen.getByRole('status').textContent).toBe(connectionWords.heldLong);
  act(() => world.socket.say({ frame: 'acknowledged', id: first.id, seq: 2 }));
  expect(banner()).toBeUndefined();
  expect(screen.getByRole('status').textContent).toBe(connectionWords.heldLong);
  act(() => world.socket.say({ frame: 'acknowledged', id: second.id, seq: 3 }));
  expect(mark()).toBe(connectionWords.saved);
  expect(screen.getByRole('status').textContent).toBe(connectionWords.savedAgain);
});
