// What happens next, in the order in which it happens; and the questions to take to school.
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { stagesOf, thePlaybook } from '../tables/views.ts';
import { debriefWords } from '../words/record.ts';
import './next_steps.css';

export function NextSteps({ onRecord }: { onRecord?: (() => void) | undefined }) {
  const playbook = thePlaybook(useLive().tables);
  const prompts = playbook?.gap_task_prompts ?? [];
  const written = stagesOf(playbook).includes('commit');
  return (
    <>
      <section class="card" aria-labelledby="what-next">
        <h2 id="what-next">{debriefWords.next}</h2>
        <ol class="next-steps">
          <li>
            <p class="next-name">{debriefWords.nextTalk}</p>
            <p class="small muted">{debriefWords.nextTalkText}</p>
          </li>
          {(prompts.length > 0 || written) && (
            <li>
              <p class="next-name">{debriefWords.nextTask}</p>
              <p class="small muted">{written ? debriefWords.nextTaskWritten : debriefWords.nextTaskText}</p>
            </li>
          )}
          <li>
            <p class="next-name">{debriefWords.nextKeep}</p>
            <p class="small muted">{debriefWords.nextKeepText}</p>
            {onRecord && (
              <Button size="s" icon="list" onClick={onRecord} class="next-record">
                {debriefWords.seeRecord}
              </Button>
            )}
          </li>
        </ol>
      </section>
      {prompts.length > 0 && (
        <section class="card" aria-labelledby="gap-task">
          <h2 id="gap-task">{debriefWords.task}</h2>
          <p class="muted small">{written ? debriefWords.taskWritten : debriefWords.taskText}</p>
          <ol class="debrief-prompts">
            {prompts.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
