// While people commit: who has written a gap task, and what they will do.
import { useLive } from '../app/live.ts';
import type { GapTask } from '../protocol.ts';
import { nameOf, participants } from '../tables/views.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { sessionWords } from '../words/session.ts';
import './stage_panels.css';
import { Tally } from './tally.tsx';

export function CommitPanel() {
  const { tables } = useLive();
  const all = participants(tables);
  const tasks = tables.all('gap_task').sort((one, other) => other.at - one.at || other.id - one.id);
  const written = tasks.filter((each) => each.what.trim() !== '');
  return (
    <div class="console-split console-split-lobby">
      <section class="card" aria-labelledby="tasks-title">
        <div class="card-head">
          <h2 id="tasks-title">{stagePanelWords.commitTitle}</h2>
        </div>
        {written.length === 0 ? (
          <p class="muted">{stagePanelWords.commitNone}</p>
        ) : (
          <ul class="gap-tasks">
            {written.map((each) => (
              <Task key={each.id} task={each} name={nameOf(tables, each.member, sessionWords.somebody)} />
            ))}
          </ul>
        )}
      </section>
      <div class="console-rail">
        <section class="card card-tight stack-s" aria-labelledby="task-counts">
          <h2 id="task-counts" class="rail-title">
            {stagePanelWords.counts}
          </h2>
          <Tally
            label={stagePanelWords.committedBegun}
            all={all}
            done={new Set(tasks.map((each) => each.member))}
            names={false}
          />
          <Tally
            label={stagePanelWords.committed}
            all={all}
            done={new Set(written.map((each) => each.member))}
          />
        </section>
      </div>
    </div>
  );
}

function Task({ task, name }: { task: GapTask; name: string }) {
  const more = [
    task.with_whom && stagePanelWords.withWhom(task.with_whom),
    task.by_when && stagePanelWords.byWhen(task.by_when),
    task.evidence && stagePanelWords.evidence(task.evidence),
  ].filter(Boolean);
  return (
    <li>
      <p class="gap-task-name">{name}</p>
      <p>{task.what}</p>
      {more.length > 0 && <p class="small muted">{more.join(' · ')}</p>}
    </li>
  );
}
