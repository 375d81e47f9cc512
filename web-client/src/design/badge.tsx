import type { ComponentChildren } from 'preact';
import './badge.css';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'plain' | 'brand' | 'now' | 'good' | 'warn' | 'bad';

export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <span class={`badge badge-${tone}`}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}
