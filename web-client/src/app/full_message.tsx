// A page with nothing but a few words: opening, closed, not joined.
import type { ComponentChildren } from 'preact';
import { Mark } from '../design/mark.tsx';
import './page.css';

export function FullMessage({
  title,
  waiting = false,
  children,
}: {
  title: string;
  waiting?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <main id="main" class={`full-message ${waiting ? '' : 'full-still'}`}>
      <Mark size={56} />
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </main>
  );
}
