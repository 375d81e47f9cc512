// One text of a playbook, with its bound and what is wrong with it.
import { TextArea, TextField } from '../design/field.tsx';
import { organiseWords } from '../words/organise.ts';
import { boundOf, type Errors } from './draft.ts';

export interface WordsFieldProps {
  /** As the server names it: "scenario.coach", "exemplar.passages[2]". */
  field: string;
  label: string;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
  errors: Errors;
  /** Lines to begin with; 0: it is one line. */
  rows?: number;
}

export function WordsField({ field, label, hint, value, onValue, errors, rows = 3 }: WordsFieldProps) {
  const max = boundOf(field);
  const common = {
    label,
    hint,
    value,
    onValue,
    max,
    error: errors[field],
    aside: organiseWords.upTo(max),
    name: field,
  };
  return rows === 0 ? <TextField {...common} /> : <TextArea {...common} rows={rows} />;
}
