// The words of a criterion, merging it into another, removing it.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useSubmit } from '../commands/use_submit.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextArea, TextField } from '../design/field.tsx';
import { type Criterion, limits } from '../protocol.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { dialogWords } from '../words/design.ts';
import { ConfirmDialog } from './dialogs.tsx';

export interface WordDialogProps {
  /** Undefined: a new one. */
  criterion?: Criterion | undefined;
  /** Words to begin with. */
  looksLike?: string | undefined;
  onSaved?: (title: string) => void;
  onClose: () => void;
}

export function WordDialog({ criterion, looksLike = '', onSaved, onClose }: WordDialogProps) {
  const live = useLive();
  const [title, setTitle] = useState(criterion?.title ?? '');
  const [text, setText] = useState(criterion?.looks_like ?? looksLike);
  const [errors, setErrors] = useState<{ title?: string | undefined; text?: string | undefined }>({});
  const { busy, submit } = useSubmit();
  const save = (event: Event) => {
    event.preventDefault();
    const missing = {
      title: title.trim() === '' ? stagePanelWords.titleNeeded : undefined,
      text: text.trim() === '' ? stagePanelWords.looksLikeNeeded : undefined,
    };
    setErrors(missing);
    if (missing.title || missing.text) return;
    const args = { criterion: criterion?.id ?? 0, title: title.trim(), looks_like: text.trim() };
    void submit(() => live.send('word_criterion', args, { ownRefusals: true }), {
      saved: () => {
        onSaved?.(args.title);
        onClose();
      },
      refused: ({ field, detail }) =>
        setErrors(field === 'args.looks_like' ? { text: detail } : { title: detail }),
    });
  };
  return (
    <Dialog
      title={criterion ? stagePanelWords.wordTitle(criterion.number) : stagePanelWords.newCriterion}
      onClose={onClose}
    >
      <form class="stack" onSubmit={save} noValidate>
        <TextField
          label={stagePanelWords.titleLabel}
          value={title}
          onValue={setTitle}
          error={errors.title}
          max={limits.title_chars_max}
          autofocus
        />
        <TextArea
          label={stagePanelWords.looksLikeLabel}
          value={text}
          onValue={setText}
          error={errors.text}
          max={limits.passage_chars_max}
          rows={4}
        />
        <div class="row">
          <Button type="submit" look="primary" busy={busy}>
            {stagePanelWords.saveCriterion}
          </Button>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export interface MergeCriterionDialogProps {
  criterion: Criterion;
  criteria: readonly Criterion[];
  onClose: () => void;
}

export function MergeCriterionDialog({ criterion, criteria, onClose }: MergeCriterionDialogProps) {
  const live = useLive();
  return (
    <Dialog title={stagePanelWords.mergeTitle(criterion.number)} size="s" onClose={onClose}>
      <div class="stack">
        <p>
          <strong>{criterion.title}</strong>
        </p>
        <p class="small muted">{stagePanelWords.mergeText}</p>
        <div class="console-choices">
          {criteria
            .filter((each) => each.id !== criterion.id)
            .map((each) => (
              <Button
                key={each.id}
                onClick={() => {
                  live.send('merge_criteria', { criterion: criterion.id, into: each.id });
                  onClose();
                }}
              >
                {stagePanelWords.behind(each.number, each.title)}
              </Button>
            ))}
        </div>
      </div>
    </Dialog>
  );
}

export function RemoveCriterionDialog({ criterion, onClose }: { criterion: Criterion; onClose: () => void }) {
  const live = useLive();
  return (
    <ConfirmDialog
      title={stagePanelWords.removeTitle(criterion.number)}
      text={`${criterion.title}. ${stagePanelWords.removeText}`}
      onClose={onClose}
    >
      <Button
        look="danger"
        onClick={() => {
          live.send('remove_criterion', { criterion: criterion.id });
          onClose();
        }}
      >
        {stagePanelWords.remove}
      </Button>
    </ConfirmDialog>
  );
}
