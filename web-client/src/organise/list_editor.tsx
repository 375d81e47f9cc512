// A list of a playbook: its parts are added, removed and put in another order, by keyboard too.
import type { ComponentChildren } from 'preact';
import { announce } from '../design/announcer.tsx';
import { Button } from '../design/button.tsx';
import { type ListName, organiseWords } from '../words/organise.ts';
import { moved, type Row, withOneMore } from './draft.ts';

export interface ListEditorProps<Each extends Row> {
  list: ListName;
  title: string;
  hint?: string;
  rows: readonly Each[];
  onRows: (rows: Each[]) => void;
  /** What is added. */
  empty: Omit<Each, 'id'>;
  min: number;
  max: number;
  /** Of each, where each is one text. */
  chars?: number;
  children: (row: Each, at: number, change: (part: Partial<Each>) => void) => ComponentChildren;
}

export function ListEditor<Each extends Row>(props: ListEditorProps<Each>) {
  const { list, title, hint, rows, onRows, empty, min, max, chars, children } = props;
  const change = (at: number, part: Partial<Each>) =>
    onRows(rows.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const focusOn = (selector: string) =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  const move = (from: number, to: number) => {
    onRows(moved(rows, from, to));
    announce(organiseWords.movedTo(organiseWords.nth(list, to + 1)));
    // The button that was pressed may be gone now: the first has nothing above it.
    const id = rows[from]?.id;
    const way = to < from ? 'up' : 'down';
    const atTheEnd = to === 0 || to === rows.length - 1;
    focusOn(`#${list}-${id} .organise-${atTheEnd ? (way === 'up' ? 'down' : 'up') : way}`);
  };
  const remove = (at: number) => {
    onRows(rows.filter((_, index) => index !== at));
    announce(organiseWords.removed(list));
    focusOn(`#${list}-add`);
  };
  const add = () => {
    const more = withOneMore(rows, empty);
    onRows(more);
    focusOn(`#${list}-${more.at(-1)?.id} :is(input, textarea)`);
  };
  const isFull = rows.length >= max;
  return (
    <fieldset class="stack-s">
      <legend class="plan-legend">{title}</legend>
      <p class="small muted">
        {hint} {organiseWords.upToMany(list, max, chars)}
      </p>
      <ol class="stack-s">
        {rows.map((each, at) => {
          const name = organiseWords.nth(list, at + 1);
          return (
            <li key={each.id} id={`${list}-${each.id}`} class="organise-row">
              <div class="row">
                <strong class="grow">{name}</strong>
                <Button
                  class="organise-up"
                  look="quiet"
                  size="s"
                  icon="up"
                  iconOnly
                  disabled={at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  {organiseWords.up(name)}
                </Button>
                <Button
                  class="organise-down"
                  look="quiet"
                  size="s"
                  icon="down"
                  iconOnly
                  disabled={at === rows.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  {organiseWords.down(name)}
                </Button>
                <Button
                  look="quiet"
                  size="s"
                  icon="cross"
                  iconOnly
                  disabled={rows.length <= min}
                  onClick={() => remove(at)}
                >
                  {organiseWords.remove(name)}
                </Button>
              </div>
              {children(each, at, (part) => change(at, part))}
            </li>
          );
        })}
      </ol>
      <div class="row">
        <Button id={`${list}-add`} size="s" icon="plus" onClick={add} disabled={isFull}>
          {organiseWords.add(list)}
        </Button>
        {isFull && <span class="small muted">{organiseWords.enough(list, rows.length)}</span>}
      </div>
    </fieldset>
  );
}
