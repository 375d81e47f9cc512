// Commit: what somebody will do at school, with whom, by when, and how it will be seen.
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { SaveState } from '../commands/save_state.tsx';
import '../design/card.css';
import { TextArea, TextField } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import { limits } from '../protocol.ts';
import { stepsFor, takenStep } from '../record/taken_step.ts';
import { Announcements } from '../room/banners.tsx';
import { StageBand } from '../see/stage_band.tsx';
import { preparationOf } from '../tables/stage_views.ts';
import { thePlaybook } from '../tables/views.ts';
import { commitWords } from '../words/commit.ts';
import './commit.css';
import { useGapTask } from './gap_task.ts';

export function CommitScreen() {
  return (
    <main id="main" tabIndex={-1} class="page commit-page">
      <StageBand stage="commit" title={commitWords.title} text={commitWords.text} />
      <Announcements room={0} />
      <div class="page-split">
        <div class="page-main">
          <TaskForm />
        </div>
        <div class="page-rail">
          <WorkedOn />
          <Prompts />
        </div>
      </div>
    </main>
  );
}

function TaskForm() {
  const draft = useGapTask();
  const { value, set } = draft;
  return (
    <section class="card card-raised stack" aria-labelledby="gap-task">
      <div>
        <div class="card-head commit-head">
          <h2 id="gap-task">{commitWords.task}</h2>
          <SaveState of={draft.autosave} />
        </div>
        <p class="commit-who">
          <Icon name="eye" size={18} />
          {commitWords.who}
        </p>
      </div>
      <TextArea
        label={commitWords.what}
        hint={commitWords.whatHint}
        value={value.what}
        onValue={(what) => set({ ...value, what })}
        max={limits.sentence_chars_max}
        rows={3}
      />
      <div class="commit-pair">
        <TextField
          label={commitWords.withWhom}
          hint={commitWords.withWhomHint}
          value={value.with_whom}
          onValue={(with_whom) => set({ ...value, with_whom })}
          max={limits.title_chars_max}
        />
        <TextField
          label={commitWords.byWhen}
          hint={commitWords.byWhenHint}
          value={value.by_when}
          onValue={(by_when) => set({ ...value, by_when })}
          max={limits.title_chars_max}
        />
      </div>
      <TextArea
        label={commitWords.evidence}
        hint={commitWords.evidenceHint}
        value={value.evidence}
        onValue={(evidence) => set({ ...value, evidence })}
        max={limits.sentence_chars_max}
        rows={2}
      />
      <p class="small muted">{commitWords.after}</p>
    </section>
  );
}

/** The gap that was chosen and the step that came out of it: a task that follows from them is one that happens. */
function WorkedOn() {
  const live = useLive();
  const { tables } = live;
  const me = live.memberId.value;
  const gap = tables.get('criterion', preparationOf(tables, me)?.gap ?? 0);
  const step = takenStep(live.session, stepsFor(tables, me));
  if (!gap && !step) return null;
  return (
    <section class="commit-from" aria-labelledby="worked-on">
      <h2 id="worked-on" class="commit-small">
        {commitWords.from}
      </h2>
      <dl class="commit-facts">
        {gap && (
          <div>
            <dt>{commitWords.gap}</dt>
            <dd>
              {gap.number}. {gap.title}
            </dd>
          </div>
        )}
        {step && (
          <div>
            <dt>{commitWords.step}</dt>
            <dd>
              <Paragraphs text={step.action_step} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Prompts() {
  const prompts = thePlaybook(useLive().tables)?.gap_task_prompts ?? [];
  if (prompts.length === 0) return null;
  return (
    <section class="card card-tight" aria-labelledby="prompts">
      <h2 id="prompts" class="commit-small">
        {commitWords.prompts}
      </h2>
      <p class="muted small">{commitWords.promptsText}</p>
      <ul class="commit-prompts">
        {prompts.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}
