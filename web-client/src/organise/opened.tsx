// The session is there: who gets what.
import { ScreenTitle } from '../app/screen_title.tsx';
import { Button } from '../design/button.tsx';
import { notify } from '../design/notices.tsx';
import type { SessionCreatedBody } from '../protocol.ts';
import { canCopy } from '../record/keep_file.ts';
import { organiseWords } from '../words/organise.ts';

export function Opened({ session }: { session: SessionCreatedBody }) {
  const forEverybody = `${location.origin}/?code=${session.join_code}`;
  const forYou = `${location.origin}${session.link}`;
  return (
    <div class="stack organise-opened">
      <ScreenTitle place={`opened-${session.session}`} spoken={organiseWords.opened}>
        {organiseWords.opened}
      </ScreenTitle>
      <p class="muted prose">{organiseWords.openedText}</p>
      <dl class="stack">
        <ToGive what={organiseWords.joinCode} text={session.join_code} shown="organise-code" />
        <ToGive what={organiseWords.forEverybody} text={forEverybody} />
        <ToGive what={organiseWords.forYou} text={forYou} />
      </dl>
      <div class="row">
        <a class="button button-primary button-l" href={session.link}>
          {organiseWords.toConsole}
        </a>
        <a href="/organise">{organiseWords.all}</a>
      </div>
    </div>
  );
}

function ToGive({ what, text, shown = '' }: { what: string; text: string; shown?: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notify(organiseWords.copied(what));
    } catch {
      notify(organiseWords.notCopied, 'bad');
    }
  };
  return (
    <div class="organise-give">
      <dt class="eyebrow">{what}</dt>
      <dd class="row">
        <span class={`organise-given ${shown}`}>{text}</span>
        {canCopy() && (
          <Button size="s" icon="copy" onClick={copy}>
            {organiseWords.copyOf(what)}
          </Button>
        )}
      </dd>
    </div>
  );
}
