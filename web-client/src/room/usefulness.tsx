// What a piece of feedback was worth to its receiver. Only its giver learns of it.
import { useLive } from '../app/live.ts';
import type { Attempt, Feedback, Worth } from '../protocol.ts';
import { nameOf, reviewsOn, usefulnessOf } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { Choices } from './choices.tsx';
import './steps.css';

const worths: readonly Worth[] = ['not_useful', 'useful', 'very_useful'];

export function RateUsefulness({ feedback }: { feedback: Feedback }) {
  const live = useLive();
  const { tables } = live;
  const row = usefulnessOf(tables, feedback.id);
  const rate = (worth: Worth) => {
    const id = row?.id ?? -feedback.id;
    const { receiver, reviewer } = feedback;
    live.send(
      'rate_usefulness',
      { feedback: feedback.id, worth },
      {
        key: `worth:${feedback.id}`,
        guess: [
          {
            kind: 'usefulness',
            id,
            fields: row ? { worth } : { id, feedback: feedback.id, receiver, giver: reviewer, worth },
          },
        ],
      },
    );
  };
  return (
    <Choices
      legend={roomWords.worthOf(nameOf(tables, feedback.reviewer, sessionWords.somebody))}
      options={worths.map((each) => ({ value: each, label: roomWords.worth[each] }))}
      value={row?.worth}
      onValue={rate}
      inRow
    />
  );
}

/** At the close, the whole list once more: one word for each who wrote. */
export function UsefulnessOfAll({ a }: { a: Attempt }) {
  const { tables } = useLive();
  const all = reviewsOn(tables, a.id).filter((each) => each.state === 'delivered');
  if (all.length === 0) return null;
  return (
    <section class="card stack" aria-label={roomWords.worthTitle}>
      <div>
        <h2 class="rail-title">{roomWords.worthTitle}</h2>
        <p class="small muted">{roomWords.worthText}</p>
      </div>
      {all.map((each) => (
        <RateUsefulness key={each.id} feedback={each} />
      ))}
    </section>
  );
}

/** For the giver: what their feedback was worth to the one who got it. */
export function WorthTold({ feedback }: { feedback: Feedback }) {
  const live = useLive();
  const { tables } = live;
  const row = usefulnessOf(tables, feedback.id);
  if (!row || row.giver !== live.memberId.value) return null;
  const name = nameOf(tables, row.receiver, sessionWords.somebody);
  return <p class="small muted">{roomWords.worthWas(name, row.worth)}</p>;
}
