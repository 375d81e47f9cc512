// A playbook while it is changed, and saved as one's own. Each part is folded away until it is wanted.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ScreenTitle } from '../app/screen_title.tsx';
import { notify } from '../design/notices.tsx';
import type { Playbook, PlaybookDocumentBody, PlaybookSummaryBody } from '../protocol.ts';
import { organiseWords } from '../words/organise.ts';
import { type Draft, type Errors, errorsOf, isName, lineAndWords, textOf } from './draft.ts';
import { GiveUpDialog } from './give_up_dialog.tsx';
import { listPlaybooks, savePlaybook } from './organiser.ts';
import { ProblemNote } from './problem_note.tsx';
import { nameToSaveUnder, SavePanel } from './save_panel.tsx';
import { focusOnWrong } from './section.tsx';
import {
  AboutSection,
  CriteriaSection,
  ExemplarSection,
  FormSection,
  NamingSection,
  ScenarioSection,
} from './text_sections.tsx';
import { TimingsSection } from './timings_section.tsx';
import { UnsavedNote } from './unsaved_note.tsx';
import { useKeptDraft } from './use_kept_draft.ts';
import { WordsField } from './words_field.tsx';

export interface EditorProps {
  document: PlaybookDocumentBody;
  organiserKey: string;
  /** The name it was saved under. */
  onSaved: (name: string) => void;
  onCancel: () => void;
  onKeyLost: () => void;
}

export function Editor({ document, organiserKey, onSaved, onCancel, onKeyLost }: EditorProps) {
  const kept = useKeptDraft(document);
  const { draft } = kept;
  const [known, setKnown] = useState<PlaybookSummaryBody[]>([]);
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const name = kept.name ?? nameToSaveUnder(document, known);

  useEffect(() => {
    void listPlaybooks().then((answer) => {
      if ('value' in answer) setKnown(answer.value.playbooks);
    });
  }, []);

  const nameError = (): string | undefined => {
    if (!isName(name)) return organiseWords.saveNameWrong;
    return known.some((each) => each.key === name && !each.own) ? organiseWords.saveNameShipped : undefined;
  };
  const show = (found: Errors) => {
    setErrors(found);
    requestAnimationFrame(() => focusOnWrong(form.current));
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const found: Errors = { ...errorsOf(draft), key: nameError() };
    if (Object.values(found).some(Boolean)) return show({ ...found, '': organiseWords.look });
    setErrors({});
    setBusy(true);
    const answer = await savePlaybook(organiserKey, name, textOf(draft));
    setBusy(false);
    if ('value' in answer) {
      kept.drop();
      notify(organiseWords.saved);
      return onSaved(answer.value.key);
    }
    const { code, field, detail } = answer.problem;
    if (code === 'bad_key') return onKeyLost();
    // The line is that of a text that nobody here has seen.
    const { words } = lineAndWords(detail);
    show(code === 'not_yours' ? { key: words } : { [field]: words, '': words });
  };

  const giveUp = () => {
    kept.drop();
    onCancel();
  };

  const title = document.playbook.title;
  const parts = {
    draft,
    errors,
    onDraft: (part: Partial<Draft>) => kept.change((now) => ({ ...now, draft: { ...now.draft, ...part } })),
    onPlaybook: (part: Partial<Playbook>) =>
      kept.change(({ draft, ...now }) => ({
        ...now,
        draft: { ...draft, playbook: { ...draft.playbook, ...part } },
      })),
  };
  return (
    <form ref={form} class="stack organise-editor" onSubmit={save} noValidate>
      <ScreenTitle place={`change-${document.key}`} spoken={organiseWords.changeTitle(title)}>
        {document.key ? organiseWords.changeTitle(title) : organiseWords.importedTitle(title)}
      </ScreenTitle>
      {kept.restored && (
        <UnsavedNote
          onThrowAway={() => {
            kept.drop();
            setErrors({});
          }}
        />
      )}
      {errors[''] && <ProblemNote text={errors['']} />}
      <WordsField
        field="title"
        label={organiseWords.playbookTitle}
        value={draft.playbook.title}
        onValue={(value) => parts.onPlaybook({ title: value })}
        errors={errors}
        rows={0}
      />
      <div class="stack-s">
        <AboutSection {...parts} />
        <TimingsSection {...parts} />
        <CriteriaSection {...parts} />
        <ExemplarSection {...parts} />
        <ScenarioSection {...parts} />
        <FormSection {...parts} />
        <NamingSection {...parts} />
      </div>
      <SavePanel
        name={name}
        onName={(to) => {
          kept.change((now) => ({ ...now, name: to }));
          setErrors(({ key: _, ...others }) => others);
        }}
        from={document.key}
        known={known}
        error={errors.key}
        busy={busy}
        onCancel={() => (kept.changed ? setCancelling(true) : giveUp())}
      />
      {cancelling && <GiveUpDialog title={title} onGiveUp={giveUp} onClose={() => setCancelling(false)} />}
    </form>
  );
}
