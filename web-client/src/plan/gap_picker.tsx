// One gap, out of the criteria. One thing at a time is what changes practice.
import { useId } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import type { Score } from '../protocol.ts';
import { criteriaOf } from '../tables/views.ts';
import { planningWords } from '../words/plan.ts';
import './gap_picker.css';
import { known, scoreOn } from './preparation.ts';

export interface GapPickerProps {
  gap: number;
  scores: readonly Score[];
  onGap: (criterion: number) => void;
}

export function GapPicker({ gap, scores, onGap }: GapPickerProps) {
  const criteria = criteriaOf(useLive().tables);
  const name = useId();
  const rated = known(scores, criteria).map((each) => each.score);
  const lowest = Math.min(...rated);
  const tells = rated.length > 1 && lowest < Math.max(...rated);
  return (
    <fieldset class="gap-picker">
      <legend class="visually-hidden">{planningWords.chooseGap}</legend>
      {criteria.map((each) => (
        <label key={each.id} class="gap-choice">
          <input type="radio" name={name} checked={gap === each.id} onChange={() => onGap(each.id)} />
          <span class="gap-face">
            <span class="gap-dot" aria-hidden="true" />
            <span class="gap-words">
              {each.number}. {each.title}{' '}
              {tells && scoreOn(scores, each.id) === lowest && <Badge>{planningWords.lowest}</Badge>}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
