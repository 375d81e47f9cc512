// A window over the page. The browser's own <dialog> keeps the focus inside, closes with Escape and gives the focus back
// to where it came from. Nobody hears meanwhile what is outside of it, so announcements and notices come in here.
import type { ComponentChildren } from 'preact';
import { type MutableRef, useEffect, useId, useRef } from 'preact/hooks';
import { dialogWords } from '../words/design.ts';
import { Announcer } from './announcer.tsx';
import { Button } from './button.tsx';
import './dialog.css';
import { Notices } from './notices.tsx';
import { openDialogs } from './use_on_top.ts';

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  actions?: ComponentChildren;
  size?: 's' | 'm' | 'l' | 'full';
}

export function Dialog({ title, onClose, children, actions, size = 'm' }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const pressedBeside = useRef(false);
  const id = useId();
  useReachable(body);
  useEffect(() => {
    const dialog = box.current;
    const from = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal?.();
    openDialogs.value = [...openDialogs.peek(), id];
    // Where no field asks for it, the focus begins at the title: the browser would give it to the cross.
    if (!dialog?.querySelector('[autofocus]')) heading.current?.focus({ preventScroll: true });
    return () => {
      dialog?.close?.();
      openDialogs.value = openDialogs.peek().filter((each) => each !== id);
      if (from instanceof HTMLElement && from.isConnected) from.focus();
      else document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={`dialog dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === box.current;
      }}
      onClick={(event) => {
        // A selection that is dragged out of the dialog ends in a click beside it, too.
        if (event.target === box.current && pressedBeside.current) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-box">
        <header class="dialog-head">
          <h2 ref={heading} id={id} class="dialog-title" tabIndex={-1}>
            {title}
          </h2>
          <Button look="quiet" size="s" icon="cross" iconOnly onClick={onClose}>
            {dialogWords.close}
          </Button>
        </header>
        <div ref={body} class="dialog-body">
          {children}
        </div>
        {actions && <footer class="dialog-actions">{actions}</footer>}
      </div>
      <Notices place={id} />
      <Announcer place={id} />
    </dialog>
  );
}

/** Text alone that is longer than its box is a stop for the keyboard, which could not push it otherwise. */
function useReachable(box: MutableRef<HTMLElement | null>): void {
  useEffect(() => {
    const text = box.current;
    if (!text || !globalThis.ResizeObserver) return;
    const look = () => {
      const stops = text.querySelector('a[href], button, input, select, textarea');
      if (text.scrollHeight > text.clientHeight && !stops) text.tabIndex = 0;
      else text.removeAttribute('tabindex');
    };
    const watch = new ResizeObserver(look);
    watch.observe(text);
    return () => watch.disconnect();
  }, []);
}
