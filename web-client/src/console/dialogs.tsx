// The facilitator's small questions: why, what to say, in how long.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useSubmit } from '../commands/use_submit.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextArea } from '../design/field.tsx';
import { limits } from '../protocol.ts';
import { consoleWords } from '../words/console.ts';
import { dialogWords } from '../words/design.ts';
import { lengthOfTime } from '../words/format.ts';

export interface ReasonDialogProps {
  title: string;
  text: string;
  action: string;
  danger?: boolean;
  /** Whether the action needs a reason; else one may be given. */
  needed?: boolean;
  onReason: (reason: string) => void;
  onClose: () => void;
}

export function ReasonDialog({
  title,
  text,
  action,
  danger,
  needed = true,
  onReason,
  onClose,
}: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const act = (event: Event) => {
    event.preventDefault();
    if (needed && reason.trim() === '') {
      setError(consoleWords.reasonNeeded);
      return;
    }
    onReason(reason.trim());
    onClose();
  };
  return (
    <Dialog title={title} size="s" onClose={onClose}>
      <form class="stack" onSubmit={act} noValidate>
        <p>{text}</p>
        <TextArea
          label={needed ? consoleWords.reason : consoleWords.reasonOptional}
          value={reason}
          onValue={setReason}
          error={error}
          max={limits.reason_chars_max}
          rows={2}
          autofocus
        />
        <div class="row">
          <Button type="submit" look={danger ? 'danger' : 'primary'}>
            {action}
          </Button>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** `room` 0: to everybody. */
export function AnnounceDialog({
  room,
  number,
  ready = '',
  onClose,
}: {
  room: number;
  number?: number;
  /** Words to begin with. */
  ready?: string;
  onClose: () => void;
}) {
  const live = useLive();
  const [text, setText] = useState(ready);
  const [error, setError] = useState<string | undefined>(undefined);
  const { busy, submit } = useSubmit();
  const send = (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') {
      setError(consoleWords.announceEmpty);
      return;
    }
    setError(undefined);
    void submit(() => live.send('announce', { room, text: text.trim() }, { ownRefusals: true }), {
      said: consoleWords.announced,
      saved: onClose,
      refused: (problem) => setError(problem.detail),
    });
  };
  return (
    <Dialog
      title={number ? consoleWords.announceTitleRoom(number) : consoleWords.announceTitle}
      size="s"
      onClose={onClose}
    >
      <form class="stack" onSubmit={send} noValidate>
        <TextArea
          label={consoleWords.announceLabel}
          value={text}
          onValue={(typed) => {
            setText(typed);
            setError(undefined);
          }}
          readOnly={busy}
          error={error}
          max={limits.message_chars_max}
          rows={3}
          autofocus
        />
        <div class="row">
          <Button type="submit" look="primary" icon="horn" busy={busy}>
            {busy ? consoleWords.announcing : consoleWords.announceSend}
          </Button>
          <Button onClick={onClose}>{busy ? dialogWords.close : dialogWords.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const notices = [30, 60, 120, 300];

export function CloseRoomsDialog({ onClose }: { onClose: () => void }) {
  const live = useLive();
  const close = (notice_seconds: number) => {
    live.send('close_rooms', { notice_seconds });
    onClose();
  };
  return (
    <Dialog title={consoleWords.closeTitle} size="s" onClose={onClose}>
      <div class="stack">
        <p>{consoleWords.closeText}</p>
        <div class="console-choices">
          {notices.map((each) => (
            <Button key={each} look={each === 60 ? 'primary' : 'plain'} onClick={() => close(each)}>
              {consoleWords.closeIn(lengthOfTime(each))}
            </Button>
          ))}
          <Button look="danger" onClick={() => close(0)}>
            {consoleWords.closeNow}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

export function ConfirmDialog({
  title,
  text,
  onClose,
  children,
}: {
  title: string;
  text: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  return (
    <Dialog
      title={title}
      size="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
          {children}
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
