// The form that a reviewer fills, and the performer about their own attempt: ratings with evidence, one strength, one action
// step. Saved as one types; helped with starters and, at most two at a time, gentle checks; sealed when given.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Live, useLive } from '../app/live.ts';
import { keepTyped } from '../commands/keep_in_session.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { wordsIn } from '../commands/words_in.ts';
import { Button } from '../design/button.tsx';
import { TextArea } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { notify } from '../design/notices.tsx';
import { RatingControl } from '../design/rating.tsx';
import { type Attempt, type Feedback, limits, type Rating } from '../protocol.ts';
import { criteriaOf, feedbackOn, inLockstep, nameOf, thePlaybook } from '../tables/views.ts';
import { feedbackWords } from '../words/feedback.ts';
import './feedback_form.css';
import { adviceOn, type Written } from './gentle_checks.ts';
import { useSaveBeforeEnd } from './use_save_before_end.ts';

interface Errors {
  strength?: string;
  action_step?: string;
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

const placeOf = (attempt: Attempt): string => `feedback:${attempt.id}`;

/** There are words in this tab that are not those which were given, and not on their way. */
export function wasChanging(live: Live, attempt: Attempt, given: Feedback): boolean {
  const kept = keepTyped<Written>(live, placeOf(attempt)).read();
  return kept !== undefined && !sameForm(kept, given) && !live.underWay(`give:${attempt.id}`);
}

export function FeedbackForm({ attempt, mine, onDone }: FeedbackFormProps) {
  const live = useLive();
  const { tables } = live;
  const criteria = criteriaOf(tables);
  const prompts = thePlaybook(tables)?.form;
  const author = nameOf(tables, attempt.author);
  const own = attempt.author === live.memberId.value;
  const words = own ? ownWords : wordsFor(author);
  const [errors, setErrors] = useState<Errors>({});
  const strength = useRef<HTMLTextAreaElement>(null);
  const actionStep = useRef<HTMLTextAreaElement>(null);
  const draftKey = placeOf(attempt);
  const [giving, setGiving] = useState(false);
  const there = useRef(true);
  // As the tables say it when it is asked: this form may not have been drawn again since.
  const sealed = () =>
    feedbackOn(live.tables, attempt.id).some(
      (each) => each.reviewer === live.memberId.value && each.state === 'sealed',
    );

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
    // The server changes nothing of what was given before it is given anew.
    byHand: sealed,
    save: (value) =>
      live.send(
        'save_feedback_draft',
        { attempt: attempt.id, ...value, ratings: complete(value.ratings) },
        { key: draftKey, ownRefusals: true },
      ),
  });
  useSaveBeforeEnd(draft.autosave);
  useEffect(
    () => () => {
      there.current = false;
      const { autosave } = draft;
      const now = live.tables.get('attempt', attempt.id);
      // Opened meanwhile: there is no form any more in which a change could be given.
      if (autosave.state.peek() === 'kept' && now?.feedback_open) {
        notify(feedbackWords.changeTooLate, 'bad', wordsIn(keepTyped<Written>(live, draftKey).read()));
      }
    },
    [],
  );
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
    if (value.strength.trim() === '') found.strength = words.noStrength;
    if (value.action_step.trim() === '') found.action_step = words.noActionStep;
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
    setGiving(true);
    const given = await sent.settled;
    if (there.current) setGiving(false);
    // What was typed meanwhile has not been given.
    const typedOn = draft.autosave.state.peek() !== 'clean';
    if (given && !typedOn) {
      draft.autosave.done();
      onDone?.();
    } else if (!given && !typedOn && there.current) {
      draft.autosave.change(value);
    }
  };
  const giveUp = () => {
    draft.autosave.done();
    onDone?.();
  };

  const advice = adviceOn(value, criteria);
  return (
    <form
      class="feedback-form"
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <div class="feedback-form-head">
        <h2 class="grow">{words.title}</h2>
        <SaveState of={draft.autosave} />
      </div>
      {prompts && !own && <p class="small muted">{prompts.evidence}</p>}
      <ol class="feedback-criteria">
        {criteria.map((each, at) => (
          <li
            key={each.id}
            class={`feedback-criterion ${ratings[at]?.score || ratings[at]?.evidence ? '' : 'feedback-unrated'}`}
          >
            <h3>
              <span class="feedback-number" aria-hidden="true">
                {each.number}
              </span>
              {each.title}
            </h3>
            <p class="small muted form-looks-like">{each.looks_like}</p>
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
          label={words.strength}
          hint={own ? feedbackWords.own.strengthHint : prompts?.strength}
          areaRef={strength}
          value={value.strength}
          onValue={(text) => write('strength', text)}
          error={errors.strength}
          max={limits.sentence_chars_max}
          rows={2}
        />
        <Starters
          label={feedbackWords.startersFor(words.strength)}
          all={own ? [] : (prompts?.strength_starters ?? [])}
          onChoose={(text) => begin('strength', text)}
        />
      </div>
      <div class="feedback-words">
        <TextArea
          label={words.actionStep}
          hint={own ? feedbackWords.own.actionStepHint : prompts?.action_step}
          areaRef={actionStep}
          value={value.action_step}
          onValue={(text) => write('action_step', text)}
          error={errors.action_step}
          max={limits.sentence_chars_max}
          rows={2}
        />
        <Starters
          label={feedbackWords.startersFor(words.actionStep)}
          all={own ? [] : (prompts?.action_step_starters ?? [])}
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
          <Button type="submit" look="primary" icon="sealed" busy={giving}>
            {words.give}
          </Button>
          {onDone && <Button onClick={giveUp}>{feedbackWords.cancel}</Button>}
          <p class="small muted grow">
            {mine?.state === 'sealed' ? (
              feedbackWords.notGiven(words.give)
            ) : (
              <>
                {attempt.feedback_open ? words.atOnce : feedbackWords.untilOpened}
                {inLockstep(tables) && !attempt.feedback_open && ` ${feedbackWords.typedCounts}`}
              </>
            )}
          </p>
        </div>
      </div>
    </form>
  );
}

const ownWords = feedbackWords.own;

function wordsFor(author: string): Omit<typeof ownWords, 'late' | 'mine' | 'of' | 'sealed' | Hints> {
  const { strength, actionStep, give, noStrength, noActionStep } = feedbackWords;
  const title = feedbackWords.formFor(author);
  return {
    title,
    strength,
    actionStep,
    give,
    atOnce: feedbackWords.atOnce(author),
    noStrength,
    noActionStep,
  };
}

type Hints = 'strengthHint' | 'actionStepHint';

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
