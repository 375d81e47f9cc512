// Short messages at the edge of the screen. They stay until dismissed or for long enough to be read; nothing else moves.
import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
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
}

const shown = signal<Notice[]>([]);
let last = 0;
export const noticeForMs = 8_000;

export function notify(text: string, tone: Notice['tone'] = 'plain'): void {
  show(text, tone);
  announce(text);
}

/** For what the page shows by itself, and nobody looks for: said aloud, and shown here too while a dialog covers the page. */
export function tell(text: string, how: 'polite' | 'assertive' = 'polite'): void {
  if (openDialogs.peek().length > 0) show(text, 'plain');
  announce(text, how);
}

function show(text: string, tone: Notice['tone']): void {
  last += 1;
  const id = last;
  shown.value = [...shown.value.filter((each) => each.text !== text).slice(-2), { id, text, tone }];
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
          <p class="grow">{each.text}</p>
          <Button look="quiet" size="s" icon="cross" iconOnly onClick={() => dismiss(each.id)}>
            {noticeWords.dismiss}
          </Button>
        </div>
      ))}
    </section>
  );
}
