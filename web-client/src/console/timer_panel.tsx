// A timer with everything that can be done to it while it runs; and starting one.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { Clock } from '../design/clock.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { limits, type Timer } from '../protocol.ts';
import { thePlaybook, theSession } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { lengthOfTime } from '../words/format.ts';

export interface TimerControlsProps {
  timer: Timer;
  speaks?: boolean;
  size?: 'm' | 'l';
  /** Observers watch it only. */
  controls?: boolean;
  /** More to press, in the same row. */
  children?: ComponentChildren;
}

export function TimerControls({
  timer,
  speaks = false,
  size = 'l',
  controls = true,
  children,
}: TimerControlsProps) {
  const live = useLive();
  const one = { timer: timer.id };
  const named = (what: string) => `${what}: ${timer.label}`;
  return (
    <div class="timer-panel">
      <Clock timer={timer} now={live.second.value * 1000} size={size} speaks={speaks} />
      <div class="timer-controls" hidden={!controls}>
        {timer.state === 'running' && (
          <Button
            size="s"
            icon="pause"
            iconOnly
            title={consoleWords.pause}
            onClick={() => live.send('pause_timer', one)}
          >
            {named(consoleWords.pause)}
          </Button>
        )}
        {timer.state === 'paused' && (
          <Button
            size="s"
            icon="play"
            iconOnly
            title={consoleWords.resume}
            onClick={() => live.send('resume_timer', one)}
          >
            {named(consoleWords.resume)}
          </Button>
        )}
        <Button
          size="s"
          icon="plus"
          iconOnly
          title={consoleWords.plusMinute}
          onClick={() => live.send('extend_timer', { ...one, seconds: 60 })}
        >
          {named(consoleWords.plusMinute)}
        </Button>
        <Button
          size="s"
          icon="again"
          iconOnly
          title={consoleWords.repeat}
          onClick={() => live.send('repeat_timer', one)}
        >
          {named(consoleWords.repeat)}
        </Button>
        {timer.state !== 'finished' && (
          <Button
            size="s"
            icon="stop"
            iconOnly
            title={consoleWords.cut}
            onClick={() => live.send('cut_timer', one)}
          >
            {named(consoleWords.cut)}
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}

/** "2", "1.5" or "1,5" minutes in seconds; undefined when it is nothing of the kind. */
export function secondsOf(minutes: string): number | undefined {
  const read = Number(minutes.trim().replace(',', '.'));
  const seconds = Math.round(read * 60);
  const fits = Number.isFinite(read) && seconds >= 5 && seconds <= limits.timer_seconds_max;
  return minutes.trim() !== '' && fits ? seconds : undefined;
}

/** `room` 0: for everybody. */
export function StartTimerDialog({ room, onClose }: { room: number; onClose: () => void }) {
  const live = useLive();
  const now = theSession(live.tables)?.now ?? 'lobby';
  const timings = (thePlaybook(live.tables)?.timings ?? []).filter((each) => each.during === now);
  const [label, setLabel] = useState('');
  const [minutes, setMinutes] = useState('');
  const [errors, setErrors] = useState<{ label?: string; minutes?: string }>({});
  const start = (what: string, seconds: number) => {
    live.send('start_timer', { room, label: what, seconds });
    onClose();
  };
  const startOwn = (event: Event) => {
    event.preventDefault();
    const seconds = secondsOf(minutes);
    if (seconds === undefined) setErrors({ minutes: consoleWords.minutesWrong });
    else start(label.trim() || consoleWords.time, seconds);
  };
  return (
    <Dialog title={consoleWords.startTitle} onClose={onClose}>
      <div class="stack">
        {timings.length > 0 && (
          <>
            <h3 class="eyebrow">{consoleWords.startPrepared}</h3>
            <ul class="console-timings">
              {timings.map((each) => (
                <li key={each.label}>
                  <button
                    type="button"
                    class="console-timing"
                    onClick={() => start(each.label, each.seconds)}
                  >
                    <span class="grow">{each.label}</span>
                    <span class="tabular muted">{lengthOfTime(each.seconds)}</span>
                  </button>
                </li>
              ))}
            </ul>
            <h3 class="eyebrow">{consoleWords.startOwn}</h3>
          </>
        )}
        <form class="console-own-timer" onSubmit={startOwn} noValidate>
          <TextField
            label={consoleWords.label}
            value={label}
            onValue={setLabel}
            error={errors.label}
            max={limits.title_chars_max}
          />
          <TextField
            label={consoleWords.minutes}
            inputmode="decimal"
            value={minutes}
            onValue={setMinutes}
            error={errors.minutes}
          />
          <Button type="submit" look="primary" icon="play">
            {consoleWords.start}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
