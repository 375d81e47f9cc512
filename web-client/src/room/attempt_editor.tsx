// Where an attempt is made: performed aloud, or written. Words are saved as one types, and shared when their author says so.
import { useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { placeOfNext } from '../commands/next_attempt.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { useUnderWay } from '../commands/use_under_way.ts';
import { Button } from '../design/button.tsx';
import { TextArea } from '../design/field.tsx';
import { type AttemptKind, limits } from '../protocol.ts';
import { attemptsBy, draftBy, inLockstep } from '../tables/views.ts';
import { saveWords } from '../words/commands.ts';
import { roomWords } from '../words/room.ts';
import { offerLateWords, takeUpLateWords } from './late_words.ts';
import { sameText } from './same_text.ts';
import './steps.css';
import { useSaveBeforeEnd } from './use_save_before_end.ts';

export interface AttemptEditorProps {
  /** Attempt A that this one answers; 0 for attempt A itself. */
  answers: number;
  /** Without one the words are only kept: nothing is shared out of turn. */
  shareLabel?: string | undefined;
  /** Out of turn, sharing is possible but not the thing to do. */
  quiet?: boolean;
  /** It is this member's turn: they may as well perform it aloud. */
  aloud?: boolean;
}

export function AttemptEditor({ answers, shareLabel, quiet = false, aloud = false }: AttemptEditorProps) {
  const live = useLive();
  const me = live.memberId.value;
  const [draftKey] = useState(() => {
    takeUpLateWords(live);
    return placeOfNext(live.tables, me, answers);
  });
  const shareKey = `share:${answers}`;
  const row = () => draftBy(live.tables, me, answers);
  const sharedOnes = () =>
    attemptsBy(live.tables, me).filter((each) => each.state === 'shared' && each.answers === answers);
  const before = useRef<number[]>();
  before.current ??= sharedOnes().map((each) => each.id);
  const [error, setError] = useState<string | undefined>(undefined);
  const sharing = live.waiting('share_attempt', shareKey);
  const draft = useDraft<string>({
    place: draftKey,
    onServer: row()?.draft ?? '',
    same: sameText,
    // Shared by the clock while it was being written: a draft that is saved now would be the next attempt's.
    overtaken(text) {
      const shared = sharedOnes().find((each) => !before.current?.includes(each.id));
      if (!shared) return false;
      live.connection.drop(draftKey);
      offerLateWords(live, shared, text);
      return true;
    },
    about: row()?.id ?? 0,
    save: (text) =>
      live.send(
        'save_attempt_draft',
        { attempt: row()?.id ?? 0, answers, text },
        { key: draftKey, ownRefusals: true },
      ),
  });

  useSaveBeforeEnd(draft.autosave);

  // Until the answer is there the words stay on this device, and no draft is saved past it.
  useUnderWay(shareKey, {
    waits: () => draft.autosave.hold(),
    done: () => draft.autosave.done(),
    refused(why) {
      setError(why);
      draft.autosave.change(draft.value);
    },
  });

  const share = (kind: AttemptKind) => {
    const text = draft.value.trim();
    if (text === '' && kind === 'text') {
      setError(roomWords.notForEmpty);
      return;
    }
    setError(undefined);
    draft.autosave.hold();
    live.connection.drop(draftKey);
    live.send(
      'share_attempt',
      { attempt: row()?.id ?? 0, answers, kind, text },
      { key: shareKey, ownRefusals: true },
    );
  };

  const typed = (sharing?.text ?? draft.value).trim() !== '';
  const editor = (
    <div class="attempt-editor">
      <TextArea
        label={roomWords.writeA}
        hint={answers ? roomWords.writeBHint : roomWords.writeAHint}
        aside={sharing ? saveWords.saving : <SaveState of={draft.autosave} />}
        value={sharing?.text ?? draft.value}
        onValue={(text) => {
          setError(undefined);
          draft.set(text);
        }}
        readOnly={sharing !== undefined}
        error={error}
        max={limits.attempt_chars_max}
        rows={quiet ? 4 : aloud ? 6 : 9}
      />
      <div class="row">
        {shareLabel && (
          <Button
            look={quiet ? 'plain' : 'primary'}
            size={quiet ? 's' : 'm'}
            busy={sharing !== undefined && !(aloud && sharing.kind === 'live')}
            onClick={() => share('text')}
          >
            {shareLabel}
          </Button>
        )}
        {aloud ? (
          <p class="small muted grow">
            {inLockstep(live.tables) ? roomWords.typedCounts : roomWords.typedCountsOwn}
          </p>
        ) : (
          !quiet && <p class="small muted grow">{roomWords.shareHint}</p>
        )}
      </div>
    </div>
  );
  if (!aloud) return editor;
  return (
    <div class="ways">
      <section class="way" aria-label={roomWords.aloud}>
        <h2 class="way-title">{roomWords.aloud}</h2>
        <p class="muted">{roomWords.aloudText}</p>
        <Button
          look="primary"
          icon="check"
          busy={sharing?.kind === 'live'}
          disabled={sharing?.kind === 'text'}
          onClick={() => share('live')}
        >
          {roomWords.finished}
        </Button>
        {typed && <p class="small muted">{roomWords.aloudWith}</p>}
      </section>
      <section class="way" aria-label={roomWords.inWriting}>
        <h2 class="way-title">{roomWords.inWriting}</h2>
        {editor}
      </section>
    </div>
  );
}
