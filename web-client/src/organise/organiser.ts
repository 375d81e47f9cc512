// What /organise asks of the server, and the key that it asks with.
import { newId } from '../commands/new_id.ts';
import type {
  PlaybookDocumentBody,
  PlaybookListBody,
  PlaybookSummaryBody,
  Problem,
  SessionCreatedBody,
} from '../protocol.ts';
import { organiseWords } from '../words/organise.ts';

const place = 'reprise.organiser_key';

/** Kept for this tab only: whoever sits down at this computer later has to have the key themself. */
export function keptKey(): string {
  try {
    return sessionStorage.getItem(place) ?? '';
  } catch {
    return '';
  }
}

export function keepKey(key: string): void {
  try {
    if (key) sessionStorage.setItem(place, key);
    else sessionStorage.removeItem(place);
  } catch {
    // Without storage the key is asked for again after a reload.
  }
}

export type Answer<Value> = { value: Value } | { problem: Pick<Problem, 'code' | 'detail' | 'field'> };

async function ask<Value>(path: string, options: RequestInit = {}): Promise<Answer<Value>> {
  const nothing = { code: 'try_again', field: '' } as const;
  let answer: Response;
  try {
    answer = await fetch(path, options);
  } catch {
    return { problem: { ...nothing, detail: organiseWords.noServer } };
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && body) return { value: body as Value };
  const problem = (body ?? {}) as Partial<Problem>;
  return {
    problem: {
      code: problem.code ?? nothing.code,
      detail: problem.detail || problem.title || organiseWords.other,
      field: problem.field ?? '',
    },
  };
}

const withKey = (key: string, type: string) => ({ authorization: `Bearer ${key}`, 'content-type': type });

/** Nothing is wrong with a key that the server lets look at an empty playbook. */
export async function checkKey(key: string): Promise<string | undefined> {
  const answer = await checkPlaybook(key, '');
  if ('value' in answer || answer.problem.code === 'not_json') return undefined;
  return answer.problem.code === 'bad_key' ? organiseWords.keyWrong : answer.problem.detail;
}

export async function listPlaybooks(): Promise<Answer<PlaybookSummaryBody[]>> {
  const answer = await ask<PlaybookListBody>('/api/playbooks');
  return 'value' in answer ? { value: answer.value.playbooks } : answer;
}

export const readPlaybook = (name: string): Promise<Answer<PlaybookDocumentBody>> =>
  ask(`/api/playbooks/${encodeURIComponent(name)}`);

export const fileOf = (name: string): string => `/api/playbooks/${encodeURIComponent(name)}/file`;

export const checkPlaybook = (key: string, text: string): Promise<Answer<PlaybookDocumentBody>> =>
  ask('/api/playbooks/check', { method: 'POST', headers: withKey(key, 'application/yaml'), body: text });

export const savePlaybook = (
  key: string,
  name: string,
  text: string,
): Promise<Answer<PlaybookDocumentBody>> =>
  ask(`/api/playbooks/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: withKey(key, 'application/json'),
    body: text,
  });

export interface Wanted {
  playbook: string;
  title: string;
  facilitator: string;
  /** The key of the session before it with the same people; "" for none. */
  follows: string;
}

/** As the link in a session that has ended says it: /organise?follows=... */
export const formerSession = (): string => new URLSearchParams(location.search).get('follows') ?? '';

// Pressing twice, or trying again after a lost answer, is one session: the id stays until it worked.
let attempt: { id: string; of: string } | undefined;

export async function openSession(key: string, wanted: Wanted): Promise<Answer<SessionCreatedBody>> {
  const of = JSON.stringify(wanted);
  if (attempt?.of !== of) attempt = { id: newId(), of };
  const body: Record<string, string> = { id: attempt.id, playbook: wanted.playbook };
  if (wanted.title) body.title = wanted.title;
  if (wanted.facilitator) body.facilitator = wanted.facilitator;
  if (wanted.follows) body.follows = wanted.follows;
  const answer = await ask<SessionCreatedBody>('/api/sessions', {
    method: 'POST',
    headers: withKey(key, 'application/json'),
    body: JSON.stringify(body),
  });
  if ('value' in answer) attempt = undefined;
  return answer;
}
