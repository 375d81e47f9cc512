// The stages as one line, each as long as its time, and what a turn consists of.
import type { Playbook } from '../protocol.ts';
import { lengthOfTime } from '../words/format.ts';
import { organiseWords } from '../words/organise.ts';
import { sessionWords } from '../words/session.ts';
import { secondsInAll, secondsOfStage, secondsOfTurn } from './draft.ts';

export function TimeLine({ playbook }: { playbook: Playbook }) {
  return (
    <div class="stack-s">
      <ol class="organise-time">
        {playbook.stages.map(({ stage }) => {
          const seconds = secondsOfStage(playbook, stage);
          return (
            <li
              key={stage}
              class={stage === 'rehearse' ? 'organise-time-main' : ''}
              style={{ flexGrow: Math.max(2, seconds / 60) }}
            >
              <strong>{sessionWords.stage[stage]}</strong>
              <span class="small muted tabular">
                {seconds > 0 ? lengthOfTime(seconds) : organiseWords.noClock}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="tabular" aria-live="polite">
        <strong>{organiseWords.inAll(secondsInAll(playbook))}</strong>
      </p>
      <p class="small muted tabular">
        {organiseWords.turns(playbook.slots, secondsOfTurn(playbook))}:{' '}
        {playbook.steps.map(({ step, seconds }) => organiseWords.stepIn(step, seconds)).join(' · ')}
      </p>
    </div>
  );
}
