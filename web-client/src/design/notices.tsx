// Short messages at the edge of the screen. They stay until dismissed or for long enough to be read; nothing else moves.
import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { noticeWords } from '../words/design.ts';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './notices.css';
import { useOnTop } from './use_on_top.ts';

interface Notice {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
}

const shown = signal<Notice[]>([]);
let last = 0;
export const noticeForMs = 8_000;

export function notify(text: string, tone: Notice['tone'] = 'plain'): void {
  last += 1;
  const id = last;
  shown.value = [...shown.value.filter((each) => each.text !== text).slice(-2), { id, text, tone }];
  announce(text);
  setTimeout(() => dismiss(id), tone === 'bad' ? noticeForMs * 2 : noticeForMs);
}

function dismiss(id: number): void {
  shown.value = shown.value.filter((each) => each.id !== id);
}

export function Notices() {
  const region = useRef<HTMLElement>(null);
  useOnTop(region, shown.value.length);
  return (
    <section ref={region} class="notices" popover="manual" aria-label={noticeWords.region}>
      {shown.value.map((each) => (
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
