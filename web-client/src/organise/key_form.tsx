import { useRef, useState } from 'preact/hooks';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { organiseWords } from '../words/organise.ts';
import { checkKey } from './organiser.ts';

export function KeyForm({ error: first, onKey }: { error: string; onKey: (key: string) => void }) {
  const [key, setKey] = useState('');
  const [error, setError] = useState(first);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const typed = key.trim();
    setBusy(true);
    const wrong = typed === '' ? organiseWords.keyNeeded : await checkKey(typed);
    setBusy(false);
    if (!wrong) return onKey(typed);
    setError(wrong);
    requestAnimationFrame(() => input.current?.focus());
  };
  return (
    <form class="stack organise-narrow" onSubmit={submit} noValidate>
      <ScreenTitle place="key" spoken={organiseWords.keyTitle}>
        {organiseWords.keyTitle}
      </ScreenTitle>
      <p class="muted">{organiseWords.keyText}</p>
      <TextField
        label={organiseWords.key}
        hint={organiseWords.keyHint}
        error={error}
        value={key}
        onValue={setKey}
        inputRef={input}
        type="password"
        autocomplete="off"
        spellcheck={false}
        autofocus
      />
      <Button type="submit" look="primary" size="l" busy={busy}>
        {organiseWords.keyGo}
      </Button>
    </form>
  );
}
