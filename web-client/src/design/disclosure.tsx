import type { ComponentChildren } from 'preact';
import './disclosure.css';
import { Icon, type IconName } from './icon.tsx';

export interface DisclosureProps {
  title: ComponentChildren;
  icon?: IconName;
  open?: boolean;
  children: ComponentChildren;
}

export function Disclosure({ title, icon, open = false, children }: DisclosureProps) {
  return (
    <details class="disclosure" open={open}>
      <summary class="disclosure-head">
        {icon && <Icon name={icon} />}
        <span class="grow">{title}</span>
        <Icon name="down" size={18} />
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
