// The exchange of a join code for a ticket.
import { formerTickets } from '../app/tickets.ts';
import { newId } from '../commands/new_id.ts';
import { lengthOf } from '../design/text_length.ts';
import { fetchInTime } from '../fetch_in_time.ts';
import { type JoinBody, type JoinedBody, limits, type Problem } from '../protocol.ts';
import { joinWords } from '../words/join.ts';

export interface JoinErrors {
  code?: string;
  name?: string;
  form?: string;
}

export type JoinOutcome = { joined: JoinedBody } | { errors: JoinErrors };

/** Codes are pasted with spaces, dashes and small letters, or as a whole link. */
export function cleanCode(typed: string): string {
  const link = /[?&]code=([^&#\s]+)/.exec(typed);
  const code = link?.[1] ?? typed;
  return code
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .slice(0, limits.code_chars);
}

export function checkJoin(code: string, name: string): JoinErrors {
  const errors: JoinErrors = {};
  if (code === '') errors.code = joinWords.noCode;
  else if (code.length !== limits.code_chars) errors.code = joinWords.codeLength(code.length);
  if (name.trim() === '') errors.name = joinWords.noName;
  else if (lengthOf(name.trim()) > limits.name_chars_max) errors.name = joinWords.nameTooLong;
  return errors;
}

/** What the server's refusal means to a person, at the field that they can mend. */
export function errorsOf(problem: Partial<Problem>): JoinErrors {
  switch (problem.code) {
    case 'bad_code':
    case 'not_found':
      return { code: joinWords.badCode };
    case 'session_locked':
      return { form: joinWords.locked };
    case 'session_full':
      return { form: joinWords.full };
    case 'session_ended':
      return { form: joinWords.ended };
    case 'too_fast':
      return { form: problem.detail || joinWords.tooFast };
    default:
      break;
  }
  const detail = problem.detail || problem.title || joinWords.other;
  if (problem.field?.endsWith('name')) return { name: detail };
  if (problem.field?.endsWith('code')) return { code: detail };
  return { form: detail };
}

// The same person pressing twice, or trying again after a lost answer, is one member: the id stays until it worked.
let attempt: { id: string; code: string; name: string } | undefined;

function bodyOf(id: string, code: string, name: string): JoinBody {
  const tickets = formerTickets(Date.now());
  return { id, code, name: name.trim(), ...(tickets.length > 0 ? { former_tickets: tickets } : {}) };
}

export async function join(code: string, name: string, request: typeof fetch = fetch): Promise<JoinOutcome> {
  if (attempt?.code !== code || attempt.name !== name) attempt = { id: newId(), code, name };
  let answer: Response;
  try {
    const options = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(bodyOf(attempt.id, code, name)),
    };
    answer = await fetchInTime('/api/join', options, request);
  } catch {
    return { errors: { form: joinWords.noServer } };
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && body && typeof body === 'object' && 'ticket' in body) {
    attempt = undefined;
    return { joined: body as JoinedBody };
  }
  if (!body) return { errors: { form: answer.status === 429 ? joinWords.tooFast : joinWords.noServer } };
  return { errors: errorsOf(body as Partial<Problem>) };
}
