// One of a few, each with room for words. Real radio buttons underneath, so the keyboard works as everywhere.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './choices.css';

export interface Choice<Value> {
  value: Value;
  label: string;
  more?: ComponentChildren;
}

export interface ChoicesProps<Value> {
  legend: string;
  legendHidden?: boolean;
  options: readonly Choice<Value>[];
  value: Value | undefined;
  onValue: (value: Value) => void;
  /** Short words, side by side where there is room. */
  inRow?: boolean;
}

export function Choices<Value extends string | number>(props: ChoicesProps<Value>) {
  const { legend, legendHidden = false, options, value, onValue, inRow = false } = props;
  const group = useId();
  return (
    <fieldset class={`choices ${inRow ? 'choices-row' : ''}`}>
      <legend class={legendHidden ? 'visually-hidden' : 'choices-legend'}>{legend}</legend>
      {options.map((each) => (
        <label key={each.value} class="choice">
          <input
            type="radio"
            name={group}
            checked={each.value === value}
            onChange={() => onValue(each.value)}
          />
          <span class="choice-face">
            <span class="choice-dot" aria-hidden="true" />
            <span class="choice-words">
              {each.label}
              {each.more && <span class="choice-more">{each.more}</span>}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
