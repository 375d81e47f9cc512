// /organise: playbooks to look at, to change and to bring in, and sessions opened from them. /organise#<name> is one of them.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { Mark } from '../design/mark.tsx';
import '../app/page.css';
import type { PlaybookDocumentBody } from '../protocol.ts';
import { appWords } from '../words/app.ts';
import { organiseWords } from '../words/organise.ts';
import { Editor } from './editor.tsx';
import { KeyForm } from './key_form.tsx';
import { OnePlaybook } from './one_playbook.tsx';
import { formerSession, keepKey, keptKey } from './organiser.ts';
import './organise.css';
import { Shelf } from './shelf.tsx';
import { keptDraft } from './use_kept_draft.ts';

const nameInAddress = (): string => decodeURIComponent(location.hash.slice(1));
/** From a file, changed, and not saved: what this page begins with where no other is asked for. */
const unsavedImport = (): PlaybookDocumentBody | undefined =>
  nameInAddress() === '' ? keptDraft('')?.document : undefined;

export function OrganisePage() {
  const [key, setKey] = useState(keptKey);
  // Why the key is asked for although there was one: what is typed below stays until there is a good one.
  const [lost, setLost] = useState('');
  const [name, setName] = useState(nameInAddress);
  const [imported, setImported] = useState(unsavedImport);

  useEffect(() => {
    const follow = () => {
      setName(nameInAddress());
      setImported(unsavedImport());
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const takeKey = (given: string) => {
    keepKey(given);
    setLost('');
    setKey(given);
  };
  const loseKey = () => {
    keepKey('');
    setLost(organiseWords.keyAgain);
  };
  const forgetKey = () => {
    keepKey('');
    setKey('');
  };
  const goTo = (place: string) => {
    setImported(undefined);
    location.hash = place;
  };

  const screen = () => {
    if (imported) {
      return (
        <Editor
          document={imported}
          organiserKey={key}
          onSaved={goTo}
          onCancel={() => setImported(undefined)}
          onKeyLost={loseKey}
        />
      );
    }
    if (name)
      return <OnePlaybook key={name} name={name} organiserKey={key} onGoTo={goTo} onKeyLost={loseKey} />;
    return <Shelf organiserKey={key} onImported={setImported} onKeyLost={loseKey} />;
  };

  return (
    <>
      <button type="button" class="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {organiseWords.skip}
      </button>
      <header class="organise-header">
        <span class="organise-brand">
          <Mark size={28} /> {appWords.product}
        </span>
        <span class="grow" />
        {key && !lost && (
          <Button look="quiet" size="s" icon="lock" onClick={forgetKey}>
            {organiseWords.forget}
          </Button>
        )}
        <a class="button button-quiet button-s" href="/">
          {organiseWords.joinInstead}
        </a>
      </header>
      <main id="main" class="page organise" tabIndex={-1}>
        {formerSession() && !name && !imported && <p class="note note-brand">{organiseWords.follows}</p>}
        {(!key || lost) && <KeyForm error={lost} onKey={takeKey} />}
        {key && (
          <div class="organise-screen" hidden={lost !== ''}>
            {screen()}
          </div>
        )}
      </main>
    </>
  );
}
