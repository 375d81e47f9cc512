// A part of a playbook that is changed, folded away until it is wanted. What is wrong inside can be seen from outside.
import type { ComponentChildren } from 'preact';
import { Badge } from '../design/badge.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import { organiseWords } from '../words/organise.ts';
import type { Errors } from './draft.ts';

export interface SectionProps {
  title: string;
  /** What is in it, in a few words. */
  note: string;
  /** The beginnings of its fields' names. */
  fields: readonly string[];
  errors: Errors;
  children: ComponentChildren;
}

export function Section({ title, note, fields, errors, children }: SectionProps) {
  const wrong = Object.entries(errors).filter(
    ([field, error]) => error && fields.includes(field.replace(/[.[].*$/, '')),
  ).length;
  return (
    <Disclosure
      title={
        <span class="organise-section">
          <h2 class="organise-section-title">{title}</h2>
          <span class="small muted organise-section-note">{note}</span>
          {wrong > 0 && <Badge tone="bad">{organiseWords.toMend(wrong)}</Badge>}
        </span>
      }
    >
      <div class="stack organise-section-body">{children}</div>
    </Disclosure>
  );
}

/** Brings the first field that is wrong into view, out of its fold. */
export function focusOnWrong(within: HTMLElement | null): void {
  const wrong = within?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"] button');
  const fold = wrong?.closest('details');
  if (fold) fold.open = true;
  wrong?.focus();
}
