// The parts of a record: an attempt and a feedback as they were, with nothing to press, fit for the screen and for paper.
import type { ComponentChildren } from 'preact';
import { useLive } from '../app/live.ts';
import { Avatar } from '../design/avatar.tsx';
import { Badge } from '../design/badge.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { Score } from '../design/rating.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Attempt, Feedback } from '../protocol.ts';
import '../room/attempt.css';
import { attemptName } from '../room/attempt_card.tsx';
import '../room/feedback_read.css';
import { WorthTold } from '../room/usefulness.tsx';
import { criteriaOf } from '../tables/views.ts';
import { feedbackWords } from '../words/feedback.ts';
import { dateOf, timeOf } from '../words/format.ts';
import { recordWords } from '../words/record.ts';
import { roomWords } from '../words/room.ts';

export function RecordAttempt({ attempt, aside }: { attempt: Attempt; aside?: ComponentChildren }) {
  const what = attemptName(attempt);
  return (
    <article class={`attempt ${attempt.answers ? 'attempt-b' : ''}`} aria-label={roomWords.mine(what)}>
      <header class="attempt-head">
        <h3 class="attempt-name grow">
          <Badge
            tone={attempt.answers ? 'now' : 'brand'}
            {...(attempt.answers ? { icon: 'repeat' as const } : {})}
          >
            {what}
          </Badge>
        </h3>
        {aside}
        <span class="small muted tabular">
          {attempt.shared_at > 0 &&
            recordWords.sharedAt(dateOf(attempt.shared_at), timeOf(attempt.shared_at))}
          {attempt.revision > 1 && ` · ${roomWords.revised(attempt.revision - 1)}`}
        </span>
      </header>
      {attempt.hidden && (
        <p class="note note-bad">
          <Icon name="hidden" />
          <span>
            {attempt.hidden_reason ? roomWords.hiddenBecause(attempt.hidden_reason) : roomWords.hidden}
          </span>
        </p>
      )}
      {attempt.kind === 'live' && <p class="muted">{roomWords.performedAloud}</p>}
      {attempt.text && (
        <div class="attempt-text">
          <Paragraphs text={attempt.text} />
        </div>
      )}
    </article>
  );
}

export interface RecordFeedbackProps {
  feedback: Feedback;
  /** The other one: who gave it, or who got it. */
  person: { id: number; name: string };
  heading: string;
  level: 3 | 4;
}

export function RecordFeedback({ feedback, person, heading, level }: RecordFeedbackProps) {
  const { tables } = useLive();
  const Heading = level === 3 ? 'h3' : 'h4';
  if (feedback.hidden && feedback.strength === '') {
    return (
      <p class="note note-bad">
        <Icon name="hidden" />
        <span>{feedbackWords.hidden}</span>
      </p>
    );
  }
  return (
    <article class="read" aria-label={heading}>
      <header class="read-head">
        <Avatar id={person.id} name={person.name} size="s" />
        <Heading class="read-name grow">{heading}</Heading>
        {feedback.state === 'sealed' && <Badge icon="sealed">{recordWords.notDelivered}</Badge>}
        {feedback.given_at > 0 && <span class="small muted tabular">{timeOf(feedback.given_at)}</span>}
      </header>
      <dl class="read-words">
        <div>
          <dt>{roomWords.strength}</dt>
          <dd>
            <Paragraphs text={feedback.strength} />
          </dd>
        </div>
        <div class="read-step">
          <dt>{roomWords.actionStep}</dt>
          <dd>
            <Paragraphs text={feedback.action_step} />
          </dd>
        </div>
      </dl>
      <ul class="read-ratings" aria-label={feedbackWords.details}>
        {criteriaOf(tables).map((each) => {
          const rating = feedback.ratings.find((one) => one.criterion === each.id);
          return (
            <li key={each.id}>
              <span class="read-criterion">
                {each.number}. {each.title}
              </span>
              {rating && rating.score > 0 ? (
                <Score score={rating.score} />
              ) : (
                <span class="small muted">{feedbackWords.notRated}</span>
              )}
              {rating?.evidence && <q class="read-evidence">{rating.evidence}</q>}
            </li>
          );
        })}
      </ul>
      <WorthTold feedback={feedback} />
    </article>
  );
}
