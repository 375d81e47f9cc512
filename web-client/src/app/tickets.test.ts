// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../protocol.ts';
import {
  allTickets,
  dropTicket,
  formerTickets,
  type Kept,
  keepTicket,
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
