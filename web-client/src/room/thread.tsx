// One person's attempt A, the feedback on it, and attempt B: whatever of it exists, and what this member can do about it
// now. For what is not of this turn; the turn itself is drawn step by step (current_work.tsx) from the same parts.
import { useState } from 'preact/hooks';
import { type Live, useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import { Icon } from '../design/icon.tsx';
import type { Attempt, Feedback } from '../protocol.ts';
import { feedbackOn, isOwn, nameOf, owed } from '../tables/views.ts';
import { feedbackWords } from '../words/feedback.ts';
import { roomWords } from '../words/room.ts';
import { AttemptCard, attemptName } from './attempt_card.tsx';
import { AttemptEditor } from './attempt_editor.tsx';
import { FeedbackForm, wasChanging } from './feedback_form.tsx';
import { FeedbackRead } from './feedback_read.tsx';
import { FeedbackStatus } from './feedback_status.tsx';
import { FixShown, useChooseStep } from './fix.tsx';
import { JudgeLater, Judgements } from './judge.tsx';
import './thread.css';

export function Thread({ a, b, mayAnswer }: { a: Attempt; b: Attempt | undefined; mayAnswer: boolean }) {
  const live = useLive();
  const mine = a.author === live.memberId.value;
  const doingAgain = mine && mayAnswer && a.feedback_open && !b;
  return (
    <div class="thread">
      {b ? (
        <>
          <Pair a={a} b={b} />
          {(a.fix !== '' || a.chosen > 0) && <FixShown a={a} />}
          <Judgements a={a} />
          <JudgeLater a={a} />
          <OwedTo attempt={b} />
          <Delivered attempt={b} folded />
          <OwedTo attempt={a} />
          {a.feedback_open && <Delivered attempt={a} folded rating />}
        </>
      ) : doingAgain ? (
        <>
          <Delivered attempt={a} choosing rating />
          <DoItAgain a={a} />
        </>
      ) : (
        <Alone attempt={a} />
      )}
    </div>
  );
}

export function Pair({ a, b }: { a: Attempt; b: Attempt }) {
  return (
    <div class="pair">
      <AttemptCard attempt={a} />
      <AttemptCard attempt={b} />
    </div>
  );
}

/** An attempt and what belongs to it, what is to be done first: reading it before one writes, opening before reading. */
export function Alone({ attempt }: { attempt: Attempt }) {
  const live = useLive();
  const first = attempt.feedback_open || owes(live, attempt);
  return (
    <>
      {first && <AttemptCard attempt={attempt} />}
      <FeedbackOn attempt={attempt} />
      {!first && <AttemptCard attempt={attempt} />}
    </>
  );
}

function owedBy(live: Live, attempt: Attempt): Feedback | undefined {
  return feedbackOn(live.tables, attempt.id).find(
    (each) => each.reviewer === live.memberId.value && owed(each) && !attempt.hidden,
  );
}

const owes = (live: Live, attempt: Attempt): boolean => owedBy(live, attempt) !== undefined;

/** Before it is open: my form, or that mine is sealed, and who has given. After: what was given. */
function FeedbackOn({ attempt }: { attempt: Attempt }) {
  const live = useLive();
  const me = live.memberId.value;
  const mine = feedbackOn(live.tables, attempt.id).find((each) => each.reviewer === me);
  if (attempt.feedback_open) {
    return (
      <>
        <OwedTo attempt={attempt} />
        <Delivered attempt={attempt} />
      </>
    );
  }
  // Whoever opens it sees first whether it can be opened; the form about themself is long.
  const own = attempt.author === me;
  return (
    <>
      {own && <FeedbackStatus attempt={attempt} />}
      {mine && owes(live, attempt) && <FeedbackForm key={attempt.id} attempt={attempt} mine={mine} />}
      {mine?.state === 'sealed' && <Sealed key={attempt.id} attempt={attempt} mine={mine} />}
      {!own && <FeedbackStatus attempt={attempt} />}
    </>
  );
}

/** Mine, still to come after the others were opened: at hand, and open where I had begun. */
export function OwedTo({ attempt }: { attempt: Attempt }) {
  const live = useLive();
  const mine = owedBy(live, attempt);
  if (!mine) return null;
  return (
    <Disclosure
      icon="pen"
      title={isOwn(mine) ? feedbackWords.own.late : feedbackWords.late}
      open={mine.state === 'draft'}
    >
      <FeedbackForm key={attempt.id} attempt={attempt} mine={mine} />
    </Disclosure>
  );
}

function Sealed({ attempt, mine }: { attempt: Attempt; mine: Feedback }) {
  const live = useLive();
  const [changing, setChanging] = useState(() => wasChanging(live, attempt, mine));
  if (changing) return <FeedbackForm attempt={attempt} mine={mine} onDone={() => setChanging(false)} />;
  return (
    <div class="sealed">
      <Icon name="sealed" size={28} />
      <p class="grow">
        <strong>
          {isOwn(mine) ? feedbackWords.own.sealed : feedbackWords.sealed(nameOf(live.tables, attempt.author))}
        </strong>
        <span class="small muted">{roomWords.sealedText}</span>
      </p>
      <Button size="s" icon="pen" onClick={() => setChanging(true)}>
        {feedbackWords.change}
      </Button>
    </div>
  );
}

export interface DeliveredProps {
  attempt: Attempt;
  /** The performer says which action step they work on. */
  choosing?: boolean;
  folded?: boolean;
  /** The performer says how useful each was. */
  rating?: boolean;
}

export function Delivered({ attempt, choosing = false, folded = false, rating = false }: DeliveredProps) {
  const live = useLive();
  const choose = useChooseStep(attempt);
  // The performer's own comes last: it is there to be compared with.
  const all = feedbackOn(live.tables, attempt.id)
    .filter((each) => each.state === 'delivered')
    .sort((one, other) => Number(isOwn(one)) - Number(isOwn(other)));
  const mine = attempt.author === live.memberId.value;
  const what = attemptName(attempt).replace('Attempt', 'attempt');
  const title = feedbackWords.readTitle(what, mine ? undefined : nameOf(live.tables, attempt.author));
  // Nobody is asked for feedback on attempt B.
  if (attempt.answers > 0 && all.length === 0) return null;
  const list =
    all.length === 0 ? (
      <p class="muted">{roomWords.noFeedback}</p>
    ) : (
      <div class="thread-feedback">
        {all.map((each) => (
          <FeedbackRead
            key={each.id}
            feedback={each}
            level={folded ? 4 : 3}
            rate={rating && mine}
            choose={
              choosing && mine
                ? { chosen: attempt.chosen === each.id, onChoose: () => choose(each.id) }
                : undefined
            }
          />
        ))}
      </div>
    );
  if (folded) {
    return (
      <Disclosure
        icon="list"
        title={
          <>
            {title} <Badge>{all.length}</Badge>
          </>
        }
      >
        {list}
      </Disclosure>
    );
  }
  return (
    <section class="stack" aria-label={title}>
      <h2>{title}</h2>
      {choosing && mine && all.length > 1 && !attempt.chosen && <p class="muted">{roomWords.chooseFirst}</p>}
      {list}
    </section>
  );
}

/** Out of turn, or left over: there is no step that asks for it, and it can be done all the same. */
function DoItAgain({ a }: { a: Attempt }) {
  return (
    <section class="stack" aria-label={roomWords.attemptB}>
      <div class="pair">
        <AttemptCard attempt={a} />
        <div class="attempt attempt-b">
          <div class="attempt-head">
            <Badge tone="now" icon="repeat">
              {roomWords.attemptB}
            </Badge>
            <h2 class="attempt-name grow">{roomWords.mine(roomWords.attemptB)}</h2>
          </div>
          <FixShown a={a} />
          <AttemptEditor answers={a.id} shareLabel={roomWords.shareB} />
        </div>
      </div>
    </section>
  );
}
