// The fix: what the performer will do differently, in their own words. Attempt B is about it.
import { useLive } from '../app/live.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { TextArea } from '../design/field.tsx';
import { Paragraphs } from '../design/text.tsx';
import { type Attempt, limits } from '../protocol.ts';
import { nameOf } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { sameText } from './same_text.ts';
import './steps.css';
import { useSaveBeforeEnd } from './use_save_before_end.ts';

/** Whose action step the performer works on. */
export function useChooseStep(a: Attempt): (feedback: number) => void {
  const live = useLive();
  return (feedback) =>
    live.send(
      'commit_to_fix',
      { attempt: a.id, feedback, fix: a.fix },
      { key: `choose:${a.id}`, guess: [{ kind: 'attempt', id: a.id, fields: { chosen: feedback } }] },
    );
}

export function FixEditor({ a }: { a: Attempt }) {
  const live = useLive();
  const draft = useDraft<string>({
    place: `fix:${a.id}`,
    onServer: a.fix,
    same: sameText,
    about: a.id,
    save: (text) => {
      const { chosen } = live.tables.get('attempt', a.id) ?? a;
      return live.send(
        'commit_to_fix',
        { attempt: a.id, feedback: chosen, fix: text.trim() },
        {
          key: `fix:${a.id}`,
          ownRefusals: true,
          // A step that is chosen while this is under way must not put the old words back.
          guess: [{ kind: 'attempt', id: a.id, fields: { fix: text.trim() } }],
        },
      );
    },
  });
  useSaveBeforeEnd(draft.autosave);
  return (
    <section class="card card-raised stack" aria-label={roomWords.fixMine}>
      <ChosenStep a={a} />
      <TextArea
        label={roomWords.fix}
        hint={roomWords.fixHint}
        aside={<SaveState of={draft.autosave} />}
        value={draft.value}
        onValue={draft.set}
        max={limits.sentence_chars_max}
        rows={2}
      />
    </section>
  );
}

function ChosenStep({ a }: { a: Attempt }) {
  const { tables } = useLive();
  const chosen = tables.get('feedback', a.chosen);
  if (!chosen || chosen.action_step === '') return <p class="muted">{roomWords.fixNone}</p>;
  return (
    <div class="on-view">
      <p class="eyebrow">{roomWords.actionStepOnView}</p>
      <Paragraphs text={chosen.action_step} />
      {chosen.reviewer !== a.author && (
        <p class="small muted">{roomWords.from(nameOf(tables, chosen.reviewer, sessionWords.somebody))}</p>
      )}
    </div>
  );
}

/** For everybody in the room, from the moment it is written. */
export function FixShown({ a }: { a: Attempt }) {
  const live = useLive();
  const { tables } = live;
  const mine = a.author === live.memberId.value;
  const name = nameOf(tables, a.author, sessionWords.somebody);
  const title = mine ? roomWords.fixMine : roomWords.fixOf(name);
  const step = tables.get('feedback', a.chosen)?.action_step ?? '';
  if (a.fix === '' && step === '') {
    return mine ? <p class="note">{roomWords.chooseFirst}</p> : <p class="note">{roomWords.fixSoon(name)}</p>;
  }
  return (
    <section class="on-view" aria-label={title}>
      <p class="eyebrow">{title}</p>
      {a.fix && (
        <div class="on-view-words">
          <Paragraphs text={a.fix} />
        </div>
      )}
      {step && (
        <div class={a.fix ? 'on-view-more' : 'on-view-words'}>
          <Paragraphs text={step} />
        </div>
      )}
    </section>
  );
}
