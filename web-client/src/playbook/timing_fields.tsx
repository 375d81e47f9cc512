// The plan of a session as it is typed: how rooms go on, how many turns, minutes for stages and seconds for steps, nothing
// for no clock. Before the session on the page of playbooks, and in the middle of it on the console.
import { SelectField, TextField } from '../design/field.tsx';
import '../design/option.css';
import { limits, type Pace } from '../protocol.ts';
import { timingWords } from '../words/console_plan.ts';
import './timing_fields.css';

/** "6", "1.5" or "1,5" minutes in seconds, nothing for no clock; undefined when it is none of these. */
export function stageSecondsOf(minutes: string): number | undefined {
  return secondsFrom(minutes.trim().replace(',', '.'), 60);
}

export function stepSecondsOf(seconds: string): number | undefined {
  return secondsFrom(seconds.trim(), 1);
}

function secondsFrom(typed: string, unit: number): number | undefined {
  if (typed === '') return 0;
  const seconds = Number(typed) * unit;
  const whole = unit === 1 ? seconds : Math.round(seconds);
  return Number.isInteger(whole) && whole >= 0 && whole <= limits.timer_seconds_max ? whole : undefined;
}

export const typedTime = (seconds: number, unit: number): string =>
  seconds === 0 ? '' : String(Math.round((seconds / unit) * 100) / 100);

export const sumOf = (all: readonly (number | undefined)[]): number =>
  all.reduce<number>((before, each) => before + (each ?? 0), 0);

const paces: readonly Pace[] = ['lockstep', 'own'];

export function PaceField({ pace, onPace }: { pace: Pace; onPace: (pace: Pace) => void }) {
  return (
    <>
      {paces.map((each) => (
        <label key={each} class="option">
          <input type="radio" name="pace" checked={pace === each} onChange={() => onPace(each)} />
          <span>
            <strong>{timingWords.paces[each]}</strong>
            <span class="small muted">{timingWords.paceTexts[each]}</span>
          </span>
        </label>
      ))}
    </>
  );
}

interface SlotsFieldProps {
  slots: number;
  onSlots: (slots: number) => void;
  error: string | undefined;
}

export function SlotsField({ slots, onSlots, error }: SlotsFieldProps) {
  return (
    <SelectField
      label={timingWords.slots}
      value={String(slots)}
      options={Array.from({ length: limits.slots_max }, (_, at) => ({
        value: String(at + 1),
        label: timingWords.slotsOf(at + 1),
      }))}
      onValue={(value) => onSlots(Number(value))}
      error={error}
    />
  );
}

interface NumbersProps {
  labels: readonly string[];
  named: (label: string) => string;
  values: readonly string[];
  onValues: (values: string[]) => void;
  errorOf: (at: number) => string | undefined;
}

export function Numbers({ labels, named, values, onValues, errorOf }: NumbersProps) {
  return (
    <ul class="plan-numbers">
      {labels.map((label, at) => (
        <li key={label}>
          <span aria-hidden="true">{label}</span>
          <TextField
            label={named(label)}
            labelHidden
            inputmode="decimal"
            value={values[at] ?? ''}
            onValue={(value) => onValues(values.map((each, index) => (index === at ? value : each)))}
            error={errorOf(at)}
          />
        </li>
      ))}
    </ul>
  );
}
