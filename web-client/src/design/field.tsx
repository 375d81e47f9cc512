// A label, a hint, a control, and what is wrong with it: always in this order, always joined for a screen reader.
import type { ComponentChildren, JSX, Ref } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { fieldWords } from '../words/design.ts';
import './field.css';
import { Icon } from './icon.tsx';
import { lengthOf } from './text_length.ts';

interface Common {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Shown at the right of the label, such as "Saved". */
  aside?: ComponentChildren;
  labelHidden?: boolean;
  value: string;
  onValue: (value: string) => void;
  /** Longest text, in characters as people count them; a count appears near the end. */
  max?: number;
}

interface Frame extends Omit<Common, 'value' | 'onValue'> {
  id: string;
  left: number | undefined;
  children: ComponentChildren;
}

function FieldFrame({ id, label, hint, error, aside, labelHidden, left, children }: Frame) {
  return (
    <div class={`field ${error ? 'field-wrong' : ''}`}>
      <div class={labelHidden ? 'visually-hidden' : 'field-head'}>
        <label class="field-label" for={id}>
          {label}
        </label>
        {aside && <span class="field-aside">{aside}</span>}
      </div>
      {hint && (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children}
      {left !== undefined && (
        <p class={`field-left ${left < 0 ? 'field-over' : ''}`} aria-live="polite">
          {left < 0 ? fieldWords.tooLong(-left) : fieldWords.left(left)}
        </p>
      )}
      <p class="field-error" id={`${id}-error`} hidden={!error}>
        <Icon name="warning" size={18} /> {error}
      </p>
    </div>
  );
}

function roomLeft(value: string, max: number | undefined): number | undefined {
  if (max === undefined || value.length < max * 0.85) return undefined;
  const left = max - lengthOf(value);
  return left <= max * 0.1 ? left : undefined;
}

function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  return [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
}

type NativeInput = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'value' | 'label' | 'max'>;

export interface TextFieldProps extends Common, NativeInput {
  inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    hint,
    error,
    aside,
    labelHidden,
    value,
    onValue,
    max,
    inputRef,
    class: more,
    ...rest
  } = props;
  const made = useId();
  const id = rest.id?.toString() ?? made;
  return (
    <FieldFrame
      {...{ id, label, hint, error, aside, left: roomLeft(value, max) }}
      labelHidden={labelHidden ?? false}
    >
      <input
        type="text"
        autocomplete="off"
        {...rest}
        {...(inputRef ? { ref: inputRef } : {})}
        id={id}
        class={`field-control ${more ?? ''}`}
        value={value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, error)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

type NativeArea = Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'label'>;

export interface TextAreaProps extends Common, NativeArea {
  areaRef?: { current: HTMLTextAreaElement | null };
}

/** Grows with its text, so that nobody scrolls inside a small box. */
export function TextArea(props: TextAreaProps) {
  const { label, hint, error, aside, labelHidden, value, onValue, max, areaRef, rows = 3, ...rest } = props;
  const made = useId();
  const id = rest.id?.toString() ?? made;
  const own = useRef<HTMLTextAreaElement>(null);
  const area = areaRef ?? own;
  useLayoutEffect(() => growToText(area.current), [value]);
  useEffect(() => {
    const again = () => growToText(area.current);
    addEventListener('resize', again);
    return () => removeEventListener('resize', again);
  }, [area]);
  return (
    <FieldFrame
      {...{ id, label, hint, error, aside, left: roomLeft(value, max) }}
      labelHidden={labelHidden ?? false}
    >
      <textarea
        {...rest}
        ref={area}
        id={id}
        rows={rows}
        style={{ minHeight: `calc(${rows} * 1.55em + 1.35rem)` }}
        class="field-control field-area"
        value={value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, error)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

function growToText(area: HTMLTextAreaElement | null): void {
  if (!area || CSS?.supports?.('field-sizing', 'content')) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}

export interface SelectProps extends Omit<Common, 'max'> {
  options: { value: string; label: string; disabled?: boolean }[];
}

export function SelectField({
  label,
  hint,
  error,
  aside,
  labelHidden,
  value,
  onValue,
  options,
}: SelectProps) {
  const id = useId();
  return (
    <FieldFrame {...{ id, label, hint, error, aside, left: undefined }} labelHidden={labelHidden ?? false}>
      <span class="field-select">
        <select
          id={id}
          class="field-control"
          value={value}
          aria-describedby={describedBy(id, hint, error)}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {options.map((each) => (
            <option key={each.value} value={each.value} disabled={each.disabled ?? false}>
              {each.label}
            </option>
          ))}
        </select>
        <Icon name="down" size={18} />
      </span>
    </FieldFrame>
  );
}
