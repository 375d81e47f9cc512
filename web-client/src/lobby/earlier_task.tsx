// What this member promised in the session before: how did it go?
import { useLive } from '../app/live.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import '../design/card.css';
import { TextArea } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import { type EarlierTask, limits, type TaskOutcome } from '../protocol.ts';
import { taskLines } from '../record/record_lines.ts';
import { Choices } from '../room/choices.tsx';
import { sameText } from '../room/same_text.ts';
import { earlierTaskOf } from '../tables/stage_views.ts';
import { earlierWords } from '../words/earlier.ts';
import { dateOf } from '../words/format.ts';
import './earlier_task.css';

const answers: readonly TaskOutcome[] = ['done', 'partly', 'not_yet'];

export function EarlierTaskCard() {
  const live = useLive();
  const task = earlierTaskOf(live.tables, live.memberId.value);
  if (!task) return null;
  const [, ...more] = taskLines(task);
  return (
    <section class="card card-raised stack" aria-labelledby="earlier-task">
      <div class="stack-s">
        <p class="eyebrow">{earlierWords.eyebrow}</p>
        <h2 id="earlier-task">{earlierWords.title}</h2>
        <div class="earlier-what">
          <Paragraphs text={task.what} />
        </div>
        {more.length > 0 && (
          <dl class="earlier-more">
            {more.map((each) => (
              <div key={each.name}>
                <dt>{each.name}</dt>
                <dd>{each.text}</dd>
              </div>
            ))}
          </dl>
        )}
        {task.promised_at > 0 && (
          <p class="small muted">{earlierWords.promisedOn(dateOf(task.promised_at))}</p>
        )}
      </div>
      <EarlierTaskForm task={task} />
    </section>
  );
}

export function EarlierTaskForm({ task }: { task: EarlierTask }) {
  const live = useLive();
  const answer = (outcome: TaskOutcome) =>
    live.send(
      'report_on_task',
      { outcome, words: task.words },
      { key: 'task:outcome', guess: [{ kind: 'earlier_task', id: task.id, fields: { outcome } }] },
    );
  return (
    <>
      <Choices
        legend={earlierWords.how}
        options={answers.map((each) => ({ value: each, label: earlierWords.outcome[each] }))}
        value={task.outcome}
        onValue={answer}
        inRow
      />
      {task.outcome !== 'none' && <Words task={task} />}
      <p class="small muted earlier-who">
        <Icon name="eye" size={18} />
        {earlierWords.who}
      </p>
    </>
  );
}

function Words({ task }: { task: EarlierTask }) {
  const live = useLive();
  const draft = useDraft<string>({
    place: 'earlier_task',
    onServer: task.words,
    same: sameText,
    about: 0,
    save: (text) => {
      const { outcome } = live.tables.get('earlier_task', task.id) ?? task;
      const words = text.trim();
      return live.send(
        'report_on_task',
        { outcome, words },
        {
          key: 'task:words',
          ownRefusals: true,
          // An answer that is changed while this is under way must not put the old words back.
          guess: [{ kind: 'earlier_task', id: task.id, fields: { words } }],
        },
      );
    },
  });
  return (
    <TextArea
      label={earlierWords.words}
      hint={earlierWords.wordsHint}
      aside={<SaveState of={draft.autosave} />}
      value={draft.value}
      onValue={draft.set}
      max={limits.sentence_chars_max}
      rows={2}
    />
  );
}
