// The gap task, the one of the session before, and what was prepared for the rehearsal: as they were written.
import { useLive } from '../app/live.ts';
import { Disclosure } from '../design/disclosure.tsx';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import { EarlierTaskForm } from '../lobby/earlier_task.tsx';
import type { EarlierTask, GapTask, Preparation } from '../protocol.ts';
import { criteriaOf } from '../tables/views.ts';
import { earlierWords } from '../words/earlier.ts';
import { recordWords } from '../words/record.ts';
import './record_commitment.css';
import { earlierLines, type Line, preparedLines, taskLines } from './record_lines.ts';

function Lines({ all }: { all: readonly Line[] }) {
  return (
    <dl class="record-lines">
      {all.map((each) => (
        <div key={each.name}>
          <dt>{each.name}</dt>
          <dd>
            <Paragraphs text={each.text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function RecordTask({ task }: { task: GapTask }) {
  return (
    <section class="record-section record-task" aria-labelledby="record-task">
      <div>
        <h2 id="record-task">{recordWords.task}</h2>
        <p class="muted small">{recordWords.taskWho}</p>
      </div>
      <Lines all={taskLines(task)} />
    </section>
  );
}

/** It can still be told how it went: also after the lobby, and after the end. */
export function RecordEarlier({ task }: { task: EarlierTask }) {
  return (
    <section class="record-section record-task" aria-labelledby="record-earlier">
      <div>
        <h2 id="record-earlier">{earlierWords.inRecord}</h2>
        <p class="muted small">{recordWords.taskWho}</p>
      </div>
      <Lines all={earlierLines(task)} />
      <div class="no-print">
        <Disclosure title={earlierWords.change}>
          <div class="stack">
            <EarlierTaskForm task={task} />
          </div>
        </Disclosure>
      </div>
    </section>
  );
}

export function RecordPrepared({ prepared }: { prepared: Preparation }) {
  const { tables } = useLive();
  return (
    <section class="record-section" aria-labelledby="record-prepared">
      <div>
        <h2 id="record-prepared">{recordWords.prepared}</h2>
        <p class="muted small record-private">
          <Icon name="lock" size={16} />
          {recordWords.preparedText}
        </p>
      </div>
      <Lines all={preparedLines(prepared, criteriaOf(tables))} />
    </section>
  );
}
