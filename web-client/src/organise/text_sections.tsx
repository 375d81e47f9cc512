// The texts of a playbook, each kind in a section of its own.
import { SelectField, TextField } from '../design/field.tsx';
import '../design/option.css';
import { limits, type Playbook } from '../protocol.ts';
import { organiseWords } from '../words/organise.ts';
import { playbookWords } from '../words/playbook.ts';
import { boundOf, type Draft, type Errors, type TextRow } from './draft.ts';
import { ListEditor } from './list_editor.tsx';
import { Section } from './section.tsx';
import { WordsField } from './words_field.tsx';

export interface TextSectionProps {
  draft: Draft;
  onDraft: (part: Partial<Draft>) => void;
  /** Of what is neither a list nor a timing. */
  onPlaybook: (part: Partial<Playbook>) => void;
  errors: Errors;
}

export function AboutSection({ draft: { playbook }, onPlaybook, errors }: TextSectionProps) {
  return (
    <Section
      title={organiseWords.about}
      note={playbook.npq}
      fields={['npq', 'audience', 'purpose']}
      errors={errors}
    >
      {(['npq', 'purpose', 'audience'] as const).map((each) => (
        <WordsField
          key={each}
          field={each}
          label={organiseWords[each]}
          value={playbook[each]}
          onValue={(value) => onPlaybook({ [each]: value })}
          errors={errors}
          rows={each === 'npq' ? 0 : 2}
        />
      ))}
    </Section>
  );
}

export function CriteriaSection({ draft: { criteria }, onDraft, errors }: TextSectionProps) {
  return (
    <Section
      title={playbookWords.criteria}
      note={organiseWords.countOf('criteria', criteria.length)}
      fields={['criteria']}
      errors={errors}
    >
      <ListEditor
        list="criteria"
        title={playbookWords.criteriaShort}
        hint={organiseWords.criteriaHint}
        rows={criteria}
        onRows={(rows) => onDraft({ criteria: rows })}
        empty={{ title: '', looks_like: '' }}
        min={1}
        max={limits.criteria_max}
      >
        {(each, at, change) => (
          <>
            <WordsField
              field={`criteria[${at}].title`}
              label={organiseWords.criterionTitle(at + 1)}
              value={each.title}
              onValue={(title) => change({ title })}
              errors={errors}
              rows={0}
            />
            <WordsField
              field={`criteria[${at}].looks_like`}
              label={organiseWords.criterionText(at + 1)}
              value={each.looks_like}
              onValue={(looks_like) => change({ looks_like })}
              errors={errors}
              rows={2}
            />
          </>
        )}
      </ListEditor>
    </Section>
  );
}

export function ExemplarSection({ draft, onDraft, onPlaybook, errors }: TextSectionProps) {
  const { exemplar } = draft.playbook;
  const word = (part: Partial<Playbook['exemplar']>) => onPlaybook({ exemplar: { ...exemplar, ...part } });
  return (
    <Section
      title={organiseWords.exemplarSection}
      note={organiseWords.countOf('passages', draft.passages.length)}
      fields={['exemplar']}
      errors={errors}
    >
      <WordsField
        field="exemplar.title"
        label={organiseWords.exemplarTitle}
        value={exemplar.title}
        onValue={(title) => word({ title })}
        errors={errors}
        rows={0}
      />
      <WordsField
        field="exemplar.context"
        label={organiseWords.exemplarContext}
        value={exemplar.context}
        onValue={(context) => word({ context })}
        errors={errors}
      />
      {exemplar.media && <p class="note note-brand">{organiseWords.passagesOfClip}</p>}
      <ListEditor
        list="passages"
        title={organiseWords.passages}
        hint={organiseWords.passagesHint}
        rows={draft.passages}
        onRows={(passages) => onDraft({ passages })}
        empty={{ text: '', begins: '' }}
        min={1}
        max={limits.passages_max}
        chars={boundOf('exemplar.passages')}
      >
        {(each, at, change) => (
          <>
            <WordsField
              field={`exemplar.passages[${at}]`}
              label={playbookWords.passage(at + 1)}
              inList
              value={each.text}
              onValue={(text) => change({ text })}
              errors={errors}
            />
            {exemplar.media && (
              <TextField
                label={organiseWords.begins(playbookWords.passage(at + 1))}
                {...(at === 0 && { hint: organiseWords.beginsHint })}
                inputmode="numeric"
                value={each.begins}
                onValue={(begins) => change({ begins })}
                error={errors[`exemplar.media.passage_seconds[${at}]`]}
              />
            )}
          </>
        )}
      </ListEditor>
    </Section>
  );
}

