// How long is left. The digits are quiet for screen readers; one minute and ten seconds before the end, and at the end,
// it is said once, politely.
import { useEffect, useRef } from 'preact/hooks';
import type { Timer } from '../protocol.ts';
import { timeLeft } from '../tables/views.ts';
import { clockWords } from '../words/design.ts';
import { clockSpoken, clockText } from '../words/format.ts';
import { tell } from './notices.tsx';
import './clock.css';
import { Icon } from './icon.tsx';

const marks = [
  { at: 60_000, words: clockWords.oneMinute },
  { at: 10_000, words: clockWords.tenSeconds },
  { at: 0, words: clockWords.over },
];

/** Which mark was passed on the way from `before` to `left` milliseconds; the last one if there were several. */
export function markPassed(before: number, left: number): (typeof marks)[number] | undefined {
  return marks.filter((each) => before > each.at && left <= each.at).at(-1);
}

/** Holds the clock's place while no timer runs, so that nothing moves when one starts. */
export function NoClock() {
  return (
    <div class="clock clock-l clock-none">
      <span class="clock-label">{clockWords.none}</span>
      <span class="clock-digits" aria-hidden="true">
        –
      </span>
      <span class="clock-track" aria-hidden="true" />
    </div>
  );
}

export interface ClockProps {
  timer: Timer;
  now: number;
  size?: 's' | 'm' | 'l';
  /** Where a screen shows the same clock twice, only one of them speaks. */
  speaks?: boolean;
}

export function Clock({ timer, now, size = 'm', speaks = false }: ClockProps) {
  const left = timeLeft(timer, now);
  const before = useRef({ id: 0, left: 0 });
  useEffect(() => {
    const last = before.current;
    before.current = { id: timer.id, left };
    if (!speaks || last.id !== timer.id) return;
    const passed = markPassed(last.left, left);
    if (passed) tell(passed.words(timer.label));
  }, [timer.id, timer.label, left, speaks]);

  const urgency = left === 0 ? 'over' : left <= 10_000 ? 'last' : left <= 60_000 ? 'soon' : 'calm';
  const share = timer.total_ms > 0 ? Math.min(1, left / timer.total_ms) : 0;
  return (
    <div class={`clock clock-${size} clock-${urgency}`} role="timer" aria-live="off" aria-label={timer.label}>
      <span class="clock-label">
        {timer.state === 'paused' && <Icon name="pause" size={16} />}
        <span class="clock-label-text">{timer.label}</span>
        {timer.state === 'paused' && <span class="clock-paused">{clockWords.paused}</span>}
      </span>
      <span class="clock-digits tabular" aria-hidden="true">
        {clockText(left)}
      </span>
      <span class="visually-hidden">
        {left === 0 ? clockWords.timeIsUp : clockWords.left(clockSpoken(left))}
      </span>
      <span class="clock-track" aria-hidden="true">
        <span class="clock-bar" style={{ transform: `scaleX(${share})` }} />
      </span>
    </div>
  );
}
