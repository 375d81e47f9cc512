// The first screen: a code, a name, in.
import { useEffect, useRef, useState } from 'preact/hooks';
import { allTickets, goOnAs, type Kept, keepJoined } from '../app/tickets.ts';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { TextField } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { Mark } from '../design/mark.tsx';
import { notify } from '../design/notices.tsx';
import { limits } from '../protocol.ts';
import { appWords } from '../words/app.ts';
import { joinWords } from '../words/join.ts';
import './join.css';
import { checkJoin, cleanCode, type JoinErrors, join } from './join_request.ts';

export function Join({ onJoined }: { onJoined: (session: string) => void }) {
  const [code, setCode] = useState(() => cleanCode(new URLSearchParams(location.search).get('code') ?? ''));
  const [name, setName] = useState('');
  const [errors, setErrors] = useState<JoinErrors>({});
  const [busy, setBusy] = useState(false);
  const codeInput = useRef<HTMLInputElement>(null);
  const nameInput = useRef<HTMLInputElement>(null);
  const formError = useRef<HTMLDivElement>(null);
  const [known] = useState(() => allTickets(Date.now()).slice(0, 3));

  useEffect(() => {
    document.title = `${joinWords.title} · ${appWords.product}`;
  }, []);

  const show = (found: JoinErrors) => {
    setErrors(found);
    // After the words are on the screen, so that a reader hears them with the field.
    requestAnimationFrame(() => {
      if (found.code) codeInput.current?.focus();
      else if (found.name) nameInput.current?.focus();
      else formError.current?.focus();
    });
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const found = checkJoin(code, name);
    if (found.code || found.name) {
      show(found);
      return;
    }
    setBusy(true);
    setErrors({});
    const outcome = await join(code, name);
    setBusy(false);
    if ('errors' in outcome) {
      show(outcome.errors);
      return;
    }
    const { ticket, session } = outcome.joined;
    const keeps = keepJoined({ session, ticket, title: '', name: name.trim(), at: Date.now() });
    if (keeps) notify(joinWords.inThisTab(name.trim(), keeps.name));
    onJoined(session);
  };
  const goOn = (event: MouseEvent, kept: Kept) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // wanted in another tab
    event.preventDefault();
    goOnAs(kept);
    onJoined(kept.session);
  };

  return (
    <div class="join">
      <header class="join-story">
        <p class="join-brand">
          <Mark size={40} /> {appWords.product}
        </p>
        <p class="join-lede">{joinWords.lede}</p>
        <ol class="join-steps">
          {joinWords.steps.map((step) => (
            <li key={step.name}>
              <strong>{step.name}</strong>
              <span>{step.text}</span>
            </li>
          ))}
        </ol>
      </header>
      <main class="join-main" id="main">
        <div class="join-box">
          {known.length > 0 && (
            <section class="join-known" aria-labelledby="join-known">
              <h2 id="join-known" class="eyebrow">
                {joinWords.goOnTitle}
              </h2>
              <ul class="stack-s">
                {known.map((each) => (
                  <li key={each.ticket}>
                    <a class="join-again" href={`/s/${each.session}`} onClick={(event) => goOn(event, each)}>
                      <span class="grow">
                        <strong>{joinWords.goOn(each.title)}</strong>
                        <span class="muted small">{joinWords.goOnAs(each.name)}</span>
                      </span>
                      <Icon name="arrow" />
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <form class="stack" onSubmit={submit} noValidate aria-labelledby="join-title">
            <h1 id="join-title">{joinWords.title}</h1>
            <div ref={formError} tabIndex={-1} class="note note-bad" role="alert" hidden={!errors.form}>
              <Icon name="warning" />
              <p>{errors.form}</p>
            </div>
            <TextField
              label={joinWords.code}
              hint={joinWords.codeHint}
              error={errors.code}
              value={code}
              onValue={(typed) => {
                const cleaned = cleanCode(typed);
                setCode(cleaned);
                // Where cleaning leaves the code as it was, nothing is drawn again and what was typed would stay.
                if (codeInput.current && cleaned !== typed) codeInput.current.value = cleaned;
              }}
              onPaste={(event) => {
                // A pasted link or a code among spaces is longer than the field's own limit would let in.
                event.preventDefault();
                setCode(cleanCode(event.clipboardData?.getData('text') ?? ''));
              }}
              inputRef={codeInput}
              class="join-code"
              name="code"
              autocapitalize="characters"
              spellcheck={false}
              autocomplete="off"
              autofocus={code === ''}
            />
            <TextField
              label={joinWords.name}
              hint={joinWords.nameHint}
              error={errors.name}
              value={name}
              onValue={setName}
              max={limits.name_chars_max}
              inputRef={nameInput}
              name="name"
              autocomplete="name"
              autofocus={code !== ''}
            />
            <Button type="submit" look="primary" size="l" busy={busy}>
              {joinWords.join}
            </Button>
            <p class="small muted">{joinWords.noAccount}</p>
          </form>
        </div>
      </main>
    </div>
  );
}