export function ScenarioSection({ draft: { playbook }, onPlaybook, errors }: TextSectionProps) {
  const { scenario } = playbook;
  const labels = {
    title: organiseWords.scenarioTitle,
    situation: organiseWords.situation,
    ...organiseWords.briefOf,
    harder: organiseWords.harder,
  };
  return (
    <Section
      title={organiseWords.scenarioSection}
      note={scenario.title}
      fields={['scenario']}
      errors={errors}
    >
      {(['title', 'situation', 'performer', 'coach', 'pupil', 'harder'] as const).map((each) => (
        <WordsField
          key={each}
          field={`scenario.${each}`}
          label={labels[each]}
          {...(each === 'harder' && { hint: organiseWords.harderHint })}
          value={scenario[each]}
          onValue={(value) => onPlaybook({ scenario: { ...scenario, [each]: value } })}
          errors={errors}
          rows={each === 'title' ? 0 : 3}
        />
      ))}
    </Section>
  );
}

export function FormSection({ draft, onDraft, onPlaybook, errors }: TextSectionProps) {
  const { form } = draft.playbook;
  return (
    <Section
      title={organiseWords.formSection}
      note={(['strength_starters', 'action_step_starters'] as const)
        .map((each) => organiseWords.countOf(each, draft[each].length))
        .join(', ')}
      fields={['form']}
      errors={errors}
    >
      {(['evidence', 'strength', 'action_step'] as const).map((each) => (
        <WordsField
          key={each}
          field={`form.${each}`}
          label={organiseWords.prompts[each]}
          value={form[each]}
          onValue={(value) => onPlaybook({ form: { ...form, [each]: value } })}
          errors={errors}
          rows={2}
        />
      ))}
      {(['strength_starters', 'action_step_starters'] as const).map((each) => (
        <Prompts
          key={each}
          list={each}
          field={`form.${each}`}
          title={organiseWords.formParts[each]}
          hint={organiseWords.startersHint}
          rows={draft[each]}
          onRows={(rows) => onDraft({ [each]: rows })}
          errors={errors}
        />
      ))}
    </Section>
  );
}

export function NamingSection({ draft, onDraft, onPlaybook, errors }: TextSectionProps) {
  const { features_asked, anonymous_wall } = draft.playbook;
  const counts = Array.from({ length: limits.features_per_member_max + 1 }, (_, count) => count);
  return (
    <Section
      title={organiseWords.namingSection}
      note={organiseWords.featuresAsked(features_asked)}
      fields={['features_asked', 'anonymous_wall', 'gap_task_prompts']}
      errors={errors}
    >
      <SelectField
        label={organiseWords.featuresEach}
        value={String(features_asked)}
        options={counts.map((count) => ({
          value: String(count),
          label: organiseWords.featuresEachOf(count),
        }))}
        onValue={(value) => onPlaybook({ features_asked: Number(value) })}
        error={errors.features_asked}
      />
      <label class="option">
        <input
          type="checkbox"
          checked={anonymous_wall}
          onChange={(event) => onPlaybook({ anonymous_wall: event.currentTarget.checked })}
        />
        <span>
          <strong>{organiseWords.anonymousWall}</strong>
          <span class="small muted">{organiseWords.anonymousWallHint}</span>
        </span>
      </label>
      <Prompts
        list="gap_task_prompts"
        field="gap_task_prompts"
        title={organiseWords.gapTasks}
        hint={organiseWords.gapTasksHint}
        rows={draft.gap_task_prompts}
        onRows={(gap_task_prompts) => onDraft({ gap_task_prompts })}
        errors={errors}
      />
    </Section>
  );
}

interface PromptsProps {
  list: 'strength_starters' | 'action_step_starters' | 'gap_task_prompts';
  field: string;
  title: string;
  hint: string;
  rows: TextRow[];
  onRows: (rows: TextRow[]) => void;
  errors: Errors;
}

function Prompts({ list, field, title, hint, rows, onRows, errors }: PromptsProps) {
  return (
    <ListEditor
      {...{ list, title, hint, rows, onRows }}
      empty={{ text: '' }}
      min={0}
      max={limits.prompts_max}
      chars={boundOf(field)}
    >
      {(each, at, change) => (
        <WordsField
          field={`${field}[${at}]`}
          label={organiseWords.nth(list, at + 1)}
          inList
          value={each.text}
          onValue={(text) => change({ text })}
          errors={errors}
          rows={1}
        />
      )}
    </ListEditor>
  );
}
