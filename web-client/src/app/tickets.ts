// The tickets of the sessions that this browser has joined. A ticket says who one is: with it, a reload or a tab opened
// anew comes back as the same person.
import { limits } from '../protocol.ts';

export interface Kept {
  session: string;
  ticket: string;
  title: string;
  name: string;
  at: number;
}

const prefix = 'reprise.ticket.';
// As long as the server takes them: the next session with the same people may be weeks away.
const keptForMs = 60 * 24 * 60 * 60 * 1000;

function read(key: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (kept && typeof kept === 'object' && 'ticket' in kept && 'session' in kept) return kept as Kept;
  } catch {
    // Not ours, or storage is forbidden here.
  }
  return undefined;
}

export function ticketFor(session: string): Kept | undefined {
  return read(prefix + session);
}

export function keepTicket(kept: Kept): void {
  try {
    localStorage.setItem(prefix + kept.session, JSON.stringify(kept));
  } catch {
    // Without storage one stays joined until the tab is closed.
  }
}

export function dropTicket(session: string): void {
  try {
    localStorage.removeItem(prefix + session);
  } catch {
    // As above.
  }
}

/** Newest first; those too old to be good for anything are removed. */
export function allTickets(now: number): Kept[] {
  const found: Kept[] = [];
  try {
    for (const key of Object.keys(localStorage)) {
      const kept = key.startsWith(prefix) ? read(key) : undefined;
      if (!kept) continue;
      if (now - kept.at > keptForMs) localStorage.removeItem(key);
      else found.push(kept);
    }
  } catch {
    return [];
  }
  return found.sort((one, other) => other.at - one.at);
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
