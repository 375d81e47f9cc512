import { useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import { TextField } from '../design/field.tsx';
import { lengthOf } from '../design/text_length.ts';
import { groupsCharsMax, groupsOf } from '../playbook/groups.ts';
import { PlacementFields, type Placing } from '../playbook/placement_fields.tsx';
import {
  type GroupingBody,
  limits,
  type PlaybookDocumentBody,
  type SessionCreatedBody,
} from '../protocol.ts';
import { consoleWords } from '../words/console.ts';
import { dialogWords } from '../words/design.ts';
import { organiseWords } from '../words/organise.ts';
import { formerSession, openSession } from './organiser.ts';
import { ProblemNote } from './problem_note.tsx';

export interface OpenFormProps {
  document: PlaybookDocumentBody;
  organiserKey: string;
  onOpened: (session: SessionCreatedBody) => void;
  onCancel: () => void;
  onKeyLost: () => void;
}

interface OpenErrors {
  title?: string;
  facilitator?: string;
  groups?: string;
  size?: string;
  form?: string;
}

/** The field here of the one that the server names: "grouping.groups[2][0]" is in the box of the groups. */
function placeOf(field: string): keyof OpenErrors {
  if (field === 'title' || field === 'facilitator') return field;
  if (field.startsWith('grouping.groups')) return 'groups';
  return field === 'grouping.room_size' ? 'size' : 'form';
}

export function OpenForm({ document, organiserKey, onOpened, onCancel, onKeyLost }: OpenFormProps) {
  const usual = document.playbook.room_size;
  const [title, setTitle] = useState(document.playbook.title);
  const [facilitator, setFacilitator] = useState('');
  const [placing, setPlacing] = useState<Placing>({ mode: 'random', size: usual, groups: '' });
  const [errors, setErrors] = useState<OpenErrors>({});
  const [busy, setBusy] = useState(false);
  const { mode, size, groups } = placing;
  const prepared = mode === 'prepared';
  const grouping = (): GroupingBody | undefined => {
    if (mode === 'random' && size === usual) return undefined;
    return { mode, room_size: size, groups: prepared ? groupsOf(groups) : [] };
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const wanted = {
      playbook: document.key,
      title: title.trim(),
      facilitator: facilitator.trim(),
      follows: formerSession(),
      grouping: grouping(),
    };
    const wrong = {
      ...(lengthOf(wanted.title) > limits.title_chars_max && { title: organiseWords.openTitleLong }),
      ...(lengthOf(wanted.facilitator) > limits.name_chars_max && {
        facilitator: organiseWords.yourNameLong,
      }),
      ...(prepared && lengthOf(groups) > groupsCharsMax && { groups: consoleWords.groupsTooLong }),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    const answer = await openSession(organiserKey, wanted);
    setBusy(false);
    if ('value' in answer) return onOpened(answer.value);
    const { code, field, detail } = answer.problem;
    if (code === 'bad_key') onKeyLost();
    else setErrors({ [placeOf(field)]: detail });
  };
  return (
    <form class="card stack organise-narrow" onSubmit={submit} noValidate aria-labelledby="organise-open">
      <h2 id="organise-open">{organiseWords.openTitle}</h2>
      {formerSession() && <p class="note note-brand">{organiseWords.follows}</p>}
      <TextField
        label={organiseWords.sessionTitle}
        hint={organiseWords.sessionTitleHint}
        value={title}
        onValue={setTitle}
        error={errors.title}
        max={limits.title_chars_max}
        autofocus
      />
      <TextField
        label={organiseWords.yourName}
        hint={organiseWords.yourNameHint}
        value={facilitator}
        onValue={setFacilitator}
        error={errors.facilitator}
        max={limits.name_chars_max}
        autocomplete="name"
      />
      <Disclosure
        title={
          <span class="organise-section">
            <span>{organiseWords.groups}</span>
            <span class="small muted organise-section-note">
              {organiseWords.groupsNow(consoleWords.mode[mode], consoleWords.sizes[size] ?? '')}
            </span>
          </span>
        }
        open={Boolean(errors.groups || errors.size)}
      >
        <div class="stack">
          <PlacementFields of={placing} onChange={setPlacing} errors={errors} />
        </div>
      </Disclosure>
      {errors.form && <ProblemNote text={errors.form} />}
      <div class="row">
        <Button type="submit" look="primary" busy={busy}>
          {organiseWords.openGo}
        </Button>
        <Button onClick={onCancel}>{dialogWords.cancel}</Button>
      </div>
    </form>
  );
}
