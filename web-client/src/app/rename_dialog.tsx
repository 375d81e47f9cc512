import { useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { limits, type Member } from '../protocol.ts';
import { dialogWords } from '../words/design.ts';
import { sessionWords } from '../words/session.ts';
import { useLive } from './live.ts';

export function RenameDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const live = useLive();
  const [name, setName] = useState(member.name);
  const [error, setError] = useState<string | undefined>(undefined);
  const mine = member.id === live.memberId.value;
  const save = (event: Event) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') {
      setError(sessionWords.rename.none);
      return;
    }
    live.send(
      'rename',
      { member: member.id, name: wanted },
      { guess: [{ kind: 'member', id: member.id, fields: { name: wanted } }] },
    );
    onClose();
  };
  return (
    <Dialog title={sessionWords.rename.title(mine ? undefined : member.name)} size="s" onClose={onClose}>
      <form class="stack" onSubmit={save} noValidate>
        <TextField
          label={sessionWords.rename.label}
          value={name}
          onValue={setName}
          error={error}
          max={limits.name_chars_max}
          autofocus
        />
        <div class="row">
          <Button type="submit" look="primary">
            {sessionWords.rename.save}
          </Button>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
