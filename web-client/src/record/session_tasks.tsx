// What people promised, and what became of what they promised last time.
import { useLive } from '../app/live.ts';
import { EarlierTaskLines } from '../console/earlier_tasks.tsx';
import type { EarlierTask, GapTask } from '../protocol.ts';
import { nameOf } from '../tables/views.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { earlierWords } from '../words/earlier.ts';
import { sessionRecordWords } from '../words/record.ts';
import { sessionWords } from '../words/session.ts';

export function TaskList({ tasks }: { tasks: readonly GapTask[] }) {
  const { tables } = useLive();
  return (
    <section class="record-section" aria-labelledby="record-tasks">
      <h2 id="record-tasks">{sessionRecordWords.tasks}</h2>
      {tasks.length === 0 && <p class="muted">{stagePanelWords.commitNone}</p>}
      <ul class="gap-tasks">
        {tasks.map((each) => {
          const more = [
            each.with_whom && stagePanelWords.withWhom(each.with_whom),
            each.by_when && stagePanelWords.byWhen(each.by_when),
            each.evidence && stagePanelWords.evidence(each.evidence),
          ].filter(Boolean);
          return (
            <li key={each.id}>
              <p class="gap-task-name">{nameOf(tables, each.member, sessionWords.somebody)}</p>
              <p class="gap-task-text">{each.what}</p>
              {more.length > 0 && <p class="small muted gap-task-text">{more.join(' · ')}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function EarlierList({ tasks }: { tasks: readonly EarlierTask[] }) {
  const { tables } = useLive();
  if (tasks.length === 0) return null;
  const told = tasks.filter((each) => each.outcome !== 'none').length;
  return (
    <section class="record-section" aria-labelledby="record-earlier">
      <div>
        <h2 id="record-earlier">{earlierWords.inReport}</h2>
        <p class="muted small">{earlierWords.told(told, tasks.length)}</p>
      </div>
      <ul class="gap-tasks">
        {tasks.map((each) => (
          <li key={each.id}>
            <EarlierTaskLines task={each} name={nameOf(tables, each.member, sessionWords.somebody)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
