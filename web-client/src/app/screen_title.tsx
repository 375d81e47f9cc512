// The one h1 of a screen. When another screen takes the place of one, the focus goes to its title, and the move is said.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { tell } from '../design/notices.tsx';
import { appWords } from '../words/app.ts';

let first = true;

export interface ScreenTitleProps {
  /** Another key is another place: the focus moves here. */
  place: string;
  /** Said when one gets here; else the title itself. */
  spoken: string;
  title?: string;
  children: ComponentChildren;
  class?: string;
}

export function ScreenTitle({ place, spoken, title, children, class: more }: ScreenTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!first) {
      heading.current?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
      tell(spoken);
    }
    first = false;
  }, [place]);
  useEffect(() => {
    document.title = `${title ?? spoken} · ${appWords.product}`;
  }, [title, spoken]);
  return (
    <h1 ref={heading} tabIndex={-1} class={more ?? ''}>
      {children}
    </h1>
  );
}
