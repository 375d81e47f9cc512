// One of four words, or still undecided. Real radio buttons underneath, so the keyboard works as everywhere.
import { useId } from 'preact/hooks';
import { ratingWords } from '../words/design.ts';
import './rating.css';

export function RatingControl({
  label,
  value,
  onValue,
}: {
  label: string;
  value: number;
  onValue: (score: number) => void;
}) {
  const name = useId();
  return (
    <fieldset class="rating">
      <legend class="visually-hidden">{label}</legend>
      {[1, 2, 3, 4].map((score) => (
        <label key={score} class={`rating-choice rating-${score}`}>
          <input
            type="radio"
            name={name}
            value={score}
            checked={value === score}
            onChange={() => onValue(score)}
            onClick={() => value === score && onValue(0)}
          />
          <span class="rating-face">
            <span class="rating-dots" aria-hidden="true">
              {[1, 2, 3, 4].map((dot) => (
                <i key={dot} class={dot <= score ? 'rating-dot-on' : ''} />
              ))}
            </span>
            {ratingWords.scale[score]}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A rating that was given. */
export function Score({ score }: { score: number }) {
  return (
    <span class={`score rating-${score}`}>
      <span class="rating-dots" aria-hidden="true">
        {[1, 2, 3, 4].map((dot) => (
          <i key={dot} class={dot <= score ? 'rating-dot-on' : ''} />
        ))}
      </span>
      {ratingWords.scale[score] ?? ratingWords.scale[0]}
    </span>
  );
}
