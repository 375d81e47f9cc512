// A server of playbooks that exists in this page only, for tests and stories: answers like the true one, and remembers what
// it was asked.
import type { PlaybookDocumentBody, PlaybookSummaryBody } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';

export const organiserKey = 'the-key-of-the-organiser';

export interface Asked {
  method: string;
  path: string;
  key: string;
  editKey: string;
  body: string;
}

export interface FakePlaybooks {
  asked: Asked[];
  all: PlaybookDocumentBody[];
  /** By the name of their playbook; those that this page has saved, and those of others. */
  editKeys: Map<string, string>;
  /** Whether the operator lets people save. */
  saving: boolean;
  fetch: typeof fetch;
  /** Answers the next request for this path once, instead of what it would say; `lost`: done, but nobody hears of it. */
  next: Map<string, [status: number, body: object] | 'offline' | 'lost'>;
}

export const shipped: PlaybookDocumentBody = {
  key: 'leading-teacher-development',
  own: false,
  playbook: f.playbook,
  criteria: f.criteria,
};
export const own: PlaybookDocumentBody = {
  ...shipped,
  key: 'autumn-2',
  own: true,
  playbook: { ...f.playbook, title: 'Autumn, second cohort' },
};

const summaryOf = ({ key, own: isOwn, playbook }: PlaybookDocumentBody): PlaybookSummaryBody => ({
  key,
  own: isOwn,
  title: playbook.title,
  npq: playbook.npq,
  audience: playbook.audience,
  purpose: playbook.purpose,
  minutes: 54,
});

export function fakePlaybooks(all: PlaybookDocumentBody[] = [shipped, own]): FakePlaybooks {
  const problem = (status: number, code: string, detail: string, field = ''): [number, object] => [
    status,
    { type: `/problems/${code}`, title: code, status, code, detail, field },
  ];
  const answer = ({ method, path, key, editKey, body }: Asked): [number, object] => {
    const name = path.replace('/api/playbooks/', '');
    if (method === 'GET' && path === '/api/playbooks')
      return [200, { playbooks: fake.all.map(summaryOf), saving: fake.saving }];
    if (method === 'GET') {
      const found = fake.all.find((each) => each.key === name);
      return found ? [200, found] : problem(404, 'not_found', 'There is no such playbook here.');
    }
    if (key !== organiserKey) return problem(401, 'bad_key', 'This needs the key.');
    if (path === '/api/sessions') {
      return [201, { session: 'abc', join_code: 'K7QF2M', ticket: 't', member: 1, link: '/s/abc#ticket=t' }];
    }
    if (name === 'check' && body === '')
      return problem(400, 'not_json', 'Line 1: There is nothing to read here.');
    if (name === 'check' && body.includes('room_size: 9')) {
      return problem(
        422,
        'out_of_range',
        'Line 2: room_size must be a whole number from 2 to 4.',
        'room_size',
      );
    }
    if (name === 'check') return [200, { ...shipped, key: '' }];
    const needed = fake.editKeys.get(name);
    if (needed && needed !== editKey) {
      return problem(403, 'not_yours', 'Save a copy of your own under another name.', 'edit_key');
    }
    if (method === 'DELETE') {
      fake.all = fake.all.filter((each) => each.key !== name);
      fake.editKeys.delete(name);
      return [204, {}];
    }
    const { criteria, ...playbook } = JSON.parse(body) as PlaybookDocumentBody['playbook'] & {
      criteria: PlaybookDocumentBody['criteria'];
    };
    const saved = {
      key: name,
      own: true,
      playbook: { ...playbook, id: 0 },
      criteria: criteria.map((each, at) => ({ ...each, id: at + 1, number: at + 1 })),
    };
    fake.all = [...fake.all.filter((each) => each.key !== name), saved];
    const brought = editKey.length === 43;
    fake.editKeys.set(name, needed ?? (brought ? editKey : `edit-key-of-${name}`));
    return [200, { document: saved, edit_key: needed || brought ? null : `edit-key-of-${name}` }];
  };
  const fake: FakePlaybooks = {
    asked: [],
    all,
    editKeys: new Map(all.filter((each) => each.own).map((each) => [each.key, `edit-key-of-${each.key}`])),
    saving: true,
    next: new Map(),
    fetch: async (path, options) => {
      const headers = new Headers(options?.headers);
      const asked = {
        method: options?.method ?? 'GET',
        path: String(path),
        key: (headers.get('authorization') ?? '').replace('Bearer ', ''),
        editKey: headers.get('edit-key') ?? '',
        body: String(options?.body ?? ''),
      };
      fake.asked.push(asked);
      const special = fake.next.get(asked.path);
      fake.next.delete(asked.path);
      if (special === 'lost') answer(asked);
      if (special === 'offline' || special === 'lost') throw new TypeError(special);
      const [status, body] = special ?? answer(asked);
      return new Response(status === 204 ? null : JSON.stringify(body), { status });
    },
  };
  return fake;
}
