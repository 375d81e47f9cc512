// Where an attempt is written: saved as one types, shared when its author says so.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { useUnderWay } from '../commands/use_under_way.ts';
import { Button } from '../design/button.tsx';
import { TextArea } from '../design/field.tsx';
import { limits } from '../protocol.ts';
import { attemptsBy, draftBy } from '../tables/views.ts';
import { saveWords } from '../words/commands.ts';
import { roomWords } from '../words/room.ts';

export const sameText = (one: string, other: string): boolean =>
  one.replace(/\r\n?/g, '\n').trim() === other.replace(/\r\n?/g, '\n').trim();

export interface AttemptEditorProps {
  /** Attempt A that this one answers; 0 for attempt A itself. */
  answers: number;
  shareLabel: string;
  /** Out of turn, sharing is possible but not the thing to do. */
  quiet?: boolean;
}

export function AttemptEditor({ answers, shareLabel, quiet = false }: AttemptEditorProps) {
  const live = useLive();
  const me = live.memberId.value;
  const draftKey = `attempt:${answers}`;
  const shareKey = `share:${answers}`;
  const row = () => draftBy(live.tables, me, answers);
  const [error, setError] = useState<string | undefined>(undefined);
  const sharing = live.waiting('share_attempt', shareKey);
  const draft = useDraft<string>({
    place: draftKey,
    onServer: row()?.draft ?? '',
    same: sameText,
    // Shared before a reload, and answered after it, when nobody here waited any more.
    arrived: (text) =>
      attemptsBy(live.tables, me).some(
        (each) => each.state === 'shared' && each.answers === answers && sameText(each.text, text),
      ),
    about: row()?.id ?? 0,
    save: (text) =>
      live.send(
        'save_attempt_draft',
        { attempt: row()?.id ?? 0, answers, text },
        { key: draftKey, ownRefusals: true },
      ),
  });

  // Until the answer is there the words stay on this device, and no draft is saved past it.
  useUnderWay(shareKey, {
    waits: () => draft.autosave.hold(),
    done: () => draft.autosave.done(),
    refused(why) {
      setError(why);
      draft.autosave.change(draft.value);
    },
  });

  const share = () => {
    const text = draft.value.trim();
    if (text === '') {
      setError(roomWords.notForEmpty);
      return;
    }
    setError(undefined);
    draft.autosave.hold();
    live.connection.drop(draftKey);
    live.send(
      'share_attempt',
      { attempt: row()?.id ?? 0, answers, kind: 'text', text },
      { key: shareKey, ownRefusals: true },
    );
  };

  return (
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
        rows={quiet ? 4 : 9}
      />
      <div class="row">
        <Button
          look={quiet ? 'plain' : 'primary'}
          size={quiet ? 's' : 'm'}
          busy={sharing !== undefined}
          onClick={share}
        >
          {shareLabel}
        </Button>
        {!quiet && <p class="small muted grow">{roomWords.shareHint}</p>}
      </div>
    </div>
  );
}
