// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepTicket } from '../app/tickets.ts';
import { recordWords } from '../words/record.ts';
import { fetchRecord } from './fetch_record.ts';

const asked = vi.fn<(address: string, how: RequestInit) => Promise<Response>>();

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  keepTicket({ session: 's 1', ticket: 'the-ticket', title: '', name: '', at: Date.now() });
  vi.stubGlobal('fetch', asked);
});
afterEach(() => {
  vi.unstubAllGlobals();
  asked.mockReset();
});

test('shows the ticket as the server wants it', async () => {
  const record = { session: 's 1', member: 7, seq: 4, now: 0, changes: [] };
  asked.mockResolvedValue(new Response(JSON.stringify(record)));
  expect(await fetchRecord('s 1')).toEqual({ record });
  expect(asked.mock.calls[0]?.[0]).toBe('/api/sessions/s%201/record');
  expect(asked.mock.calls[0]?.[1].headers).toEqual({ Authorization: 'Bearer the-ticket' });
});

test('says what the server says is wrong', async () => {
  const problem = { title: 'The ticket is not valid', detail: 'Join again with the code.', status: 401 };
  asked.mockResolvedValue(new Response(JSON.stringify(problem), { status: 401 }));
  expect(await fetchRecord('s 1')).toEqual({ error: recordWords.notDownloaded('Join again with the code.') });
});

test('an answer that nobody can read is an error too, not an empty record', async () => {
  asked.mockResolvedValue(new Response('<html>', { status: 502 }));
  expect(await fetchRecord('s 1')).toEqual({ error: recordWords.notDownloaded('') });
  asked.mockResolvedValue(new Response('<html>', { status: 200 }));
  expect(await fetchRecord('s 1')).toEqual({ error: recordWords.noServer });
});

test('says so when the server cannot be reached', async () => {
  asked.mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await fetchRecord('s 1')).toEqual({ error: recordWords.noServer });
});
