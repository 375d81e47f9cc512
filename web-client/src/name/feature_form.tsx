import { useEffect, useRef } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { SelectField, TextArea } from '../design/field.tsx';
import { limits } from '../protocol.ts';
import { thePlaybook } from '../tables/views.ts';
import { clipWords } from '../words/clip.ts';
import { nameWords } from '../words/name.ts';
import type { FeatureWriting } from './use_feature_draft.ts';

export function FeatureForm({ writing, onDone }: { writing: FeatureWriting; onDone: () => void }) {
  const passages = thePlaybook(useLive().tables)?.exemplar.passages.length ?? 0;
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (writing.asked()) area.current?.focus();
  }, []);
  const { open, error } = writing;
  if (!open) return null;
  return (
    <form
      class="feature-form"
      aria-label={open.feature > 0 ? nameWords.edit : nameWords.label(open.passage)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (writing.send()) onDone();
        else area.current?.focus();
      }}
    >
      <TextArea
        label={nameWords.label(open.passage)}
        hint={nameWords.hint}
        areaRef={area}
        value={open.text}
        onValue={(text) => writing.change({ text })}
        error={error}
        max={limits.message_chars_max}
        rows={2}
      />
      {open.moment_ms > 0 && (
        <p class="row feature-moment">
          <span class="small">{nameWords.tagged(open.moment_ms)}</span>
          <Button size="s" look="quiet" icon="cross" onClick={() => writing.change({ moment_ms: 0 })}>
            {clipWords.withoutMoment}
          </Button>
        </p>
      )}
      {open.feature > 0 && (
        <SelectField
          label={nameWords.where}
          value={String(open.passage)}
          onValue={(passage) => writing.change({ passage: Number(passage) })}
          options={Array.from({ length: passages + 1 }, (_, at) => ({
            value: String(at),
            label: nameWords.about(at),
          }))}
        />
      )}
      <div class="row">
        <Button type="submit" look="primary">
          {open.feature > 0 ? nameWords.save : nameWords.add}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            writing.cancel();
            onDone();
          }}
        >
          {nameWords.cancel}
        </Button>
      </div>
    </form>
  );
}
