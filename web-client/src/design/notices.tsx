// Short messages at the edge of the screen. They stay until dismissed or for long enough to be read; nothing else moves. One
// that holds somebody's words, which have no other place any more, stays until it is dismissed.
import { signal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { noticeWords } from '../words/design.ts';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './notices.css';
import { isOnTop, openDialogs, thePage, useOnTop } from './use_on_top.ts';

interface Notice {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  /** What somebody has written and nobody has: to be read and copied here. Empty: nothing. */
  words: string;
}

const shown = signal<Notice[]>([]);
let last = 0;
export const noticeForMs = 8_000;

export function notify(text: string, tone: Notice['tone'] = 'plain', words = ''): void {
  show(text, tone, words);
  announce(words === '' ? text : `${text} ${noticeWords.wordsHere}`);
}

/** For what the page shows by itself, and nobody looks for: said aloud, and shown here too while a dialog covers the page. */
export function tell(text: string, how: 'polite' | 'assertive' = 'polite'): void {
  if (openDialogs.peek().length > 0) show(text, 'plain');
  announce(text, how);
}

function show(text: string, tone: Notice['tone'], words = ''): void {
  last += 1;
  const id = last;
  const others = shown.value.filter((each) => each.text !== text || each.words !== words);
  const newest = others.filter((each) => each.words === '').slice(-2);
  shown.value = [
    ...others.filter((each) => each.words !== '' || newest.includes(each)),
    { id, text, tone, words },
  ];
  if (words !== '') return;
  setTimeout(() => dismiss(id), tone === 'bad' ? noticeForMs * 2 : noticeForMs);
}

function dismiss(id: number): void {
  shown.value = shown.value.filter((each) => each.id !== id);
}

/** `place` is the id of the dialog that they are in, where they can be read and dismissed while it is on top. */
export function Notices({ place = thePage }: { place?: string }) {
  const region = useRef<HTMLElement>(null);
  const here = isOnTop(place) ? shown.value : [];
  useOnTop(region, here.length);
  return (
    <section ref={region} class="notices" popover="manual" aria-label={noticeWords.region}>
      {here.map((each) => (
        <div key={each.id} class={`notice notice-${each.tone}`}>
          <Icon name={each.tone === 'bad' ? 'warning' : 'info'} />
          {each.words === '' ? <p class="grow">{each.text}</p> : <WithWords notice={each} />}
          <Button look="quiet" size="s" icon="cross" iconOnly onClick={() => dismiss(each.id)}>
            {noticeWords.dismiss}
          </Button>
        </div>
      ))}
    </section>
  );
}

function WithWords({ notice }: { notice: Notice }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(notice.words);
      setCopied(true);
      announce(noticeWords.copied);
    } catch {
      area.current?.select();
      notify(noticeWords.copyByHand);
    }
  };
  return (
    <div class="grow stack-s">
      <p>{notice.text}</p>
      <textarea
        ref={area}
        class="notice-words"
        aria-label={noticeWords.words}
        readOnly
        rows={3}
        value={notice.words}
      />
      <Button size="s" icon={copied ? 'check' : 'list'} onClick={() => void copy()}>
        {copied ? noticeWords.copied : noticeWords.copy}
      </Button>
    </div>
  );
}
