// A timer with everything that can be done to it while it runs; and starting one.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useOnce } from '../commands/use_once.ts';
import { Button } from '../design/button.tsx';
import { Clock } from '../design/clock.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { limits, type Timer } from '../protocol.ts';
import { consoleWords } from '../words/console.ts';

export interface TimerControlsProps {
  timer: Timer;
  speaks?: boolean;
  size?: 's' | 'm' | 'l';
  /** Observers watch it only. */
  controls?: boolean;
}

export function TimerControls({ timer, speaks = false, size = 'l', controls = true }: TimerControlsProps) {
  const live = useLive();
  const one = { timer: timer.id };
  const change = useOnce(`timer:${timer.id}`);
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
            busy={change.busy}
            onClick={() => change.send('pause_timer', one)}
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
            busy={change.busy}
            onClick={() => change.send('resume_timer', one)}
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
          busy={change.busy}
          onClick={() => change.send('repeat_timer', one)}
        >
          {named(consoleWords.repeat)}
        </Button>
        {timer.state !== 'finished' && (
          <Button
            size="s"
            icon="stop"
            iconOnly
            title={consoleWords.cut}
            busy={change.busy}
            onClick={() => change.send('cut_timer', one)}
          >
            {named(consoleWords.cut)}
          </Button>
        )}
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
