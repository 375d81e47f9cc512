// A playbook while it is changed, and saved as one's own. Its texts beside title and criteria are changed in the file.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Button } from '../design/button.tsx';
import { SelectField, TextField } from '../design/field.tsx';
import { notify } from '../design/notices.tsx';
import { Numbers, PaceField, SlotsField } from '../playbook/timing_fields.tsx';
import { limits, type Playbook, type PlaybookDocumentBody, type PlaybookSummaryBody } from '../protocol.ts';
import { consoleWords } from '../words/console.ts';
import { timingWords } from '../words/console_plan.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { dialogWords } from '../words/design.ts';
import { organiseWords } from '../words/organise.ts';
import { sessionWords } from '../words/session.ts';
import { CriteriaEditor } from './criteria_editor.tsx';
import {
  draftOf,
  type Errors,
  errorsOf,
  isName,
  lineAndWords,
  nameFrom,
  playbookOf,
  textOf,
} from './draft.ts';
import { listPlaybooks, savePlaybook } from './organiser.ts';
import { Texts } from './preview.tsx';
import { ProblemNote } from './problem_note.tsx';
import { TimeLine } from './time_line.tsx';

const sizes = [2, 3, 4];

export interface EditorProps {
  document: PlaybookDocumentBody;
  organiserKey: string;
  /** The name it was saved under. */
  onSaved: (name: string) => void;
  onCancel: () => void;
  onKeyLost: () => void;
}

export function Editor({ document, organiserKey, onSaved, onCancel, onKeyLost }: EditorProps) {
  const [draft, setDraft] = useState(() => draftOf(document));
  const [name, setName] = useState(() =>
    document.own && document.key ? document.key : nameFrom(document.playbook.title),
  );
  const [known, setKnown] = useState<PlaybookSummaryBody[]>([]);
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { playbook } = draft;
  const change = (part: Partial<Playbook>) => setDraft({ ...draft, playbook: { ...playbook, ...part } });

  useEffect(() => {
    void listPlaybooks().then((answer) => {
      if ('value' in answer) setKnown(answer.value);
    });
  }, []);

  const same = known.find((each) => each.key === name);
  const nameError = (): string | undefined => {
    if (!isName(name)) return organiseWords.saveNameWrong;
    return same && !same.own ? organiseWords.saveNameShipped : undefined;
  };

  const show = (found: Errors) => {
    setErrors(found);
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"] button')?.focus(),
    );
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const found: Errors = { ...errorsOf(draft), key: nameError() };
    if (Object.values(found).some(Boolean)) return show({ ...found, form: organiseWords.look });
    setErrors({});
    setBusy(true);
    const answer = await savePlaybook(organiserKey, name, textOf(draft));
    setBusy(false);
    if ('value' in answer) {
      notify(organiseWords.saved);
      return onSaved(answer.value.key);
    }
    const { code, field, detail } = answer.problem;
    if (code === 'bad_key') return onKeyLost();
    // The line is that of a text that nobody here has seen.
    const { words } = lineAndWords(detail);
    show({ [field || 'form']: words, form: words });
  };

  const title = document.playbook.title;
  return (
    <form ref={form} class="stack organise-editor" onSubmit={save} noValidate>
      <ScreenTitle place={`change-${document.key}`} spoken={organiseWords.changeTitle(title)}>
        {document.key ? organiseWords.changeTitle(title) : organiseWords.importedTitle(title)}
      </ScreenTitle>
      {errors.form && <ProblemNote text={errors.form} />}
      <TextField
        label={organiseWords.playbookTitle}
        value={playbook.title}
        onValue={(value) => change({ title: value })}
        error={errors.title}
        max={limits.title_chars_max}
      />
      <TimeLine playbook={playbookOf(draft)} />
      <div class="plan-split">
        <fieldset class="stack-s">
          <legend class="plan-legend">{timingWords.pace}</legend>
          <PaceField pace={playbook.pace} onPace={(pace) => change({ pace })} />
          <SlotsField slots={playbook.slots} onSlots={(slots) => change({ slots })} error={errors.slots} />
          <SelectField
            label={organiseWords.roomSize}
            value={String(playbook.room_size)}
            options={sizes.map((each) => ({ value: String(each), label: consoleWords.sizes[each] ?? '' }))}
            onValue={(value) => change({ room_size: Number(value) })}
            error={errors.room_size}
          />
        </fieldset>
        <fieldset class="stack-s">
          <legend class="plan-legend">{timingWords.stages}</legend>
          <p class="small muted">{timingWords.stagesHint}</p>
          <Numbers
            labels={playbook.stages.map((each) => sessionWords.stage[each.stage])}
            named={timingWords.minutesOf}
            values={draft.minutes}
            onValues={(minutes) => setDraft({ ...draft, minutes })}
            errorOf={(at) => errors[`stages[${at}].seconds`]}
          />
        </fieldset>
        <fieldset class="stack-s">
          <legend class="plan-legend">{timingWords.steps}</legend>
          <p class="small muted">{timingWords.stepsHint}</p>
          <Numbers
            labels={playbook.steps.map((each) => steeringWords.step[each.step])}
            named={timingWords.secondsOf}
            values={draft.seconds}
            onValues={(seconds) => setDraft({ ...draft, seconds })}
            errorOf={(at) => errors[`steps[${at}].seconds`]}
          />
        </fieldset>
      </div>
      <CriteriaEditor
        criteria={draft.criteria}
        onCriteria={(criteria) => setDraft({ ...draft, criteria })}
        errors={errors}
      />
      <div class="stack-s">
        <h2 class="organise-card-title">{organiseWords.texts}</h2>
        <p class="small muted">{organiseWords.textsHint}</p>
        <Texts playbook={playbook} />
      </div>
      <fieldset class="card stack-s organise-narrow">
        <legend class="visually-hidden">{organiseWords.saveAs}</legend>
        <TextField
          label={organiseWords.saveName}
          hint={organiseWords.saveNameHint}
          value={name}
          onValue={setName}
          error={errors.key}
          spellcheck={false}
          autocapitalize="none"
        />
        {same?.own && name !== document.key && <p class="note note-now">{organiseWords.saveOver}</p>}
        <div class="row">
          <Button type="submit" look="primary" busy={busy}>
            {organiseWords.saveAs}
          </Button>
          <Button onClick={onCancel}>{dialogWords.cancel}</Button>
        </div>
      </fieldset>
    </form>
  );
}
