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
  /** Where the label and the bound of all of them are said beside the list. */
  inList?: boolean;
  /** Lines to begin with; 0: it is one line. */
  rows?: number;
}

export function WordsField(props: WordsFieldProps) {
  const { field, label, hint, value, onValue, errors, inList = false, rows = 3 } = props;
  const max = boundOf(field);
  const common = {
    label,
    hint,
    value,
    onValue,
    max,
    error: errors[field],
    aside: organiseWords.upTo(max),
    labelHidden: inList,
    name: field,
  };
  return rows === 0 ? <TextField {...common} /> : <TextArea {...common} rows={rows} />;
}
