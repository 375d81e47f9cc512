// An attempt as it was shared. Its author can revise it until the feedback is open, and withdraw it.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Icon } from '../design/icon.tsx';
import { Menu } from '../design/menu.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Attempt } from '../protocol.ts';
import { nameOf } from '../tables/views.ts';
import { timeOf } from '../words/format.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import './attempt.css';
import { ReviseDialog } from './revise_dialog.tsx';
import { unsharedText, wasRevising } from './revision.ts';

export function attemptName(attempt: Attempt): string {
  return attempt.answers ? roomWords.attemptB : roomWords.attemptA;
}

export function AttemptCard({ attempt, level = 2 }: { attempt: Attempt; level?: 2 | 3 }) {
  const live = useLive();
  const mine = attempt.author === live.memberId.value;
  const changeable = mine && !attempt.feedback_open && attempt.state === 'shared';
  const [open, setOpen] = useState<'revise' | 'withdraw' | undefined>(() =>
    changeable && wasRevising(live, attempt) ? 'revise' : undefined,
  );
  const Heading = level === 2 ? 'h2' : 'h3';
  const what = attemptName(attempt);
  const watched = live.tables.get('criterion', attempt.watch_for);
  const name = mine
    ? roomWords.mine(what)
    : roomWords.by(what, nameOf(live.tables, attempt.author, sessionWords.somebody));
  return (
    <article class={`attempt ${attempt.answers ? 'attempt-b' : ''}`} aria-label={name}>
      <header class="attempt-head">
        <Badge
          tone={attempt.answers ? 'now' : 'brand'}
          {...(attempt.answers ? { icon: 'repeat' as const } : {})}
        >
          {what}
        </Badge>
        <Heading class="attempt-name grow">{name}</Heading>
        <span class="small muted tabular">
          {timeOf(attempt.shared_at)}
          {attempt.revision > 1 && ` · ${roomWords.revised(attempt.revision - 1)}`}
        </span>
        {changeable && (
          <Menu
            label={`${sessionWords.optionsFor} ${name}`}
            items={[
              { label: roomWords.revise, icon: 'pen', onChoose: () => setOpen('revise') },
              { label: roomWords.withdraw, icon: 'cross', danger: true, onChoose: () => setOpen('withdraw') },
            ]}
          />
        )}
      </header>
      {attempt.hidden && (
        <p class="note note-bad">
          <Icon name="hidden" />
          <span>
            {attempt.hidden_reason ? roomWords.hiddenBecause(attempt.hidden_reason) : roomWords.hidden}
          </span>
        </p>
      )}
      {watched && <p class="small muted">{roomWords.watchedFor(`${watched.number}. ${watched.title}`)}</p>}
      {attempt.kind === 'live' && !attempt.hidden && <p class="muted">{roomWords.performedAloud}</p>}
      {attempt.text && (
        <div class="attempt-text">
          <Paragraphs text={attempt.text} />
        </div>
      )}
      {changeable && open !== 'revise' && unsharedText(live, attempt) !== undefined && (
        <div class="note note-now attempt-more">
          <Icon name="pen" />
          <p>{roomWords.moreThanShared}</p>
          <Button size="s" onClick={() => setOpen('revise')}>
            {roomWords.seeRevision}
          </Button>
        </div>
      )}
      {open === 'revise' && <ReviseDialog attempt={attempt} onClose={() => setOpen(undefined)} />}
      {open === 'withdraw' && (
        <Dialog
          title={roomWords.withdrawTitle}
          size="s"
          onClose={() => setOpen(undefined)}
          actions={
            <>
              <Button onClick={() => setOpen(undefined)}>{roomWords.keep}</Button>
              <Button
                look="danger"
                onClick={() => {
                  live.send('withdraw_attempt', { attempt: attempt.id });
                  setOpen(undefined);
                }}
              >
                {roomWords.withdraw}
              </Button>
            </>
          }
        >
          <p>{roomWords.withdrawText}</p>
        </Dialog>
      )}
    </article>
  );
}
