// What /organise asks of the server, and the key that it asks with.
import { newId } from '../commands/new_id.ts';
import { fetchInTime } from '../fetch_in_time.ts';
import type {
  CreateSessionBody,
  GroupingBody,
  PlaybookDocumentBody,
  PlaybookListBody,
  PlaybookSavedBody,
  Problem,
  SessionCreatedBody,
} from '../protocol.ts';
import { tabStore } from '../storage.ts';
import { organiseWords } from '../words/organise.ts';
import { dropEditKey, keepEditKey, keptEditKey, newEditKey } from './edit_keys.ts';

const place = 'reprise.organiser_key';

/** Kept for this tab only: whoever sits down at this computer later has to have the key themself. */
export const keptKey = (): string => tabStore.getItem(place) ?? '';

export function keepKey(key: string): void {
  if (key) tabStore.setItem(place, key);
  else tabStore.removeItem(place);
}

export type Answer<Value> = { value: Value } | { problem: Pick<Problem, 'code' | 'detail' | 'field'> };

async function ask<Value>(path: string, options: RequestInit = {}): Promise<Answer<Value>> {
  const nothing = { code: 'try_again', field: '' } as const;
  let answer: Response;
  try {
    answer = await fetchInTime(path, options);
  } catch {
    return { problem: { ...nothing, detail: organiseWords.noServer } };
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && (body || answer.status === 204)) return { value: body as Value };
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

export const listPlaybooks = (): Promise<Answer<PlaybookListBody>> => ask('/api/playbooks');

export const readPlaybook = (name: string): Promise<Answer<PlaybookDocumentBody>> =>
  ask(`/api/playbooks/${encodeURIComponent(name)}`);

export const fileOf = (name: string): string => `/api/playbooks/${encodeURIComponent(name)}/file`;

export const checkPlaybook = (key: string, text: string): Promise<Answer<PlaybookDocumentBody>> =>
  ask('/api/playbooks/check', { method: 'POST', headers: withKey(key, 'application/yaml'), body: text });

/** Under a name that is free, or over one that this browser has saved. */
export async function savePlaybook(
  key: string,
  name: string,
  text: string,
): Promise<Answer<PlaybookDocumentBody>> {
  const kept = keptEditKey(name);
  const editKey = kept || newEditKey();
  if (!kept) keepEditKey(name, editKey);
  const answer = await ask<PlaybookSavedBody>(`/api/playbooks/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...withKey(key, 'application/json'), 'edit-key': editKey },
    body: text,
  });
  if (!('value' in answer)) {
    // Where it is not certain that nothing was saved, the key may be needed yet.
    if (!kept && answer.problem.code !== 'try_again') dropEditKey(name);
    return answer;
  }
  const { document, edit_key } = answer.value;
  if (edit_key) keepEditKey(name, edit_key);
  return { value: document };
}

export async function removePlaybook(key: string, name: string): Promise<Answer<undefined>> {
  const answer = await ask<undefined>(`/api/playbooks/${encodeURIComponent(name)}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${key}`, 'edit-key': keptEditKey(name) },
  });
  if ('value' in answer) dropEditKey(name);
  return answer;
}

export interface Wanted {
  playbook: string;
  title: string;
  facilitator: string;
  /** The key of the session before it with the same people; "" for none. */
  follows: string;
  /** Nothing: by chance, in rooms of the playbook's size. */
  grouping: GroupingBody | undefined;
}

/** As the link in a session that has ended says it: /organise?follows=... */
export const formerSession = (): string => new URLSearchParams(location.search).get('follows') ?? '';

// Pressing twice, or trying again after a lost answer, is one session: the id stays until it worked.
let attempt: { id: string; of: string } | undefined;

export async function openSession(key: string, wanted: Wanted): Promise<Answer<SessionCreatedBody>> {
  const of = JSON.stringify(wanted);
  if (attempt?.of !== of) attempt = { id: newId(), of };
  const body: CreateSessionBody = { id: attempt.id, playbook: wanted.playbook };
  if (wanted.title) body.title = wanted.title;
  if (wanted.facilitator) body.facilitator = wanted.facilitator;
  if (wanted.follows) body.follows = wanted.follows;
  if (wanted.grouping) body.grouping = wanted.grouping;
  const answer = await ask<SessionCreatedBody>('/api/sessions', {
    method: 'POST',
    headers: withKey(key, 'application/json'),
    body: JSON.stringify(body),
  });
  if ('value' in answer) attempt = undefined;
  return answer;
}
