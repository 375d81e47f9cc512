import type { Criterion } from '../protocol.ts';
import './playbook.css';

/** `brief`: only the titles, for those who have read the rest. */
export function CriteriaList({
  criteria,
  brief = false,
}: {
  criteria: readonly Criterion[];
  brief?: boolean;
}) {
  return (
    <ol class={`criteria ${brief ? 'criteria-brief' : ''}`}>
      {criteria.map((each) => (
        <li key={each.id}>
          <p class="criteria-title">{each.title}</p>
          {!brief && <p class="criteria-text">{each.looks_like}</p>}
        </li>
      ))}
    </ol>
  );
}
