// The tickets of the sessions that this browser has joined. A ticket says who one is: with it, a reload or a tab opened
// anew comes back as the same person. Each tab keeps the one that it was opened with, and stays that person whoever joins in
// another; the browser keeps one for each session, for new tabs: of those who joined here, whoever came last, but never in
// place of somebody who leads and has not left, so that a facilitator who tries the link for everybody keeps the console.
import { limits } from '../protocol.ts';
import { browserStore, type Store, tabStore } from '../storage.ts';

export interface Kept {
  session: string;
  ticket: string;
  title: string;
  name: string;
  at: number;
  /** No participant: their place was given to them, and a code alone does not bring it back. */
  leads?: boolean;
  /** They said that they leave. They may come back, but nobody has to make way for them. */
  left?: boolean;
}

const prefix = 'reprise.ticket.';
// As long as the server takes them: the next session with the same people may be weeks away.
const keptForMs = 60 * 24 * 60 * 60 * 1000;

function read(store: Store, key: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? 'null');
    if (kept && typeof kept === 'object' && 'ticket' in kept && 'session' in kept) return kept as Kept;
  } catch {
    // Not ours.
  }
  return undefined;
}

function write(store: Store, kept: Kept): void {
  store.setItem(prefix + kept.session, JSON.stringify(kept));
}

const ofTab = (session: string): Kept | undefined => read(tabStore, prefix + session);
const ofBrowser = (session: string): Kept | undefined => read(browserStore, prefix + session);

/** Who this tab is in that session. */
export function ticketFor(session: string): Kept | undefined {
  return ofTab(session) ?? ofBrowser(session);
}

/** From now on this tab is that person, whoever joins in another. */
export function goOnAs(kept: Kept): void {
  write(tabStore, kept);
}

/** For this tab and for every new one. */
export function keepTicket(kept: Kept): void {
  write(tabStore, kept);
  write(browserStore, kept);
}

/** Of somebody who has just joined in this tab. Returns whose place new tabs keep, where it is not theirs. */
export function keepJoined(kept: Kept): Kept | undefined {
  const before = ofBrowser(kept.session);
  if (!before?.leads || before.left) {
    keepTicket(kept);
    return undefined;
  }
  goOnAs(kept);
  return before;
}

/** What has become known of the person that this tab is. */
export function learnOf(session: string, news: Partial<Omit<Kept, 'session' | 'ticket'>>): void {
  const kept = ticketFor(session);
  if (!kept) return;
  const changed = { ...kept, ...news };
  if (JSON.stringify(changed) === JSON.stringify(kept)) return;
  write(tabStore, changed);
  if (ofBrowser(session)?.ticket === kept.ticket) write(browserStore, changed);
}

/** The ticket of this tab is good for nothing any more. That of somebody else, whom new tabs would be, is left alone. */
export function dropTicket(session: string): void {
  const kept = ticketFor(session);
  tabStore.removeItem(prefix + session);
  if (ofBrowser(session)?.ticket === kept?.ticket) browserStore.removeItem(prefix + session);
}

/** Newest first; those too old to be good for anything are removed. */
export function allTickets(now: number): Kept[] {
  const found = new Map<string, Kept>();
  for (const store of [browserStore, tabStore]) {
    for (const key of store.keys()) {
      const kept = key.startsWith(prefix) ? read(store, key) : undefined;
      if (!kept) continue;
      if (now - kept.at > keptForMs) store.removeItem(key);
      else found.set(kept.ticket, kept);
    }
  }
  return [...found.values()].sort((one, other) => other.at - one.at);
}

/** What a join shows of them, so that a gap task that was promised in one of those sessions comes along. */
export function formerTickets(now: number): string[] {
  return allTickets(now)
    .map((each) => each.ticket)
    .filter((each) => each !== '' && each.length <= limits.ticket_chars_max)
    .slice(0, limits.former_tickets_max);
}

/** Takes a ticket out of the address (#ticket=...), so that it is neither bookmarked nor shown on a projector. */
export function takeTicketFromAddress(session: string): void {
  const found = /[#&]ticket=([^&]+)/.exec(location.hash);
  if (!found?.[1]) return;
  keepTicket({ session, ticket: decodeURIComponent(found[1]), title: '', name: '', at: Date.now() });
  history.replaceState(null, '', location.pathname + location.search);
}
