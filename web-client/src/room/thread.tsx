// One person's attempt A, the feedback on it, attempt B and its feedback: whatever of it exists, and what this member can
// do about it now.
import { useState } from 'preact/hooks';
import { type Live, useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Attempt, Feedback } from '../protocol.ts';
import { feedbackOn, nameOf, owed } from '../tables/views.ts';
import { feedbackWords } from '../words/feedback.ts';
import { roomWords } from '../words/room.ts';
import { AttemptCard, attemptName } from './attempt_card.tsx';
import { AttemptEditor } from './attempt_editor.tsx';
import { chooseStep, chosenStep } from './chosen_step.ts';
import { FeedbackForm } from './feedback_form.tsx';
import { FeedbackRead } from './feedback_read.tsx';
import { FeedbackStatus } from './feedback_status.tsx';
import './thread.css';

export function Thread({ a, b, mayAnswer }: { a: Attempt; b: Attempt | undefined; mayAnswer: boolean }) {
  const live = useLive();
  const mine = a.author === live.memberId.value;
  const doingAgain = mine && mayAnswer && a.feedback_open && !b;
  return (
    <div class="thread">
      {b ? (
        <>
          {!b.feedback_open && !owes(live, b) && <FeedbackOn attempt={b} />}
          <div class="pair">
            <AttemptCard attempt={a} />
            <AttemptCard attempt={b} />
          </div>
          {(b.feedback_open || owes(live, b)) && <FeedbackOn attempt={b} />}
          {a.feedback_open && <Delivered attempt={a} folded />}
        </>
      ) : doingAgain ? (
        <>
          <Delivered attempt={a} choosing />
          <DoItAgain a={a} />
        </>
      ) : (
        <Alone attempt={a} />
      )}
    </div>
  );
}

/** An attempt and what belongs to it, what is to be done first: reading it before one writes, opening before reading. */
function Alone({ attempt }: { attempt: Attempt }) {
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

function owes(live: Live, attempt: Attempt): boolean {
  return feedbackOn(live.tables, attempt.id).some(
    (each) => each.reviewer === live.memberId.value && owed(each) && !attempt.hidden,
  );
}

/** Before it is open: my form, or that mine is sealed, and who has given. After: what was given. */
function FeedbackOn({ attempt }: { attempt: Attempt }) {
  const live = useLive();
  const me = live.memberId.value;
  const mine = feedbackOn(live.tables, attempt.id).find((each) => each.reviewer === me);
  return (
    <>
      {mine && owes(live, attempt) && <FeedbackForm key={attempt.id} attempt={attempt} mine={mine} />}
      {mine?.state === 'sealed' && !attempt.feedback_open && <Sealed attempt={attempt} mine={mine} />}
      {attempt.feedback_open ? <Delivered attempt={attempt} /> : <FeedbackStatus attempt={attempt} />}
    </>
  );
}

function Sealed({ attempt, mine }: { attempt: Attempt; mine: Feedback }) {
  const live = useLive();
  const [changing, setChanging] = useState(false);
  if (changing) return <FeedbackForm attempt={attempt} mine={mine} onDone={() => setChanging(false)} />;
  return (
    <div class="sealed">
      <Icon name="sealed" size={28} />
      <p class="grow">
        <strong>{feedbackWords.sealed(nameOf(live.tables, attempt.author))}</strong>
        <span class="small muted">{roomWords.sealedText}</span>
      </p>
      <Button size="s" icon="pen" onClick={() => setChanging(true)}>
        {feedbackWords.change}
      </Button>
    </div>
  );
}

function Delivered({
  attempt,
  choosing = false,
  folded = false,
}: {
  attempt: Attempt;
  choosing?: boolean;
  folded?: boolean;
}) {
  const live = useLive();
  const all = feedbackOn(live.tables, attempt.id).filter((each) => each.state === 'delivered');
  const mine = attempt.author === live.memberId.value;
  const what = attemptName(attempt).replace('Attempt', 'attempt');
  const title = feedbackWords.readTitle(what, mine ? undefined : nameOf(live.tables, attempt.author));
  const chosen = chosenStep(live.session, attempt.id);
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
            choose={
              choosing
                ? {
                    chosen: chosen === each.id,
                    onChoose: () => chooseStep(live.session, attempt.id, each.id),
                  }
                : undefined
            }
          />
        ))}
      </div>
    );
  if (folded) {
    return (
      <details class="thread-folded">
        <summary>
          {title} <Badge>{all.length}</Badge>
        </summary>
        {list}
      </details>
    );
  }
  return (
    <section class="stack" aria-label={title}>
      <h2>{title}</h2>
      {choosing && all.length > 1 && !chosen && <p class="muted">{roomWords.chooseFirst}</p>}
      {list}
    </section>
  );
}

function DoItAgain({ a }: { a: Attempt }) {
  const live = useLive();
  const delivered = feedbackOn(live.tables, a.id).filter((each) => each.state === 'delivered');
  const chosen =
    delivered.length === 1
      ? delivered[0]
      : delivered.find((each) => each.id === chosenStep(live.session, a.id));
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
          <div class="step-on-view">
            <p class="eyebrow">{roomWords.actionStepOnView}</p>
            {chosen ? (
              <>
                <Paragraphs text={chosen.action_step} />
                <p class="small muted">{roomWords.from(nameOf(live.tables, chosen.reviewer))}</p>
              </>
            ) : (
              <p class="muted">{roomWords.chooseFirst}</p>
            )}
          </div>
          <AttemptEditor answers={a.id} shareLabel={roomWords.shareB} />
        </div>
      </div>
    </section>
  );
}
