// Who goes into which room, as it is chosen: before the session where one is opened, and in the middle of it on the console.
import { SelectField, TextArea } from '../design/field.tsx';
import '../design/option.css';
import type { PlacementMode } from '../protocol.ts';
import { consoleWords } from '../words/console.ts';
import { groupsCharsMax } from './groups.ts';
import './placement_fields.css';

const modes: readonly PlacementMode[] = ['random', 'prepared', 'by_hand', 'self_chosen'];
const sizes = [2, 3, 4];

export interface Placing {
  mode: PlacementMode;
  size: number;
  /** Of the prepared lists, as typed. */
  groups: string;
}

export interface PlacementFieldsProps {
  of: Placing;
  onChange: (to: Placing) => void;
  errors: { groups?: string | undefined; size?: string | undefined };
}

export function PlacementFields({ of, onChange, errors }: PlacementFieldsProps) {
  return (
    <>
      <fieldset class="placement-modes">
        <legend class="visually-hidden">{consoleWords.placementTitle}</legend>
        {modes.map((each) => (
          <label key={each} class="option">
            <input
              type="radio"
              name="mode"
              checked={of.mode === each}
              onChange={() => onChange({ ...of, mode: each })}
            />
            <span>
              <strong>{consoleWords.mode[each]}</strong>
              <span class="small muted">{consoleWords.modeText[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {of.mode === 'prepared' && (
        <TextArea
          label={consoleWords.groups}
          hint={consoleWords.groupsHint}
          value={of.groups}
          onValue={(groups) => onChange({ ...of, groups })}
          error={errors.groups}
          max={groupsCharsMax}
          rows={5}
        />
      )}
      <RoomSizeField size={of.size} onSize={(size) => onChange({ ...of, size })} error={errors.size} />
    </>
  );
}

interface RoomSizeFieldProps {
  size: number;
  onSize: (size: number) => void;
  error: string | undefined;
}

export function RoomSizeField({ size, onSize, error }: RoomSizeFieldProps) {
  return (
    <SelectField
      label={consoleWords.roomSize}
      value={String(size)}
      options={sizes.map((each) => ({ value: String(each), label: consoleWords.sizes[each] ?? '' }))}
      onValue={(value) => onSize(Number(value))}
      error={error}
    />
  );
}
