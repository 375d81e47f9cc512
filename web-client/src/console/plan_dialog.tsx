// The timings and the pace, before the session or in the middle of it. The whole plan is sent, in its order.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useSubmit } from '../commands/use_submit.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import {
  Numbers,
  PaceField,
  SlotsField,
  stageSecondsOf,
  stepSecondsOf,
  sumOf,
  typedTime,
} from '../playbook/timing_fields.tsx';
import type { Pace, Playbook } from '../protocol.ts';
import { thePlaybook } from '../tables/views.ts';
import { timingWords } from '../words/console_plan.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { dialogWords } from '../words/design.ts';
import { sessionWords } from '../words/session.ts';
import { stepsOf } from './rounds.ts';

export function PlanDialog({ onClose }: { onClose: () => void }) {
  const playbook = thePlaybook(useLive().tables);
  return playbook ? <PlanForm playbook={playbook} onClose={onClose} /> : null;
}

/** Errors by the field that the server would name: "stages[2].seconds", "slots". */
type Errors = Record<string, string | undefined>;

function PlanForm({ playbook, onClose }: { playbook: Playbook; onClose: () => void }) {
  const live = useLive();
  // As it was when the dialog was opened: a change by a colleague does not move the fields under one's hands.
  const [first] = useState(playbook);
  const stages = first.stages.map((each) => each.stage);
  const steps = stepsOf(first).map((each) => each.step);
  const [pace, setPace] = useState<Pace>(first.pace);
  const [slots, setSlots] = useState(first.slots);
  const [minutes, setMinutes] = useState(first.stages.map((each) => typedTime(each.seconds, 60)));
  const [seconds, setSeconds] = useState(stepsOf(first).map((each) => typedTime(each.seconds, 1)));
  const [errors, setErrors] = useState<Errors>({});
  const { busy, submit } = useSubmit();
  const stageSeconds = minutes.map(stageSecondsOf);
  const stepSeconds = seconds.map(stepSecondsOf);
  const turn = sumOf(stepSeconds);
  const rehearse = stageSeconds[stages.indexOf('rehearse')] || turn * slots;
  const all = sumOf(stageSeconds.map((each, at) => (stages[at] === 'rehearse' ? rehearse : each)));

  const save = (event: Event) => {
    event.preventDefault();
    const wrong: Errors = {};
    for (const [at, each] of stageSeconds.entries()) {
      if (each === undefined) wrong[`stages[${at}].seconds`] = timingWords.minutesWrong;
    }
    for (const [at, each] of stepSeconds.entries()) {
      if (each === undefined) wrong[`steps[${at}].seconds`] = timingWords.secondsWrong;
    }
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const args = {
      pace,
      slots,
      stages: stages.map((stage, at) => ({ stage, seconds: stageSeconds[at] ?? 0 })),
      steps: steps.map((step, at) => ({ step, seconds: stepSeconds[at] ?? 0 })),
    };
    void submit(() => live.send('adjust_plan', args, { ownRefusals: true }), {
      said: timingWords.saved,
      saved: onClose,
      refused: (problem) => setErrors({ [problem.field.replace(/^args\./, '')]: problem.detail }),
    });
  };

  const known = (field: string) => /^(stages|steps)\[\d+\]\.seconds$|^slots$/.test(field);
  const general = Object.entries(errors).find(([field, why]) => why && !known(field))?.[1];
  return (
    <Dialog title={timingWords.title} size="l" onClose={onClose}>
      <form class="stack" onSubmit={save} noValidate>
        <p class="muted small">{timingWords.text}</p>
        <div class="plan-split">
          <fieldset class="stack-s">
            <legend class="plan-legend">{timingWords.pace}</legend>
            <PaceField pace={pace} onPace={setPace} />
            <SlotsField slots={slots} onSlots={setSlots} error={errors.slots} />
          </fieldset>
          <fieldset class="stack-s">
            <legend class="plan-legend">{timingWords.stages}</legend>
            <p class="small muted">{timingWords.stagesHint}</p>
            <Numbers
              labels={stages.map((each) => sessionWords.stage[each])}
              named={timingWords.minutesOf}
              values={minutes}
              onValues={setMinutes}
              errorOf={(at) => errors[`stages[${at}].seconds`]}
            />
          </fieldset>
          <fieldset class="stack-s">
            <legend class="plan-legend">{timingWords.steps}</legend>
            <p class="small muted">{timingWords.stepsHint}</p>
            <Numbers
              labels={steps.map((each) => steeringWords.step[each])}
              named={timingWords.secondsOf}
              values={seconds}
              onValues={setSeconds}
              errorOf={(at) => errors[`steps[${at}].seconds`]}
            />
          </fieldset>
        </div>
        {general && <p class="note note-bad">{general}</p>}
        <div class="row">
          <Button type="submit" look="primary" busy={busy}>
            {timingWords.save}
          </Button>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
          <p class="small muted" aria-live="polite">
            {turn > 0 && timingWords.turnLasts(turn)} {all > 0 && timingWords.inAll(all)}
          </p>
        </div>
      </form>
    </Dialog>
  );
}
