// The record as the server has it: what is downloaded is what was kept, not what this page happens to show.
import { ticketFor } from '../app/tickets.ts';
import { fetchInTime } from '../fetch_in_time.ts';
import type { Problem, RecordBody } from '../protocol.ts';
import { recordWords } from '../words/record.ts';

export type Fetched = { record: RecordBody } | { error: string };

export function recordAddress(session: string): string {
  return `/api/sessions/${encodeURIComponent(session)}/record`;
}

export async function fetchRecord(session: string): Promise<Fetched> {
  try {
    const answer = await fetchInTime(recordAddress(session), {
      headers: { Authorization: `Bearer ${ticketFor(session)?.ticket ?? ''}` },
      cache: 'no-store',
    });
    if (answer.ok) return { record: (await answer.json()) as RecordBody };
    return { error: recordWords.notDownloaded(await reasonOf(answer)) };
  } catch {
    return { error: recordWords.noServer };
  }
}

async function reasonOf(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as Partial<Problem>;
    return problem.detail || problem.title || '';
  } catch {
    return '';
  }
}
