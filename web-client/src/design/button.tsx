import type { ComponentChildren, JSX } from 'preact';
// The order of the layers has to be known before any of them, also where the build puts buttons into a file of their own.
import './tokens.css';
import './button.css';
import { Icon, type IconName } from './icon.tsx';

type Native = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon' | 'loading'>;

export interface ButtonProps extends Native {
  look?: 'primary' | 'plain' | 'quiet' | 'danger' | 'now';
  size?: 's' | 'm' | 'l';
  icon?: IconName;
  /** The action is under way: the button keeps its width and place, and does nothing more. */
  busy?: boolean;
  /** Only the icon is drawn; the children are its name. */
  iconOnly?: boolean;
  children: ComponentChildren;
}

export function Button({
  look = 'plain',
  size = 'm',
  icon,
  busy = false,
  iconOnly = false,
  children,
  class: more,
  onClick,
  ...rest
}: ButtonProps) {
  const name = `button button-${look} button-${size}${iconOnly ? ' button-icon-only' : ''} ${more ?? ''}`;
  return (
    <button
      type="button"
      {...rest}
      class={name}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} size={size === 's' ? 18 : 20} />}
      <span class={iconOnly ? 'visually-hidden' : 'button-words'}>{children}</span>
    </button>
  );
}
