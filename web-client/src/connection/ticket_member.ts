// Whom a ticket is for. Read, not checked: only the server can tell whether it is a good one.

/** The member's id as text; of a text that is no ticket, the text itself, so that it is still one person's and no other's. */
export function memberOf(ticket: string): string {
  try {
    const claims = ticket.split('.')[1] ?? '';
    // A ticket is base64url, which atob() does not read.
    const read: unknown = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    if (read && typeof read === 'object' && 'member' in read) return String(read.member);
  } catch {
    // Not a JSON Web Token; the server will refuse it.
  }
  return ticket;
}
