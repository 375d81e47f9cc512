// A button that opens a short list of actions. Arrow keys, Home, End and Escape work as people expect; Tab closes it.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button, type ButtonProps } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import './menu.css';

export interface MenuItem {
  label: string;
  icon?: IconName;
  danger?: boolean;
  onChoose: () => void;
}

export interface MenuProps {
  label: string;
  items: (MenuItem | undefined | false)[];
  icon?: IconName;
  look?: NonNullable<ButtonProps['look']>;
  size?: NonNullable<ButtonProps['size']>;
  /** Show the label beside the icon. */
  wordy?: boolean;
  /** A picture before the words; where there is no room for the words it stands for them. */
  picture?: ComponentChildren;
}

export function Menu({
  label,
  items,
  icon = 'more',
  look = 'quiet',
  size = 's',
  wordy = false,
  picture,
}: MenuProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const shown = items.filter((each): each is MenuItem => Boolean(each));

  const entries = () => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const focusEntry = (at: number) => {
    const all = entries();
    all[(at + all.length) % all.length]?.focus();
  };
  const close = (backToButton: boolean) => {
    setOpen(false);
    if (backToButton) box.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };

  useEffect(() => {
    if (!open) return;
    focusEntry(0);
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const at = entries().indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown') focusEntry(at + 1);
    else if (event.key === 'ArrowUp') focusEntry(at - 1);
    else if (event.key === 'Home') focusEntry(0);
    else if (event.key === 'End') focusEntry(-1);
    else if (event.key === 'Escape') close(true);
    else {
      if (event.key === 'Tab') setOpen(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the keys of the buttons inside.
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <Button
        look={look}
        size={size}
        icon={icon}
        iconOnly={!wordy}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={wordy ? undefined : label}
        onClick={() => setOpen(!open)}
      >
        {picture}
        <span class={picture ? 'menu-words' : undefined}>{label}</span>
      </Button>
      {open && (
        <div class="menu-list" role="menu" id={id} aria-label={label}>
          {shown.map((each) => (
            <button
              key={each.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={`menu-item ${each.danger ? 'menu-danger' : ''}`}
              onClick={() => {
                close(true);
                each.onChoose();
              }}
            >
              {each.icon && <Icon name={each.icon} size={18} />}
              {each.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
