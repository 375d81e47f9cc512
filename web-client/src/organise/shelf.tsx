// All playbooks as cards, and a way to bring in another.
import { useEffect, useState } from 'preact/hooks';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Badge } from '../design/badge.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import type { PlaybookDocumentBody, PlaybookListBody, PlaybookSummaryBody } from '../protocol.ts';
import { organiseWords } from '../words/organise.ts';
import { ImportFile } from './import_file.tsx';
import { listPlaybooks } from './organiser.ts';
import { ProblemNote } from './problem_note.tsx';

export interface ShelfProps {
  organiserKey: string;
  onImported: (document: PlaybookDocumentBody) => void;
  onKeyLost: () => void;
}

export function Shelf({ organiserKey, onImported, onKeyLost }: ShelfProps) {
  const [list, setList] = useState<PlaybookListBody>();
  const [problem, setProblem] = useState('');
  const load = async () => {
    setProblem('');
    const answer = await listPlaybooks();
    if ('value' in answer) setList(answer.value);
    else setProblem(answer.problem.detail);
  };
  useEffect(() => void load(), []);
  const all = list?.playbooks;
  return (
    <>
      <div class="stack-s">
        <ScreenTitle place="shelf" spoken={organiseWords.title}>
          {organiseWords.title}
        </ScreenTitle>
        <p class="muted prose">{organiseWords.text}</p>
      </div>
      {problem && <ProblemNote text={problem} onAgain={load} />}
      {!all && !problem && <p class="muted">{organiseWords.loading}</p>}
      {all?.length === 0 && <p class="note">{organiseWords.none}</p>}
      {all && all.length > 0 && (
        <ul class="organise-cards">
          {all.map((each) => (
            <li key={each.key}>
              <Card of={each} />
            </li>
          ))}
        </ul>
      )}
      {list?.saving === false ? (
        <p class="small muted">{organiseWords.fixed}</p>
      ) : (
        <ImportFile organiserKey={organiserKey} onImported={onImported} onKeyLost={onKeyLost} />
      )}
    </>
  );
}

function Card({ of }: { of: PlaybookSummaryBody }) {
  return (
    <article class="card organise-card">
      <p class="row">
        <Badge tone={of.own ? 'brand' : 'plain'}>{of.own ? organiseWords.own : organiseWords.shipped}</Badge>
        <span class="organise-minutes small muted tabular">
          <Icon name="clock" size={16} /> {organiseWords.minutes(of.minutes)}
        </span>
      </p>
      <h2 class="organise-card-title">
        <a href={`#${of.key}`}>{of.title}</a>
      </h2>
      <p class="small">{of.npq}</p>
      <p class="small muted">{of.audience}</p>
    </article>
  );
}
