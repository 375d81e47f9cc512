// Where somebody stands themself, and the one gap they choose. Nobody else ever sees it.
import { SaveState } from '../commands/save_state.tsx';
import type { Draft } from '../commands/use_draft.ts';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { RatingControl } from '../design/rating.tsx';
import { GapPicker } from '../plan/gap_picker.tsx';
import { type Prepared, scored, scoreOn } from '../plan/preparation.ts';
import type { Criterion } from '../protocol.ts';
import { nameWords } from '../words/name.ts';
import './rated.css';

export interface WhereYouAreProps {
  draft: Draft<Prepared>;
  criteria: readonly Criterion[];
}

export function WhereYouAre({ draft, criteria }: WhereYouAreProps) {
  const { value, set } = draft;
  const chosen = criteria.some((each) => each.id === value.gap);
  return (
    <section class="card" id="yourself" aria-labelledby="where-you-are">
      <div class="card-head rated-head">
        <h2 id="where-you-are">{nameWords.self}</h2>
        <SaveState of={draft.autosave} />
      </div>
      <p class="muted">{nameWords.selfText}</p>
      <p class="rated-private">
        <Icon name="lock" size={18} />
        {nameWords.selfOnlyYou}
      </p>
      <ol class="rated">
        {criteria.map((each) => (
          <li key={each.id} class="rated-one">
            <p class="rated-title">
              {each.number}. {each.title}
            </p>
            <RatingControl
              label={nameWords.selfOf(each.number, each.title)}
              value={scoreOn(value.scores, each.id)}
              onValue={(score) => set({ ...value, scores: scored(value.scores, each.id, score) })}
            />
          </li>
        ))}
      </ol>
      <div class="rated-gap">
        <h3>{nameWords.gap}</h3>
        <p class="muted">{chosen ? nameWords.gapChosen : nameWords.gapText}</p>
        <GapPicker gap={value.gap} scores={value.scores} onGap={(gap) => set({ ...value, gap })} />
      </div>
    </section>
  );
}
