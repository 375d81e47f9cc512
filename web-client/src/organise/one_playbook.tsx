// One playbook: looked at, changed, or a session opened from it.
import { useEffect, useState } from 'preact/hooks';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import type { PlaybookDocumentBody, SessionCreatedBody } from '../protocol.ts';
import { organiseWords } from '../words/organise.ts';
import { Editor } from './editor.tsx';
import { OpenForm } from './open_form.tsx';
import { Opened } from './opened.tsx';
import { fileOf, listPlaybooks, readPlaybook } from './organiser.ts';
import { Preview } from './preview.tsx';
import { ProblemNote } from './problem_note.tsx';
import { RemoveDialog } from './remove_dialog.tsx';
import { keptDraft } from './use_kept_draft.ts';

export interface OnePlaybookProps {
  name: string;
  organiserKey: string;
  /** Another playbook, or all of them. */
  onGoTo: (name: string) => void;
  onKeyLost: () => void;
}

export function OnePlaybook({ name, organiserKey, onGoTo, onKeyLost }: OnePlaybookProps) {
  const [document, setDocument] = useState<PlaybookDocumentBody>();
  const [problem, setProblem] = useState('');
  const [doing, setDoing] = useState<'looking' | 'changing' | 'opening' | 'removing'>(() =>
    keptDraft(name) ? 'changing' : 'looking',
  );
  const [saving, setSaving] = useState(true);
  const [opened, setOpened] = useState<SessionCreatedBody>();
  const load = async () => {
    setProblem('');
    const answer = await readPlaybook(name);
    if ('value' in answer) setDocument(answer.value);
    else setProblem(answer.problem.code === 'not_found' ? organiseWords.gone : answer.problem.detail);
  };
  useEffect(() => void load(), [name]);
  useEffect(() => {
    void listPlaybooks().then((answer) => {
      if ('value' in answer) setSaving(answer.value.saving);
    });
  }, []);

  if (opened) return <Opened session={opened} />;
  const back = (
    <Button class="organise-back" look="quiet" size="s" icon="back" onClick={() => onGoTo('')}>
      {organiseWords.all}
    </Button>
  );
  if (!document) {
    return (
      <>
        {back}
        {problem ? (
          <ProblemNote text={problem} onAgain={load} />
        ) : (
          <p class="muted">{organiseWords.loading}</p>
        )}
      </>
    );
  }
  if (doing === 'changing') {
    return (
      <Editor
        document={document}
        organiserKey={organiserKey}
        onKeyLost={onKeyLost}
        onCancel={() => setDoing('looking')}
        onSaved={(saved) => {
          if (saved !== name) return onGoTo(saved);
          setDoing('looking');
          void load();
        }}
      />
    );
  }
  return (
    <>
      {back}
      <div class="stack-s">
        <p class="row">
          <Badge tone={document.own ? 'brand' : 'plain'}>
            {document.own ? organiseWords.own : organiseWords.shipped}
          </Badge>
          <span class="small muted">{document.playbook.npq}</span>
        </p>
        <ScreenTitle place={name} spoken={document.playbook.title}>
          {document.playbook.title}
        </ScreenTitle>
        <p class="prose">{document.playbook.purpose}</p>
        <p class="prose muted small">{document.playbook.audience}</p>
      </div>
      <div class="row">
        <Button
          look="primary"
          icon="play"
          onClick={() => setDoing('opening')}
          aria-expanded={doing === 'opening'}
        >
          {organiseWords.open}
        </Button>
        {saving && (
          <Button icon="pen" onClick={() => setDoing('changing')}>
            {organiseWords.change}
          </Button>
        )}
        <a class="button button-plain button-m" href={fileOf(name)} download={`${name}.yaml`}>
          {organiseWords.download}
        </a>
        {document.own && saving && (
          <Button look="quiet" icon="cross" onClick={() => setDoing('removing')}>
            {organiseWords.takeAway}
          </Button>
        )}
      </div>
      {!saving && <p class="small muted">{organiseWords.fixed}</p>}
      {doing === 'removing' && (
        <RemoveDialog
          document={document}
          organiserKey={organiserKey}
          onRemoved={() => onGoTo('')}
          onClose={() => setDoing('looking')}
          onKeyLost={onKeyLost}
        />
      )}
      {doing === 'opening' && (
        <OpenForm
          document={document}
          organiserKey={organiserKey}
          onOpened={setOpened}
          onCancel={() => setDoing('looking')}
          onKeyLost={onKeyLost}
        />
      )}
      <Preview document={document} />
    </>
  );
}
