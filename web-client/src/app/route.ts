// Three addresses: / to join, /organise for playbooks and new sessions, /s/<session> for everything else.
import { signal } from '@preact/signals';

export type Route = { at: 'join' } | { at: 'organise' } | { at: 'session'; session: string };

function read(): Route {
  if (/^\/organise\/?$/.test(location.pathname)) return { at: 'organise' };
  const found = /^\/s\/([^/]+)\/?$/.exec(location.pathname);
  return found?.[1] ? { at: 'session', session: decodeURIComponent(found[1]) } : { at: 'join' };
}

export const route = signal<Route>({ at: 'join' });

export function followAddress(): void {
  route.value = read();
  addEventListener('popstate', () => {
    route.value = read();
  });
}

export function goToSession(session: string): void {
  history.pushState(null, '', `/s/${encodeURIComponent(session)}`);
  route.value = read();
}
