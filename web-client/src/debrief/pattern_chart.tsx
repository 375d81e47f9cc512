import { useLive } from '../app/live.ts';
import { criteriaOf } from '../tables/views.ts';
import { ratingWords } from '../words/design.ts';
import { patternWords } from '../words/patterns.ts';
import './pattern_chart.css';
import { patternsOf, type Spread } from './patterns.ts';

const oneDigit = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `receiver`: only what this member was given. */
export function PatternChart({ receiver }: { receiver?: number }) {
  const { tables } = useLive();
  const attempts = new Map(tables.all('attempt').map((each) => [each.id, each]));
  const feedback = tables
    .all('feedback')
    .filter((each) => receiver === undefined || each.receiver === receiver);
  const patterns = patternsOf(criteriaOf(tables), attempts, feedback);
  if (patterns.every((each) => each.first.total + each.second.total === 0)) {
    return <p class="muted">{patternWords.none}</p>;
  }
  const again = patterns.some((each) => each.second.total > 0);
  return (
    <div class="patterns">
      <ul class="patterns-key" aria-hidden="true">
        {[1, 2, 3, 4].map((score) => (
          <li key={score}>
            <i class={`pattern-swatch pattern-${score}`} />
            {ratingWords.scale[score]}
          </li>
        ))}
      </ul>
      <ol class="patterns-list">
        {patterns.map((each) => (
          <li key={each.criterion.id}>
            <p class="patterns-title">
              {each.criterion.number}. {each.criterion.title}
            </p>
            <Bar label={patternWords.first} spread={each.first} />
            {again && <Bar label={patternWords.second} spread={each.second} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Bar({ label, spread }: { label: string; spread: Spread }) {
  const words = spread.counts
    .map((count, at) => (count > 0 ? `${ratingWords.scale[at + 1]}: ${count}` : ''))
    .filter(Boolean)
    .join(', ');
  return (
    <div class="pattern">
      <span class="pattern-label">{label}</span>
      <span class="pattern-bar" role="img" aria-label={`${label}. ${words || patternWords.none}`}>
        {spread.counts.map(
          (count, at) =>
            count > 0 && (
              <span key={at} class={`pattern-part pattern-${at + 1}`} style={{ flexGrow: count }}>
                {count}
              </span>
            ),
        )}
      </span>
      <span class="pattern-mean tabular">{spread.total > 0 ? oneDigit.format(spread.mean) : '–'}</span>
    </div>
  );
}
