// The form that a reviewer fills: ratings with evidence, one strength, one action step. Saved as one types; helped with
// starters and, at most two at a time, gentle checks; sealed when given.
import { useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { Button } from '../design/button.tsx';
import { TextArea } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { RatingControl } from '../design/rating.tsx';
import { type Attempt, type Feedback, limits, type Rating } from '../protocol.ts';
import { criteriaOf, nameOf, thePlaybook } from '../tables/views.ts';
import { feedbackWords } from '../words/feedback.ts';
import './feedback_form.css';
import { adviceOn, type Written } from './gentle_checks.ts';

interface Errors {
  strength?: string;
  action_step?: string;
  form?: string | undefined;
}

export interface FeedbackFormProps {
  attempt: Attempt;
  /** Mine, as far as it has got; undefined when nobody has asked me yet. */
  mine: Feedback | undefined;
  /** After it was given: changing it can be given up. */
  onDone?: () => void;
}

const sameForm = (one: Written, other: Written): boolean => tidy(one) === tidy(other);

function tidy(of: Written): string {
  const rated = of.ratings.filter((each) => each.score > 0 || each.evidence.trim() !== '');
  return JSON.stringify([
    rated.map((each) => [each.criterion, each.score, each.evidence.trim()]),
    of.strength.trim(),
    of.action_step.trim(),
  ]);
}

export function FeedbackForm({ attempt, mine, onDone }: FeedbackFormProps) {
  const live = useLive();
  const { tables } = live;
  const criteria = criteriaOf(tables);
  const prompts = thePlaybook(tables)?.form;
  const author = nameOf(tables, attempt.author);
  const [errors, setErrors] = useState<Errors>({});
  const strength = useRef<HTMLTextAreaElement>(null);
  const actionStep = useRef<HTMLTextAreaElement>(null);
  const draftKey = `feedback:${attempt.id}`;

  const complete = (ratings: readonly Rating[]): Rating[] =>
    criteria.map(
      (each) =>
        ratings.find((one) => one.criterion === each.id) ?? { criterion: each.id, score: 0, evidence: '' },
    );
  const draft = useDraft<Written>({
    place: draftKey,
    onServer: {
      ratings: complete(mine?.ratings ?? []),
      strength: mine?.strength ?? '',
      action_step: mine?.action_step ?? '',
    },
    same: sameForm,
    about: attempt.id,
    save: (value) =>
      live.send(
        'save_feedback_draft',
        { attempt: attempt.id, ...value, ratings: complete(value.ratings) },
        { key: draftKey, ownRefusals: true },
      ),
  });
  const { value } = draft;
  const ratings = complete(value.ratings);
  const rate = (criterion: number, fields: Partial<Rating>) =>
    draft.set({
      ...value,
      ratings: ratings.map((each) => (each.criterion === criterion ? { ...each, ...fields } : each)),
    });
  const write = (field: 'strength' | 'action_step', text: string) => {
    setErrors({ ...errors, [field]: undefined });
    draft.set({ ...value, [field]: text });
  };
  const begin = (field: 'strength' | 'action_step', starter: string) => {
    const had = value[field].trim();
    write(field, had === '' ? starter : `${had} ${starter}`);
    const area = field === 'strength' ? strength : actionStep;
    requestAnimationFrame(() => selectFirstGap(area.current));
  };

  const give = async () => {
    const found: Errors = {};
    if (value.strength.trim() === '') found.strength = feedbackWords.noStrength;
    if (value.action_step.trim() === '') found.action_step = feedbackWords.noActionStep;
    setErrors(found);
    if (found.strength || found.action_step) {
      requestAnimationFrame(() => (found.strength ? strength : actionStep).current?.focus());
      return;
    }
    const args = {
      attempt: attempt.id,
      ratings,
      strength: value.strength.trim(),
      action_step: value.action_step.trim(),
    };
    draft.autosave.hold();
    live.connection.drop(draftKey);
    const sent = live.send('give_feedback', args, {
      key: `give:${attempt.id}`,
      guess: mine
        ? [
            {
              kind: 'feedback',
              id: mine.id,
              fields: { ...args, state: attempt.feedback_open ? 'delivered' : 'sealed' },
            },
          ]
        : [],
    });
    onDone?.();
    if (await sent.settled) draft.autosave.done();
  };

  const advice = adviceOn(value, criteria);
  return (
    <form
      class="feedback-form"
      aria-label={feedbackWords.formFor(author)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <div class="feedback-form-head">
        <h2 class="grow">{feedbackWords.formFor(author)}</h2>
        <SaveState of={draft.autosave} />
      </div>
      {prompts && <p class="small muted">{prompts.evidence}</p>}
      <ol class="feedback-criteria">
        {criteria.map((each, at) => (
          <li key={each.id} class="feedback-criterion">
            <h3>
              <span class="feedback-number" aria-hidden="true">
                {each.number}
              </span>
              {each.title}
            </h3>
            <p class="small muted">{each.looks_like}</p>
            <div class="feedback-rate">
              <RatingControl
                label={feedbackWords.rating(each.number, each.title)}
                value={ratings[at]?.score ?? 0}
                onValue={(score) => rate(each.id, { score })}
              />
              <TextArea
                label={feedbackWords.evidenceFor(each.number)}
                value={ratings[at]?.evidence ?? ''}
                onValue={(evidence) => rate(each.id, { evidence })}
                max={limits.evidence_chars_max}
                rows={1}
              />
            </div>
          </li>
        ))}
      </ol>
      <div class="feedback-words">
        <TextArea
          label={feedbackWords.strength}
          hint={prompts?.strength}
          areaRef={strength}
          value={value.strength}
          onValue={(text) => write('strength', text)}
          error={errors.strength}
          max={limits.sentence_chars_max}
          rows={2}
        />
        <Starters
          label={feedbackWords.startersFor(feedbackWords.strength)}
          all={prompts?.strength_starters ?? []}
          onChoose={(text) => begin('strength', text)}
        />
      </div>
      <div class="feedback-words">
        <TextArea
          label={feedbackWords.actionStep}
          hint={prompts?.action_step}
          areaRef={actionStep}
          value={value.action_step}
          onValue={(text) => write('action_step', text)}
          error={errors.action_step}
          max={limits.sentence_chars_max}
          rows={2}
        />
        <Starters
          label={feedbackWords.startersFor(feedbackWords.actionStep)}
          all={prompts?.action_step_starters ?? []}
          onChoose={(text) => begin('action_step', text)}
        />
      </div>
      <div class="feedback-give">
        <div class="feedback-advice" role="status" aria-live="polite" aria-label={feedbackWords.advice}>
          {advice.length === 0 ? (
            <p class="muted">{feedbackWords.enough}</p>
          ) : (
            <>
              <p class="eyebrow">{feedbackWords.advice}</p>
              <ul class="stack-s">
                {advice.map((each) => (
                  <li key={each.text}>
                    <Icon name="info" size={18} />
                    {each.text}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        <div class="row">
          <Button type="submit" look="primary" icon="sealed">
            {feedbackWords.give}
          </Button>
          {onDone && <Button onClick={onDone}>{feedbackWords.cancel}</Button>}
          <p class="small muted grow">
            {attempt.feedback_open ? feedbackWords.atOnce(author) : feedbackWords.untilOpened}
          </p>
        </div>
      </div>
    </form>
  );
}

function Starters({
  label,
  all,
  onChoose,
}: {
  label: string;
  all: readonly string[];
  onChoose: (text: string) => void;
}) {
  if (all.length === 0) return null;
  return (
    <fieldset class="starters">
      <legend class="visually-hidden">{label}</legend>
      {all.map((each) => (
        <button key={each} type="button" class="starter" onClick={() => onChoose(each)}>
          {each}
        </button>
      ))}
    </fieldset>
  );
}

/** "Next time, when ..., say ...": the first gap is selected, so that typing fills it. */
function selectFirstGap(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.focus();
  const at = area.value.search(/\.\.\.|…/);
  if (at >= 0) area.setSelectionRange(at, at + (area.value[at] === '…' ? 1 : 3));
}
