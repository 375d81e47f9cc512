// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { Outbox, type Pending, type TextStore } from './outbox.ts';

const place = 'reprise.outbox.s1';

function rename(id: string, key?: string): Pending<'rename'> {
  return { id, name: 'rename', args: { member: 7, name: id }, ...(key ? { key } : {}) };
}

beforeEach(() => sessionStorage.clear());

describe('P16 what was not answered', () => {
  test('is still there after a reload, in its order', () => {
    const before = new Outbox(sessionStorage, place);
    before.add(rename('a'));
    before.add(rename('b', 'name'));
    const after = new Outbox(sessionStorage, place);
    expect(after.all()).toEqual([rename('a'), rename('b', 'name')]);
    expect(after.has('a')).toBe(true);
  });

  test('is gone after a reload once it was answered', () => {
    const before = new Outbox(sessionStorage, place);
    before.add(rename('a'));
    before.add(rename('b'));
    expect(before.remove('a')).toEqual(rename('a'));
    expect(before.remove('a')).toBeUndefined();
    expect(new Outbox(sessionStorage, place).all()).toEqual([rename('b')]);
  });

  test('of one session is not found by another', () => {
    new Outbox(sessionStorage, place).add(rename('a'));
    expect(new Outbox(sessionStorage, 'reprise.outbox.s2').all()).toEqual([]);
  });

  test('leaves nothing behind when all is answered', () => {
    const outbox = new Outbox(sessionStorage, place);
    outbox.add(rename('a'));
    outbox.remove('a');
    outbox.add(rename('b'));
    outbox.clear();
    expect(sessionStorage.length).toBe(0);
  });
});

describe('only the newest of a key', () => {
  test('waits; the old one is named, others stay', () => {
    const outbox = new Outbox(sessionStorage, place);
    expect(outbox.add(rename('a', 'name'))).toBeUndefined();
    outbox.add(rename('b', 'other'));
    outbox.add(rename('c'));
    expect(outbox.add(rename('d', 'name'))).toBe('a');
    expect(outbox.all().map((each) => each.id)).toEqual(['b', 'c', 'd']);
  });

  test('commands without a key never replace each other', () => {
    const outbox = new Outbox(sessionStorage, place);
    outbox.add(rename('a'));
    expect(outbox.add(rename('b'))).toBeUndefined();
    expect(outbox.all()).toHaveLength(2);
  });

  test('can be dropped, and does not come back with a reload', () => {
    const outbox = new Outbox(sessionStorage, place);
    outbox.add(rename('a', 'draft'));
    outbox.add(rename('b'));
    expect(outbox.drop('draft')).toEqual(['a']);
    expect(outbox.drop('draft')).toEqual([]);
    expect(new Outbox(sessionStorage, place).all().map((each) => each.id)).toEqual(['b']);
  });
});

describe('a store that does not work', () => {
  test.each(['not json', '{"id":1}', 'null', '7'])('with %s in it begins empty', (kept) => {
    sessionStorage.setItem(place, kept);
    expect(new Outbox(sessionStorage, place).all()).toEqual([]);
  });

  test('that is full or forbidden still lets commands wait in memory', () => {
    const forbidden: TextStore = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => {
        throw new Error('forbidden');
      },
    };
    const outbox = new Outbox(forbidden, place);
    outbox.add(rename('a'));
    expect(outbox.all().map((each) => each.id)).toEqual(['a']);
    expect(outbox.remove('a')?.id).toBe('a');
  });
});
