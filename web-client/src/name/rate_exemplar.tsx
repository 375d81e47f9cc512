// The exemplar rated on the form, and, once it is shown, beside it how whoever leads rated it.
import { useLive } from '../app/live.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { Badge, type Tone } from '../design/badge.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { RatingControl, Score } from '../design/rating.tsx';
import { known, scored, scoreOn } from '../plan/preparation.ts';
import type { Score as CriterionScore } from '../protocol.ts';
import { calibrationBy, shownReference } from '../tables/stage_views.ts';
import { criteriaOf, nameOf } from '../tables/views.ts';
import { nameWords } from '../words/name.ts';
import { sessionWords } from '../words/session.ts';
import { type Nearness, nearness } from './nearness.ts';
import './rated.css';
import { useSaidOnce } from './use_said_once.ts';

const tones: Record<Nearness, Tone> = { same: 'good', one_apart: 'plain', further: 'warn' };
const place = 'calibration';

export function RateExemplar() {
  const live = useLive();
  const { tables } = live;
  const criteria = criteriaOf(tables);
  const text = (of: readonly CriterionScore[]) => JSON.stringify(known(of, criteria));
  const draft = useDraft<CriterionScore[]>({
    place,
    onServer: calibrationBy(tables, live.memberId.value)?.scores ?? [],
    same: (one, other) => text(one) === text(other),
    about: 0,
    save: (value) =>
      live.send(
        'rate_exemplar',
        { scores: known(value, criteriaOf(tables)) },
        { key: place, ownRefusals: true },
      ),
  });
  const reference = shownReference(tables);
  const leader = nameOf(tables, reference?.rater ?? 0, sessionWords.role.facilitator);
  useSaidOnce(reference !== undefined, nameWords.shownSpoken(leader));
  return (
    <section class="card" id="rate" aria-labelledby="rate-exemplar">
      <div class="card-head rated-head">
        <h2 id="rate-exemplar">{nameWords.rate}</h2>
        <SaveState of={draft.autosave} />
      </div>
      <p class="muted">{nameWords.rateText}</p>
      <p class="rated-private">
        <Icon name="lock" size={18} />
        {nameWords.rateOnlyYou}
      </p>
      <ol class="rated">
        {criteria.map((each) => {
          const mine = scoreOn(draft.value, each.id);
          const theirs = scoreOn(reference?.scores ?? [], each.id);
          const near = nearness(mine, theirs);
          return (
            <li key={each.id} class="rated-one">
              <p class="rated-title">
                {each.number}. {each.title}
              </p>
              <RatingControl
                label={nameWords.rateOf(each.number, each.title)}
                value={mine}
                onValue={(score) => draft.set(scored(draft.value, each.id, score))}
              />
              {theirs > 0 && (
                <div class="rated-theirs">
                  <span class="rated-theirs-score">
                    {nameWords.theirs(leader)} <Score score={theirs} />
                  </span>
                  {near ? (
                    <>
                      <Badge tone={tones[near]} {...(near === 'same' ? { icon: 'check' as const } : {})}>
                        {nameWords.nearness[near]}
                      </Badge>
                      <span class="small muted">{nameWords.why[near]}</span>
                    </>
                  ) : (
                    <span class="small muted">{nameWords.notRated}</span>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
