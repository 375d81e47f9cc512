import { useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { lengthOf } from '../design/text_length.ts';
import { limits, type PlaybookDocumentBody, type SessionCreatedBody } from '../protocol.ts';
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

export function OpenForm({ document, organiserKey, onOpened, onCancel, onKeyLost }: OpenFormProps) {
  const [title, setTitle] = useState(document.playbook.title);
  const [facilitator, setFacilitator] = useState('');
  const [errors, setErrors] = useState<{ title?: string; facilitator?: string; form?: string }>({});
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const wanted = {
      playbook: document.key,
      title: title.trim(),
      facilitator: facilitator.trim(),
      follows: formerSession(),
    };
    const wrong = {
      ...(lengthOf(wanted.title) > limits.title_chars_max && { title: organiseWords.openTitleLong }),
      ...(lengthOf(wanted.facilitator) > limits.name_chars_max && {
        facilitator: organiseWords.yourNameLong,
      }),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    const answer = await openSession(organiserKey, wanted);
    setBusy(false);
    if ('value' in answer) return onOpened(answer.value);
    const { code, field, detail } = answer.problem;
    if (code === 'bad_key') onKeyLost();
    else if (field === 'title' || field === 'facilitator') setErrors({ [field]: detail });
    else setErrors({ form: detail });
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
