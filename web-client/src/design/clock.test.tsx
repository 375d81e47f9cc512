// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { timer } from '../stories/fixtures.ts';
import { Announcer } from './announcer.tsx';
import { Clock, markPassed } from './clock.tsx';

afterEach(cleanup);

const now = 1_000_000;
const running = (left: number) =>
  timer({ id: 3, label: 'Attempt A', ends_at: now + left, total_ms: 120_000 });
const said = () => document.querySelector('[data-announcer="polite"]')?.textContent ?? '';

describe('P5, P12: the clock', () => {
  it('speaks at one minute, at ten seconds and at the end, and at no other time', () => {
    expect(markPassed(61_000, 60_000)?.at).toBe(60_000);
    expect(markPassed(60_000, 59_000)).toBeUndefined();
    expect(markPassed(11_000, 9_000)?.at).toBe(10_000);
    expect(markPassed(1_000, 0)?.at).toBe(0);
    expect(markPassed(90_000, 5_000)?.at).toBe(10_000);
  });

  it('announces politely when a mark is passed', () => {
    const view = (left: number) => (
      <>
        <Clock timer={running(left)} now={now} speaks />
        <Announcer />
      </>
    );
    const { rerender } = render(view(61_000));
    expect(said()).toBe('');
    rerender(view(60_000));
    expect(said()).toBe('Attempt A: one minute left.');
    rerender(view(59_000));
    expect(said()).toBe('Attempt A: one minute left.');
  });

  it('is not a live region: nobody hears every second', () => {
    render(<Clock timer={running(65_000)} now={now} />);
    const clock = screen.getByRole('timer', { name: 'Attempt A' });
    expect(clock.getAttribute('aria-live')).toBe('off');
    expect(clock.textContent).toContain('1:05');
    expect(clock.textContent).toContain('1 minute 5 seconds left');
  });

  it('stands still while it is paused', () => {
    const paused = timer({ state: 'paused', remaining_ms: 61_000, ends_at: 0 });
    render(<Clock timer={paused} now={now + 999_999} />);
    expect(screen.getByRole('timer').textContent).toContain('1:01');
    expect(screen.getByText('Paused')).toBeTruthy();
  });
});
