// The standing rule: who goes into which room, for everybody who is here and everybody who is still to come.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import '../design/option.css';
import { SelectField, TextArea } from '../design/field.tsx';
import { notify } from '../design/notices.tsx';
import { lengthOf } from '../design/text_length.ts';
import type { PlacementMode } from '../protocol.ts';
import { consoleWords } from '../words/console.ts';
import { dialogWords } from '../words/design.ts';
import { groupsCharsMax, groupsOf, textOf } from './groups.ts';

const modes: readonly PlacementMode[] = ['random', 'prepared', 'by_hand', 'self_chosen'];

export function PlacementDialog({ onClose }: { onClose: () => void }) {
  const live = useLive();
  const rule = live.tables.only('placement');
  const [mode, setMode] = useState<PlacementMode>(rule?.mode ?? 'random');
  const [size, setSize] = useState(rule?.room_size ?? 3);
  const [groups, setGroups] = useState(textOf(rule?.groups ?? []));
  const [error, setError] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    if (mode === 'prepared' && lengthOf(groups) > groupsCharsMax) {
      setError(consoleWords.groupsTooLong);
      return;
    }
    setBusy(true);
    const args = { mode, room_size: size, groups: mode === 'prepared' ? groupsOf(groups) : [] };
    const sent = live.send('set_placement', args, { ownRefusals: true });
    const saved = await sent.settled;
    setBusy(false);
    if (saved) {
      notify(consoleWords.placementSaved);
      onClose();
    } else setError(sent.problem.value?.detail);
  };
  return (
    <Dialog title={consoleWords.placementTitle} onClose={onClose}>
      <form class="stack" onSubmit={save} noValidate>
        <fieldset class="console-modes">
          <legend class="visually-hidden">{consoleWords.placementTitle}</legend>
          {modes.map((each) => (
            <label key={each} class="option">
              <input type="radio" name="mode" checked={mode === each} onChange={() => setMode(each)} />
              <span>
                <strong>{consoleWords.mode[each]}</strong>
                <span class="small muted">{consoleWords.modeText[each]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {mode === 'prepared' && (
          <TextArea
            label={consoleWords.groups}
            hint={consoleWords.groupsHint}
            value={groups}
            onValue={(text) => {
              setError(undefined);
              setGroups(text);
            }}
            error={error}
            max={groupsCharsMax}
            rows={5}
          />
        )}
        <SelectField
          label={consoleWords.roomSize}
          value={String(size)}
          options={[2, 3, 4].map((each) => ({ value: String(each), label: consoleWords.sizes[each] ?? '' }))}
          onValue={(value) => setSize(Number(value))}
          error={mode === 'prepared' ? undefined : error}
        />
        <div class="row">
          <Button type="submit" look="primary" busy={busy}>
            {consoleWords.savePlacement}
          </Button>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
