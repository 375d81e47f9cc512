// How many of all have done something, and, while they are few, who has not.
import { Icon } from '../design/icon.tsx';
import type { Member } from '../protocol.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import './tally.css';

const namesMax = 6;

export interface TallyProps {
  label: string;
  all: readonly Member[];
  /** Those who have. */
  done: ReadonlySet<number>;
  /** Names of those who have not, which not everything needs. */
  names?: boolean;
}

export function Tally({ label, all, done, names = true }: TallyProps) {
  const missing = all.filter((each) => !done.has(each.id));
  const count = all.length - missing.length;
  const complete = all.length > 0 && missing.length === 0;
  const named = missing.slice(0, namesMax).map((each) => each.name);
  return (
    <div class="tally">
      <p class="tally-words">
        <strong class="tally-count tabular">{stagePanelWords.of(count, all.length)}</strong> {label}
        {complete && <Icon name="check" size={18} />}
      </p>
      <span class="tally-track" aria-hidden="true">
        <span class="tally-bar" style={{ width: `${all.length > 0 ? (100 * count) / all.length : 0}%` }} />
      </span>
      {names && count > 0 && missing.length > 0 && (
        <p class="small muted">{stagePanelWords.waitingFor(named, missing.length - named.length)}</p>
      )}
    </div>
  );
}
