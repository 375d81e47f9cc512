// The edit keys of the playbooks that this browser has saved: with one, its playbook can be replaced and removed. The server
// says each once, so it is kept as long as the browser keeps anything.
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

export function dropEditKey(playbook: string): void {
  try {
    localStorage.removeItem(prefix + playbook);
  } catch {
    // As above.
  }
}
