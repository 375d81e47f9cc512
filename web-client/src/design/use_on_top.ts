// What lies above everything. While a dialog is open, the browser lets nobody see, press or hear what is outside the one on
// top: whatever has to reach people all the same belongs inside it.
import { type Signal, signal } from '@preact/signals';
import { type MutableRef, useEffect } from 'preact/hooks';

/** By their ids, the one on top last. */
export const openDialogs: Signal<readonly string[]> = signal([]);

export const thePage = '';

/** Of the page and the dialogs, the one that people can use. */
export const isOnTop = (place: string): boolean => (openDialogs.value.at(-1) ?? thePage) === place;

/** Shown anew on top whenever it changes and whenever a dialog opens or closes. `shown` is what it is about now; nothing of
    it is shown where that is 0 or false. The element is a popover. */
export function useOnTop(place: MutableRef<HTMLElement | null>, shown: number | boolean): void {
  const dialogs = openDialogs.value;
  useEffect(() => {
    const box = place.current;
    if (!box?.showPopover) return;
    if (box.matches(':popover-open')) box.hidePopover();
    if (shown) box.showPopover();
  }, [shown, dialogs]);
}
