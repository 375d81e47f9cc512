// Keeps something above everything, dialogs too: it is shown anew on top whenever it changes and whenever a dialog opens.
import { type Signal, signal } from '@preact/signals';
import { type MutableRef, useEffect } from 'preact/hooks';

export const openDialogs: Signal<number> = signal(0);

/** `shown` is what it is about now; nothing of it is shown where that is 0 or false. The element is a popover. */
export function useOnTop(place: MutableRef<HTMLElement | null>, shown: number | boolean): void {
  const dialogs = openDialogs.value;
  useEffect(() => {
    const box = place.current;
    if (!box?.showPopover) return;
    if (box.matches(':popover-open')) box.hidePopover();
    if (shown) box.showPopover();
  }, [shown, dialogs]);
}
