// The ways to keep a record: print it, download it, copy it. What is under way or went wrong is said beside the buttons.
import { useState } from 'preact/hooks';
import { announce } from '../design/announcer.tsx';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { recordWords } from '../words/record.ts';
import { canCopy } from './keep_file.ts';

/** For programs, and for spreadsheets. */
export type FileKind = 'json' | 'csv';

export interface KeepingProps {
  /** Resolves to what went wrong, if anything did. */
  onDownload: (as: FileKind) => Promise<string | undefined>;
  copyText: () => string;
  copyLabel: string;
  copied: string;
  notCopied: string;
  onBack?: (() => void) | undefined;
}

export function Keeping({ onDownload, copyText, copyLabel, copied, notCopied, onBack }: KeepingProps) {
  const [busy, setBusy] = useState<FileKind | undefined>(undefined);
  const [said, setSaid] = useState<{ text: string; bad: boolean } | undefined>(undefined);
  const say = (text: string, bad = false) => {
    setSaid({ text, bad });
    announce(text);
  };

  const download = async (as: FileKind) => {
    if (busy) return;
    setBusy(as);
    const wrong = await onDownload(as);
    setBusy(undefined);
    if (wrong) say(wrong, true);
    else say(recordWords.downloaded);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(copyText());
      say(copied);
    } catch {
      say(notCopied, true);
    }
  };

  return (
    <div class="keeping no-print">
      <div class="row">
        <Button look="primary" icon="print" onClick={() => print()}>
          {recordWords.print}
        </Button>
        <Button icon="download" busy={busy === 'json'} onClick={() => download('json')}>
          {recordWords.download}
        </Button>
        <Button icon="download" busy={busy === 'csv'} onClick={() => download('csv')}>
          {recordWords.downloadCsv}
        </Button>
        {canCopy() && (
          <Button icon="copy" onClick={copy}>
            {copyLabel}
          </Button>
        )}
        {onBack && (
          <Button look="quiet" icon="arrow" onClick={onBack}>
            {recordWords.back}
          </Button>
        )}
      </div>
      <p class={`keeping-said small ${said?.bad ? 'keeping-bad' : ''}`}>
        {said && <Icon name={said.bad ? 'warning' : 'check'} size={18} />}
        {said?.text}
      </p>
    </div>
  );
}
