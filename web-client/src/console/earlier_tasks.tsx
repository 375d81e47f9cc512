// What people promised in the session before, and what they say became of it: where a session begins.
import { useLive } from '../app/live.ts';
import { Badge, type Tone } from '../design/badge.tsx';
import type { EarlierTask, TaskOutcome } from '../protocol.ts';
import { earlierTasks } from '../tables/stage_views.ts';
import { nameOf } from '../tables/views.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { earlierWords } from '../words/earlier.ts';
import { sessionWords } from '../words/session.ts';
import './stage_panels.css';

const tones: Record<TaskOutcome, Tone> = { none: 'plain', done: 'good', partly: 'warn', not_yet: 'plain' };

export function EarlierTasks() {
  const { tables } = useLive();
  const all = earlierTasks(tables);
  if (all.length === 0) return null;
  const told = all.filter((each) => each.outcome !== 'none').length;
  return (
    <section class="card" aria-labelledby="earlier-tasks">
      <div class="card-head">
        <h2 id="earlier-tasks">{earlierWords.console}</h2>
        <span class="muted tabular">{earlierWords.told(told, all.length)}</span>
      </div>
      <ul class="gap-tasks">
        {all.map((each) => (
          <li key={each.id}>
            <EarlierTaskLines task={each} name={nameOf(tables, each.member, sessionWords.somebody)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One of them, with nothing to press: also for the session's report. */
export function EarlierTaskLines({ task, name }: { task: EarlierTask; name: string }) {
  const more = [
    task.with_whom && stagePanelWords.withWhom(task.with_whom),
    task.by_when && stagePanelWords.byWhen(task.by_when),
    task.evidence && stagePanelWords.evidence(task.evidence),
  ].filter(Boolean);
  return (
    <>
      <p class="gap-task-head">
        <span class="gap-task-name">{name}</span>{' '}
        <Badge tone={tones[task.outcome]}>{earlierWords.outcome[task.outcome]}</Badge>
      </p>
      <p class="gap-task-text">{task.what}</p>
      {more.length > 0 && <p class="small muted gap-task-text">{more.join(' · ')}</p>}
      {task.words && <p class="gap-task-told gap-task-text">{task.words}</p>}
    </>
  );
}
