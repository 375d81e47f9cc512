// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { limits } from '../protocol.ts';
import {
  allTickets,
  dropTicket,
  formerTickets,
  goOnAs,
  type Kept,
  keepJoined,
  keepTicket,
  learnOf,
  takeTicketFromAddress,
  ticketFor,
} from './tickets.ts';

const kept = (session: string, at = Date.now()): Kept => ({
  session,
  ticket: `ticket-of-${session}`,
  title: 'A session',
  name: 'Ada',
  at,
});

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

describe('a ticket', () => {
  test('is found again by its session, and by no other', () => {
    keepTicket(kept('s1'));
    expect(ticketFor('s1')).toEqual(kept('s1', ticketFor('s1')?.at));
    expect(ticketFor('s2')).toBeUndefined();
  });

  test('is gone when it was dropped', () => {
    keepTicket(kept('s1'));
    keepTicket(kept('s2'));
    dropTicket('s1');
    expect(ticketFor('s1')).toBeUndefined();
    expect(ticketFor('s2')?.ticket).toBe('ticket-of-s2');
  });

  test.each(['', 'not json', 'null', '7', '"text"', '{}', '{"ticket":"x"}'])(
    'is not read out of %j',
    (text) => {
      localStorage.setItem('reprise.ticket.s1', text);
      expect(ticketFor('s1')).toBeUndefined();
    },
  );
});

describe('several people at one browser', () => {
  const person = (name: string, at = Date.now()): Kept => ({ ...kept('s1', at), ticket: `of-${name}`, name });
  /** Another tab, opened now or coming to the front: it has its own store. */
  function inAnotherTab<Result>(run: () => Result): Result {
    const own = { ...sessionStorage } as Record<string, string>;
    sessionStorage.clear();
    const result = run();
    sessionStorage.clear();
    for (const [key, value] of Object.entries(own)) sessionStorage.setItem(key, value);
    return result;
  }
  const newTab = () => inAnotherTab(() => ticketFor('s1')?.name);

  test('P8 a facilitator who tries the join link keeps the console, in their tab and in new ones', () => {
    keepTicket(person('Ada'));
    learnOf('s1', { leads: true });
    const keeps = inAnotherTab(() => {
      const before = keepJoined(person('Tim'));
      expect(ticketFor('s1')?.name).toBe('Tim');
      return before;
    });
    expect(keeps?.name).toBe('Ada');
    expect(ticketFor('s1')?.name).toBe('Ada');
    expect(newTab()).toBe('Ada');
  });

  test('a tab stays who it was, though somebody else joins in another, who is whom new tabs open as', () => {
    expect(keepJoined(person('Ada'))).toBeUndefined();
    expect(inAnotherTab(() => keepJoined(person('Ben')))).toBeUndefined();
    expect(ticketFor('s1')?.name).toBe('Ada');
    expect(newTab()).toBe('Ben');
  });

  test('whoever led and has left makes way for who joins next', () => {
    keepTicket(person('Ada'));
    learnOf('s1', { leads: true });
    learnOf('s1', { left: true });
    inAnotherTab(() => keepJoined(person('Ben')));
    expect(newTab()).toBe('Ben');
  });

  test('what one tab learns or drops does not touch the other person', () => {
    keepTicket(person('Ada'));
    learnOf('s1', { leads: true });
    inAnotherTab(() => {
      keepJoined(person('Tim'));
      learnOf('s1', { name: 'Timothy' });
      expect(ticketFor('s1')?.name).toBe('Timothy');
      dropTicket('s1');
    });
    expect(newTab()).toBe('Ada');
  });

  test('both are offered in the tab that knows both, and it is whom one chooses', () => {
    const now = Date.now();
    keepTicket({ ...person('Ada', now - 1_000), leads: true });
    keepJoined(person('Tim', now));
    const [tim, ada] = allTickets(now);
    expect([tim?.name, ada?.name]).toEqual(['Tim', 'Ada']);
    goOnAs(ada!);
    expect(ticketFor('s1')?.name).toBe('Ada');
  });
});

describe('where storage is forbidden', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('one stays joined as long as the page is open, and leaves no ghost behind', () => {
    vi.stubGlobal('localStorage', undefined);
    vi.stubGlobal('sessionStorage', undefined);
    keepJoined(kept('forbidden'));
    expect(ticketFor('forbidden')?.ticket).toBe('ticket-of-forbidden');
    dropTicket('forbidden');
    expect(ticketFor('forbidden')).toBeUndefined();
  });
});

describe('all tickets', () => {
  test('come newest first; what others keep here is left alone', () => {
    const now = Date.now();
    localStorage.setItem('reprise.theme', 'dark');
    keepTicket(kept('old', now - 2_000));
    keepTicket(kept('new', now));
    keepTicket(kept('middle', now - 1_000));
    expect(allTickets(now).map((each) => each.session)).toEqual(['new', 'middle', 'old']);
    expect(localStorage.getItem('reprise.theme')).toBe('dark');
  });

  test('those that the server takes no longer are removed', () => {
    const now = Date.now();
    const day = 24 * 60 * 60_000;
    keepTicket(kept('gone', now - 61 * day));
    keepTicket(kept('kept', now - 59 * day));
    expect(allTickets(now).map((each) => each.session)).toEqual(['kept']);
    expect(ticketFor('gone')).toBeUndefined();
  });
});

describe('the tickets that a join shows', () => {
  test('are the newest, as many as the server looks at', () => {
    const now = Date.now();
    for (let at = 0; at < limits.former_tickets_max + 3; ++at) keepTicket(kept(`s${at}`, now - at * 1_000));
    const shown = formerTickets(now);
    expect(shown).toHaveLength(limits.former_tickets_max);
    expect(shown[0]).toBe('ticket-of-s0');
    expect(shown).not.toContain('ticket-of-s12');
  });

  test('leave out what would have the join refused', () => {
    keepTicket({ ...kept('s1'), ticket: 'x'.repeat(limits.ticket_chars_max + 1) });
    keepTicket({ ...kept('s2'), ticket: '' });
    expect(formerTickets(Date.now())).toEqual([]);
  });
});

describe('a ticket in the address', () => {
  test('is kept, and wiped from the address, which keeps the rest', () => {
    history.replaceState(null, '', '/s/s1?view=1#ticket=abc.def');
    takeTicketFromAddress('s1');
    expect(ticketFor('s1')?.ticket).toBe('abc.def');
    expect(location.href.endsWith('/s/s1?view=1')).toBe(true);
    expect(location.hash).toBe('');
  });

  test('is decoded, and ends where another part begins', () => {
    history.replaceState(null, '', '/s/s1#a=1&ticket=a%2Bb&c=2');
    takeTicketFromAddress('s1');
    expect(ticketFor('s1')?.ticket).toBe('a+b');
  });

  test.each(['#', '#main', '#ticket='])('%s holds none, and changes nothing', (hash) => {
    keepTicket(kept('s1'));
    history.replaceState(null, '', `/s/s1${hash}`);
    takeTicketFromAddress('s1');
    expect(ticketFor('s1')?.ticket).toBe('ticket-of-s1');
  });
});
