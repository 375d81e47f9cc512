import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import './disclosure.css';
import { Icon, type IconName } from './icon.tsx';

export interface DisclosureProps {
  title: ComponentChildren;
  icon?: IconName;
  /** Open to begin with, or from the moment that it becomes true. Nothing but its reader's own press folds it shut. */
  open?: boolean;
  children: ComponentChildren;
}

export function Disclosure({ title, icon, open = false, children }: DisclosureProps) {
  const [first] = useState(open);
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (open && fold.current) fold.current.open = true;
  }, [open]);
  return (
    <details ref={fold} class="disclosure" open={first}>
      <summary class="disclosure-head">
        {icon && <Icon name={icon} />}
        <span class="grow">{title}</span>
        <Icon name="down" size={18} />
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
