// The edit keys of the playbooks that this browser has saved: with one, its playbook can be replaced and removed. This browser
// makes each itself, before it is sent for the first time, so that an answer that is lost on the way costs nobody their key;
// it is kept as long as the browser keeps anything.
const prefix = 'reprise.edit_key.';

export function keptEditKey(playbook: string): string {
  try {
    return localStorage.getItem(prefix + playbook) ?? '';
  } catch {
    return ''; // storage is forbidden here
  }
}

export function keepEditKey(playbook: string, key: string): void {
  try {
    localStorage.setItem(prefix + playbook, key);
  } catch {
    // Without storage one saves under another name the next time.
  }
}

/** As the server makes them: 256 random bits, as 43 characters of base64url. */
export function newEditKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export function dropEditKey(playbook: string): void {
  try {
    localStorage.removeItem(prefix + playbook);
  } catch {
    // As above.
  }
}
