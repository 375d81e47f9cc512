// How the facilitator rates the exemplar: what others compare their own rating with, once it is shown.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { RatingControl, Score } from '../design/rating.tsx';
import type { Criterion, Session } from '../protocol.ts';
import { nameOf } from '../tables/views.ts';
import { stagePanelWords } from '../words/console_stages.ts';

export interface ReferenceCardProps {
  session: Session;
  criteria: readonly Criterion[];
  may: boolean;
}

export function ReferenceCard({ session, criteria, may }: ReferenceCardProps) {
  const live = useLive();
  const { tables } = live;
  const reference = tables.all('calibration').find((each) => each.reference);
  // On top of what the server knows: two clicks in a row must not undo each other.
  const [chosen, setChosen] = useState<Record<number, number>>({});
  const scoreOf = (criterion: number): number =>
    chosen[criterion] ?? reference?.scores.find((each) => each.criterion === criterion)?.score ?? 0;
  const rate = (criterion: number, score: number) => {
    const next = { ...chosen, [criterion]: score };
    setChosen(next);
    const scores = criteria.map((each) => ({
      criterion: each.id,
      score: next[each.id] ?? scoreOf(each.id),
    }));
    live.send('rate_exemplar', { scores }, { key: 'rate_exemplar' });
  };
  const shown = session.calibration_shown;
  return (
    <section class="card card-tight stack-s" aria-labelledby="reference">
      <h2 id="reference" class="rail-title">
        {stagePanelWords.reference}
      </h2>
      <p class="small muted">
        {reference && reference.rater !== live.memberId.value
          ? stagePanelWords.referenceBy(nameOf(tables, reference.rater))
          : stagePanelWords.referenceText}
      </p>
      <ol class="reference">
        {criteria.map((each) => (
          <li key={each.id}>
            <p class="small">{stagePanelWords.behind(each.number, each.title)}</p>
            {may ? (
              <RatingControl
                label={stagePanelWords.rateCriterion(each.title)}
                value={scoreOf(each.id)}
                onValue={(score) => rate(each.id, score)}
              />
            ) : (
              <Score score={scoreOf(each.id)} />
            )}
          </li>
        ))}
      </ol>
      {reference && (
        <>
          <p class="small">{shown ? stagePanelWords.referenceShown : stagePanelWords.referenceHidden}</p>
          {may && (
            <div>
              <Button
                size="s"
                icon={shown ? 'hidden' : 'eye'}
                onClick={() =>
                  live.send(
                    'show_calibration',
                    { shown: !shown },
                    { guess: [{ kind: 'session', id: session.id, fields: { calibration_shown: !shown } }] },
                  )
                }
              >
                {shown ? stagePanelWords.hideReference : stagePanelWords.showReference}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
