// One's own attempts, A beside B, each with the feedback it got.
import { useLive } from '../app/live.ts';
import '../design/card.css';
import type { Attempt, Feedback } from '../protocol.ts';
import { type Did, recordOf } from '../record/my_record.ts';
import { AttemptCard, attemptName } from '../room/attempt_card.tsx';
import { FeedbackRead } from '../room/feedback_read.tsx';
import { nameOf, owed, reviewsOn } from '../tables/views.ts';
import { listOf } from '../words/format.ts';
import { debriefWords, recordWords } from '../words/record.ts';
import { sessionWords } from '../words/session.ts';
import './my_rounds.css';

export function MyRounds() {
  const live = useLive();
  const { did } = recordOf(live.tables, live.memberId.value);
  if (did.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="my-rounds">
      <h2 id="my-rounds">{debriefWords.rounds}</h2>
      {did.map((each) => (
        <Round key={each.a.id} of={each} named={did.length > 1} />
      ))}
    </section>
  );
}

function Round({ of, named }: { of: Did; named: boolean }) {
  return (
    <div class="round">
      {named && of.a.slot > 0 && <p class="eyebrow">{recordWords.round(of.a.slot)}</p>}
      <div class="round-sides">
        <Side attempt={of.a} got={of.onA} />
        {of.b ? (
          <Side attempt={of.b} got={of.onB} />
        ) : (
          of.a.answers === 0 && <p class="note round-none">{debriefWords.noB}</p>
        )}
      </div>
    </div>
  );
}

function Side({ attempt, got }: { attempt: Attempt; got: readonly Feedback[] }) {
  const { tables } = useLive();
  const writing = reviewsOn(tables, attempt.id).filter(owed);
  return (
    <section class="round-side" aria-label={attemptName(attempt)}>
      <AttemptCard attempt={attempt} level={3} />
      {got.map((each) => (
        <FeedbackRead key={each.id} feedback={each} level={4} />
      ))}
      {writing.length > 0 && (
        <p class="muted small">
          {debriefWords.toCome(
            listOf(writing.map((each) => nameOf(tables, each.reviewer, sessionWords.somebody))),
          )}
        </p>
      )}
      {got.length === 0 && writing.length === 0 && attempt.answers === 0 && (
        <p class="muted small">{debriefWords.noFeedback}</p>
      )}
    </section>
  );
}
