// Light or dark: as the device says, until one is chosen here.
import { computed, effect, signal } from '@preact/signals';
import { browserStore } from '../storage.ts';

export type Theme = 'light' | 'dark';
const place = 'reprise.theme';

function chosenBefore(): Theme | undefined {
  const kept = browserStore.getItem(place);
  return kept === 'light' || kept === 'dark' ? kept : undefined;
}

const chosen = signal<Theme | undefined>(undefined);
const device = signal<Theme>('light');
export const theme = computed<Theme>(() => chosen.value ?? device.value);

export function followDevice(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    device.value = dark.matches ? 'dark' : 'light';
  };
  follow();
  chosen.value = chosenBefore();
  dark.addEventListener('change', follow);
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
}

export function switchTheme(): void {
  chosen.value = theme.value === 'dark' ? 'light' : 'dark';
  browserStore.setItem(place, chosen.value);
}
