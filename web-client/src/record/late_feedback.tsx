import { useLive } from '../app/live.ts';
import { Disclosure } from '../design/disclosure.tsx';
import { AttemptCard, attemptName } from '../room/attempt_card.tsx';
import { FeedbackForm } from '../room/feedback_form.tsx';
import { nameOf } from '../tables/views.ts';
import { debriefWords } from '../words/record.ts';
import { sessionWords } from '../words/session.ts';
import './late_feedback.css';
import { owedBy } from './my_record.ts';

/** Asked for and not given yet: also after the rooms, and after the end. What somebody was writing is open; the rest waits. */
export function LateFeedback() {
  const live = useLive();
  const { tables } = live;
  const owed = owedBy(tables, live.memberId.value);
  if (owed.length === 0) return null;
  return (
    <section class="late no-print" aria-labelledby="late-feedback">
      <h2 id="late-feedback">{debriefWords.late}</h2>
      <p class="muted">{debriefWords.lateText}</p>
      {owed.map(({ feedback, attempt }) => (
        <Disclosure
          key={feedback.id}
          icon="pen"
          title={debriefWords.lateFor(
            nameOf(tables, attempt.author, sessionWords.somebody),
            attemptName(attempt).replace('Attempt', 'attempt'),
          )}
          open={feedback.state === 'draft'}
        >
          <div class="stack">
            <AttemptCard attempt={attempt} level={3} />
            <FeedbackForm attempt={attempt} mine={feedback} />
          </div>
        </Disclosure>
      ))}
    </section>
  );
}
