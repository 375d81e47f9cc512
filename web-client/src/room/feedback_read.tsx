// Feedback that was delivered: the strength and the action step first, the ratings with their evidence below.
import { useLive } from '../app/live.ts';
import { Avatar } from '../design/avatar.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { Score } from '../design/rating.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Feedback } from '../protocol.ts';
import { criteriaOf, isOwn, nameOf } from '../tables/views.ts';
import { feedbackWords } from '../words/feedback.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import './feedback_read.css';
import { RateUsefulness, WorthTold } from './usefulness.tsx';

export interface FeedbackReadProps {
  feedback: Feedback;
  level?: 3 | 4;
  /** For the receiver: this action step is the one to work on, or could be. */
  choose?: { chosen: boolean; onChoose: () => void } | undefined;
  heading?: string;
  /** For the receiver: how useful it was. */
  rate?: boolean;
}

export function FeedbackRead({ feedback, choose, heading, level = 3, rate = false }: FeedbackReadProps) {
  const live = useLive();
  const { tables } = live;
  const reviewer = nameOf(tables, feedback.reviewer, sessionWords.somebody);
  const rated = feedback.ratings.some((each) => each.score > 0 || each.evidence !== '');
  const Heading = level === 3 ? 'h3' : 'h4';
  const own = isOwn(feedback);
  const ownTitle =
    feedback.reviewer === live.memberId.value ? feedbackWords.own.mine : feedbackWords.own.of(reviewer);
  const mayRate = rate && !own && feedback.receiver === live.memberId.value;
  if (feedback.hidden && feedback.strength === '') {
    return (
      <p class="note note-bad">
        <Icon name="hidden" />
        <span>{feedbackWords.hidden}</span>
      </p>
    );
  }
  return (
    <article
      class={`read ${choose?.chosen ? 'read-chosen' : ''}`}
      aria-label={own ? ownTitle : feedbackWords.by(reviewer)}
    >
      <header class="read-head">
        <Avatar id={feedback.reviewer} name={reviewer} size="s" />
        <Heading class="read-name grow">{heading ?? (own ? ownTitle : reviewer)}</Heading>
        {feedback.hidden && (
          <Badge tone="bad" icon="hidden">
            {feedback.hidden_reason || feedbackWords.hidden}
          </Badge>
        )}
      </header>
      <dl class="read-words">
        <div>
          <dt>{own ? feedbackWords.own.strength : roomWords.strength}</dt>
          <dd>
            <Words text={feedback.strength} />
          </dd>
        </div>
        <div class="read-step">
          <dt>{own ? feedbackWords.own.actionStep : roomWords.actionStep}</dt>
          <dd>
            <Words text={feedback.action_step} />
            {choose && feedback.action_step !== '' && (
              <Button
                size="s"
                look={choose.chosen ? 'now' : 'plain'}
                icon={choose.chosen ? 'check' : 'repeat'}
                aria-pressed={choose.chosen}
                onClick={choose.onChoose}
              >
                {choose.chosen ? roomWords.chosenStep : roomWords.chooseStep}
              </Button>
            )}
          </dd>
        </div>
      </dl>
      {rated ? (
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
      ) : (
        <p class="small muted">{feedbackWords.noneRated}</p>
      )}
      {mayRate && <RateUsefulness feedback={feedback} />}
      <WorthTold feedback={feedback} />
    </article>
  );
}

/** What was typed when the time was up may be half a form. */
function Words({ text }: { text: string }) {
  return text === '' ? <p class="small muted">{feedbackWords.leftEmpty}</p> : <Paragraphs text={text} />;
}
