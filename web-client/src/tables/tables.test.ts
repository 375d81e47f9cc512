import { effect } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Change, Member } from '../protocol.ts';
import { member, put, session } from '../stories/fixtures.ts';
import { Tables } from './tables.ts';

const ada: Member = member(7, 'Ada');

describe('applying', () => {
  it('puts, replaces and removes', () => {
    const tables = new Tables();
    tables.apply(put('member', ada, member(8, 'Ben')));
    tables.apply([...put('member', { ...ada, name: 'Ada L' }), { remove: 'member', id: 8 }]);
    expect(tables.all('member').map((each) => each.name)).toEqual(['Ada L']);
  });

  it('forgets everything that a snapshot does not hold', () => {
    const tables = new Tables();
    tables.apply([...put('member', ada), ...put('session', session())]);
    tables.replace(put('member', member(9, 'Cleo')));
    expect(tables.all('member').map((each) => each.id)).toEqual([9]);
    expect(tables.only('session')).toBeUndefined();
  });

  it('survives a kind that only a newer server knows', () => {
    const tables = new Tables();
    const unknown = [
      { put: 'gap_task', entity: { id: 1 } },
      { remove: 'gap_task', id: 1 },
    ] as unknown as Change[];
    tables.apply([...unknown, ...put('member', ada)]);
    expect(tables.get('member', 7)).toEqual(ada);
  });

  it('tells readers of a kind once for all the changes of a commit', () => {
    const tables = new Tables();
    const seen: number[] = [];
    const stop = effect(() => void seen.push(tables.all('member').length));
    tables.apply(put('member', ada, member(8, 'Ben'), member(9, 'Cleo')));
    tables.apply(put('session', session()));
    stop();
    expect(seen).toEqual([0, 3]);
  });
});

describe('expecting', () => {
  it('shows what a command will probably do until the server answers, and the truth after', () => {
    const tables = new Tables();
    tables.apply(put('member', ada));
    tables.guess('c1', [{ kind: 'member', id: 7, fields: { name: 'Countess' } }]);
    expect(tables.get('member', 7)?.name).toBe('Countess');
    tables.apply(put('member', { ...ada, name: 'Countess 2' }));
    expect(tables.get('member', 7)?.name).toBe('Countess');
    tables.forget('c1');
    expect(tables.get('member', 7)?.name).toBe('Countess 2');
  });

  it('takes back what was refused', () => {
    const tables = new Tables();
    tables.apply(put('member', ada));
    tables.guess('c1', [{ kind: 'member', id: 7, fields: { room: 3 } }]);
    tables.forget('c1');
    expect(tables.get('member', 7)).toEqual(ada);
  });

  it('does not bring back what the server removed', () => {
    const tables = new Tables();
    tables.apply(put('member', ada));
    tables.guess('c1', [{ kind: 'member', id: 7, fields: { name: 'Countess' } }]);
    tables.apply([{ remove: 'member', id: 7 }]);
    expect(tables.get('member', 7)).toBeUndefined();
  });
});
