// The criteria, reworded, added, removed and put in another order.
import { announce } from '../design/announcer.tsx';
import { Button } from '../design/button.tsx';
import { TextArea, TextField } from '../design/field.tsx';
import { limits } from '../protocol.ts';
import { organiseWords } from '../words/organise.ts';
import { type DraftCriterion, type Errors, moved, withOneMore } from './draft.ts';

export interface CriteriaEditorProps {
  criteria: DraftCriterion[];
  onCriteria: (criteria: DraftCriterion[]) => void;
  errors: Errors;
}

export function CriteriaEditor({ criteria, onCriteria, errors }: CriteriaEditorProps) {
  const word = (at: number, part: Partial<DraftCriterion>) =>
    onCriteria(criteria.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const focusOn = (selector: string) =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  const move = (from: number, to: number) => {
    onCriteria(moved(criteria, from, to));
    announce(organiseWords.movedTo(to + 1));
    // The button that was pressed may be gone now: the first has nothing above it.
    const id = criteria[from]?.id;
    const way = to < from ? 'up' : 'down';
    const atTheEnd = to === 0 || to === criteria.length - 1;
    focusOn(`#criterion-${id} .organise-${atTheEnd ? (way === 'up' ? 'down' : 'up') : way}`);
  };
  const remove = (at: number) => {
    onCriteria(criteria.filter((_, index) => index !== at));
    announce(organiseWords.removed);
    focusOn('#organise-add');
  };
  const add = () => {
    const more = withOneMore(criteria);
    onCriteria(more);
    focusOn(`#criterion-${more.at(-1)?.id} input`);
  };
  const isFull = criteria.length >= limits.criteria_max;
  return (
    <fieldset class="stack-s">
      <legend class="plan-legend">{organiseWords.criteria}</legend>
      <p class="small muted">{organiseWords.criteriaHint}</p>
      <ol class="stack">
        {criteria.map((each, at) => (
          <li key={each.id} id={`criterion-${each.id}`} class="card card-tight stack-s">
            <div class="row">
              <strong class="grow">{organiseWords.criterion(at + 1)}</strong>
              <Button
                class="organise-up"
                look="quiet"
                size="s"
                icon="up"
                iconOnly
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                {organiseWords.up(at + 1)}
              </Button>
              <Button
                class="organise-down"
                look="quiet"
                size="s"
                icon="down"
                iconOnly
                disabled={at === criteria.length - 1}
                onClick={() => move(at, at + 1)}
              >
                {organiseWords.down(at + 1)}
              </Button>
              <Button
                look="quiet"
                size="s"
                icon="cross"
                iconOnly
                disabled={criteria.length === 1}
                onClick={() => remove(at)}
              >
                {organiseWords.remove(at + 1)}
              </Button>
            </div>
            <TextField
              label={organiseWords.criterionTitle(at + 1)}
              value={each.title}
              onValue={(title) => word(at, { title })}
              error={errors[`criteria[${at}].title`]}
              max={limits.title_chars_max}
            />
            <TextArea
              label={organiseWords.criterionText(at + 1)}
              value={each.looks_like}
              onValue={(looks_like) => word(at, { looks_like })}
              error={errors[`criteria[${at}].looks_like`]}
              max={limits.passage_chars_max}
              rows={2}
            />
          </li>
        ))}
      </ol>
      <div class="row">
        <Button id="organise-add" icon="plus" onClick={add} disabled={isFull}>
          {organiseWords.add}
        </Button>
        {isFull && <span class="small muted">{organiseWords.enough(criteria.length)}</span>}
      </div>
    </fieldset>
  );
}
