// The action steps that were given, and the one to take along: one of them, as one thing at a time is what changes practice.
import { useId } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import '../design/card.css';
import { Paragraphs } from '../design/text.tsx';
import { stepsFor, takenStep, takeStep, workedOn } from '../record/taken_step.ts';
import { attemptName } from '../room/attempt_card.tsx';
import { attemptsBy, nameOf } from '../tables/views.ts';
import { debriefWords } from '../words/record.ts';
import { sessionWords } from '../words/session.ts';
import './my_step.css';

const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export function MyStep() {
  const live = useLive();
  const { tables, session } = live;
  const group = useId();
  const me = live.memberId.value;
  const steps = stepsFor(tables, me);
  const taken = takenStep(session, steps);
  const hasShared = attemptsBy(tables, me).some((each) => each.state === 'shared');
  return (
    <section class="card card-raised" aria-labelledby="my-step">
      <h2 id="my-step">{debriefWords.steps}</h2>
      {steps.length === 0 ? (
        <p class="muted my-step-text">{hasShared ? debriefWords.noSteps : debriefWords.noneShared}</p>
      ) : (
        <>
          {steps.length > 1 && <p class="muted my-step-text">{debriefWords.stepsText}</p>}
          <fieldset class="my-steps">
            <legend class="visually-hidden">{debriefWords.stepsLegend}</legend>
            {steps.map(({ feedback, attempt }) => (
              <label key={feedback.id} class="my-step">
                <input
                  type="radio"
                  name={group}
                  checked={feedback === taken}
                  onChange={() => takeStep(session, feedback.id)}
                />
                <span class="my-step-face">
                  <span class="my-step-dot" aria-hidden="true" />
                  <span class="my-step-words">
                    <Paragraphs text={feedback.action_step} />
                    <span class="my-step-from small muted">
                      {debriefWords.stepFrom(
                        nameOf(tables, feedback.reviewer, sessionWords.somebody),
                        inSentence(attemptName(attempt)),
                      )}
                      {workedOn({ feedback, attempt }) && (
                        <Badge tone="now" icon="repeat">
                          {debriefWords.workedOn}
                        </Badge>
                      )}
                    </span>
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
        </>
      )}
    </section>
  );
}
