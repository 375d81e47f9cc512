// The steps of a turn in their order, and which of them is now.
import { useLive } from '../app/live.ts';
import type { Step } from '../protocol.ts';
import { stepsOf, thePlaybook } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import './now_band.css';

export function StepTrail({ step: now }: { step: Step }) {
  const steps = stepsOf(thePlaybook(useLive().tables));
  const reached = steps.indexOf(now);
  if (reached < 0) return null;
  return (
    <>
      <ol class="now-steps" aria-label={roomWords.steps}>
        {steps.map((step, at) => (
          <li
            key={step}
            class={at < reached ? 'now-step-past' : at === reached ? 'now-step-now' : ''}
            aria-current={at === reached ? 'step' : undefined}
          >
            <span class="now-step-bar" />
            <span class="now-step-label">{roomWords.stepName[step]}</span>
          </li>
        ))}
      </ol>
      <p class="now-step-line" aria-hidden="true">
        {roomWords.step(reached + 1, steps.length, roomWords.stepName[now])}
      </p>
    </>
  );
}
