// A file from this computer: the server says whether it could be used, or what to mend in which line of it.
import { useId, useRef, useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import type { PlaybookDocumentBody } from '../protocol.ts';
import { organiseWords } from '../words/organise.ts';
import { lineAndWords } from './draft.ts';
import { checkPlaybook } from './organiser.ts';

// The server says the true bound; this only keeps a film from being sent.
const file_bytes_max = 4 * 1024 * 1024;

interface Mistake {
  file: string;
  line: number;
  words: string;
  /** The line itself, as it stands in the file. */
  text: string;
}

export interface ImportFileProps {
  organiserKey: string;
  onImported: (document: PlaybookDocumentBody) => void;
  onKeyLost: () => void;
}

export function ImportFile({ organiserKey, onImported, onKeyLost }: ImportFileProps) {
  const [mistake, setMistake] = useState<Mistake>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const take = async (file: File | undefined) => {
    if (!file) return;
    const wrong = (words: string) => setMistake({ file: file.name, line: 0, words, text: '' });
    setMistake(undefined);
    if (file.size > file_bytes_max) return wrong(organiseWords.importTooLarge);
    setBusy(true);
    const text = await file.text().catch(() => undefined);
    const answer = text === undefined ? undefined : await checkPlaybook(organiserKey, text);
    setBusy(false);
    if (input.current) input.current.value = ''; // so that the same file, mended, can be chosen again
    if (text === undefined || !answer) return wrong(organiseWords.importUnreadable);
    if ('value' in answer) return onImported(answer.value);
    if (answer.problem.code === 'bad_key') return onKeyLost();
    const { line, words } = lineAndWords(answer.problem.detail);
    setMistake({ file: file.name, line, words, text: line > 0 ? (text.split(/\r?\n/)[line - 1] ?? '') : '' });
  };

  return (
    <section class="card organise-import" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class="organise-card-title">
        {organiseWords.importTitle}
      </h2>
      <p class="small muted" id={`${id}-hint`}>
        {organiseWords.importHint}
      </p>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        tabIndex={-1}
        accept=".yaml,.yml,.json,application/yaml,application/json"
        aria-label={organiseWords.importChoose}
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
      <div>
        <Button
          icon="plus"
          busy={busy}
          aria-describedby={mistake ? `${id}-wrong` : `${id}-hint`}
          onClick={() => input.current?.click()}
        >
          {busy ? organiseWords.importing : organiseWords.importChoose}
        </Button>
      </div>
      {mistake && (
        <div class="note note-bad" role="alert" id={`${id}-wrong`}>
          <Icon name="warning" />
          <div class="stack-s organise-mistake">
            <p>{organiseWords.importWrong(mistake.file)}</p>
            <p>
              {mistake.line > 0 && <strong>{organiseWords.importLine(mistake.line)}: </strong>}
              {mistake.words}
            </p>
            {mistake.text.trim() && <code class="organise-line">{mistake.text.slice(0, 200)}</code>}
          </div>
        </div>
      )}
    </section>
  );
}
