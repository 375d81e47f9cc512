// The edit keys of the playbooks that this browser has saved: with one, its playbook can be replaced and removed. This browser
// makes each itself, before it is sent for the first time, so that an answer that is lost on the way costs nobody their key;
// it is kept as long as the browser keeps anything.
import { browserStore } from '../storage.ts';

const prefix = 'reprise.edit_key.';

export const keptEditKey = (playbook: string): string => browserStore.getItem(prefix + playbook) ?? '';

export const keepEditKey = (playbook: string, key: string): void =>
  browserStore.setItem(prefix + playbook, key);

/** As the server makes them: 256 random bits, as 43 characters of base64url. */
export function newEditKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export const dropEditKey = (playbook: string): void => browserStore.removeItem(prefix + playbook);
