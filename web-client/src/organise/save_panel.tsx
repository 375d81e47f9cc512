// Under which name a playbook is saved: one's own of that name is replaced, anybody else's is not.
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import type { PlaybookDocumentBody, PlaybookSummaryBody } from '../protocol.ts';
import { dialogWords } from '../words/design.ts';
import { organiseWords } from '../words/organise.ts';
import { freeName, isName, nameFrom } from './draft.ts';
import { keptEditKey } from './edit_keys.ts';

/** Its own where it was saved by this browser; else one that nobody has yet. */
export function nameToSaveUnder(document: PlaybookDocumentBody, known: PlaybookSummaryBody[]): string {
  const { key, own, playbook } = document;
  if (own && key && keptEditKey(key)) return key;
  return freeName(
    own && key ? key : nameFrom(playbook.title),
    known.map((each) => each.key),
  );
}

export interface SavePanelProps {
  name: string;
  onName: (name: string) => void;
  /** The name of the playbook that is changed; "" for one from a file. */
  from: string;
  known: PlaybookSummaryBody[];
  error: string | undefined;
  busy: boolean;
  onCancel: () => void;
}

export function SavePanel({ name, onName, from, known, error, busy, onCancel }: SavePanelProps) {
  const there = known.some((each) => each.key === name && each.own);
  const mine = there && keptEditKey(name) !== '';
  const another = freeName(
    isName(name) ? name : nameFrom(name),
    known.map((each) => each.key),
  );
  return (
    <fieldset class="card stack-s organise-narrow">
      <legend class="visually-hidden">{organiseWords.saveAs}</legend>
      <TextField
        label={organiseWords.saveName}
        hint={organiseWords.saveNameHint}
        value={name}
        onValue={onName}
        error={error}
        spellcheck={false}
        autocapitalize="none"
      />
      {mine && name !== from && <p class="note note-now">{organiseWords.saveOver}</p>}
      {there && !mine && (
        <>
          <p class="note note-now">{organiseWords.saveForeign}</p>
          <div>
            <Button size="s" onClick={() => onName(another)}>
              {organiseWords.saveCopy(another)}
            </Button>
          </div>
        </>
      )}
      <div class="row">
        <Button type="submit" look="primary" busy={busy}>
          {organiseWords.saveAs}
        </Button>
        <Button onClick={onCancel}>{dialogWords.cancel}</Button>
      </div>
    </fieldset>
  );
}
