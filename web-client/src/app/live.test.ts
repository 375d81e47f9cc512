import { beforeEach, describe, expect, test } from 'vitest';
import { pauseMsMax } from '../connection/backoff.ts';
import { orderMsMax } from '../connection/order_deadline.ts';
import { emptyStore, problem, TestWorld } from '../connection/test_world.ts';
import type { Change, Member } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { refusedHere } from '../words/commands.ts';
import { Live } from './live.ts';

const ada: Member = f.member(7, 'Ada', f.room1, 1);
const ben: Member = f.member(8, 'Ben', f.room1, 2);

let world: TestWorld;
let live: Live;

beforeEach(() => {
  world = new TestWorld();
  live = new Live('s1', 'the-ticket', world);
  live.connection.start();
  world.socket.accept();
});

const people = () => live.tables.all('member').map((each) => each.name);

function comeBack(snapshot: boolean, changes: Change[]): void {
  world.socket.cut();
  world.pass(pauseMsMax);
  world.socket.accept();
  world.socket.welcome({ snapshot, changes, seq: 5 });
}

describe('the welcome', () => {
  test('says who one is, and fills the tables', () => {
    expect(live.welcomed.value).toBe(false);
    expect(live.me.value).toBeUndefined();
    world.socket.welcome({ changes: f.put('member', ada, ben) });
    expect(live.welcomed.value).toBe(true);
    expect(live.me.value?.name).toBe('Ada');
  });

  test('P1 without a snapshot keeps what was there, and adds what changed meanwhile', () => {
    world.socket.welcome({ changes: f.put('member', ada, ben) });
    comeBack(false, f.put('member', f.member(9, 'Cleo', f.room1, 3)));
    expect(people()).toEqual(['Ada', 'Ben', 'Cleo']);
  });

  test('with a snapshot forgets what is not in it', () => {
    world.socket.welcome({ changes: f.put('member', ada, ben) });
    comeBack(true, f.put('member', ada));
    expect(people()).toEqual(['Ada']);
  });

  test('says anew who has a connection', () => {
    world.socket.welcome({ changes: f.put('member', ada, ben) });
    world.socket.say({
      frame: 'presence',
      members: [{ member: 8, here: true, typing: true, attempt: 0 }],
    });
    expect(live.presence.value.get(8)?.typing).toBe(true);
    comeBack(false, []);
    expect(live.presence.value.has(8)).toBe(false);
    expect(live.presence.value.get(7)?.here).toBe(true);
  });

  test('sets the clock by the server', () => {
    const ahead = Date.now() + 60 * 60_000;
    world.time = Date.now();
    world.socket.welcome({ now: ahead });
    expect(Math.abs(live.now() - ahead)).toBeLessThan(2_000);
  });
});

describe('frames that follow', () => {
  beforeEach(() => world.socket.welcome({ changes: f.put('member', ada, ben) }));

  test('put and remove rows', () => {
    world.socket.say({
      frame: 'changes',
      seq: 2,
      mark: 0,
      at: 0,
      changes: [...f.put('member', { ...ada, name: 'Ada L.' }), { remove: 'member', id: 8 }],
    });
    expect(people()).toEqual(['Ada L.']);
  });

  test('P7 a snapshot after a move leaves nothing of the old room', () => {
    world.socket.say({
      frame: 'snapshot',
      epoch: 'e1',
      seq: 3,
      mark: 0,
      now: 0,
      changes: f.put('member', ada),
    });
    expect(people()).toEqual(['Ada']);
  });
});

describe('a command', () => {
  const rename = (options = {}) =>
    live.send(
      'rename',
      { member: 7, name: 'Ada L.' },
      { guess: [{ kind: 'member', id: 7, fields: { name: 'Ada L.' } }], ...options },
    );
  beforeEach(() => world.socket.welcome({ changes: f.put('member', ada, ben) }));

  test('P16 shows at once what it will do, is counted as unsaved, and saved only when the server says so', async () => {
    const sent = rename();
    expect(live.me.value?.name).toBe('Ada L.');
    expect(live.unanswered.value).toBe(1);
    expect(sent.state.value).toBe('saving');
    world.socket.say(
      { frame: 'changes', seq: 2, mark: 0, at: 0, changes: f.put('member', { ...ada, name: 'Ada L.' }) },
      { frame: 'acknowledged', id: sent.id, seq: 2 },
    );
    expect(sent.state.value).toBe('saved');
    expect(await sent.settled).toBe(true);
    expect(live.unanswered.value).toBe(0);
    expect(live.me.value?.name).toBe('Ada L.');
  });

  test('that is refused is taken back on the screen, and the reason is told', async () => {
    const sent = rename();
    world.socket.say({ frame: 'refused', id: sent.id, problem: problem('not_allowed', 'Not now.') });
    expect(await sent.settled).toBe(false);
    expect(sent.state.value).toBe('refused');
    expect(sent.problem.value?.detail).toBe('Not now.');
    expect(live.me.value?.name).toBe('Ada');
    expect(live.lastRefusal.value).toMatchObject({ problem: { detail: 'Not now.' }, words: '' });
    expect(live.unanswered.value).toBe(0);
  });

  test('whose caller shows the refusal itself is not told twice', () => {
    const sent = rename({ ownRefusals: true });
    world.socket.say({ frame: 'refused', id: sent.id, problem: problem('not_allowed') });
    expect(live.lastRefusal.value).toBeUndefined();
    expect(sent.state.value).toBe('refused');
  });

  test('replaced by a newer one of its key is settled, but not as saved', async () => {
    const old = rename({ key: 'name' });
    const fresh = rename({ key: 'name' });
    expect(old.state.value).toBe('replaced');
    expect(await old.settled).toBe(false);
    expect(fresh.state.value).toBe('saving');
    expect(live.unanswered.value).toBe(1);
    expect(live.me.value?.name).toBe('Ada L.');
  });

  test('still waits after the network went, and is saved once it is back', async () => {
    const sent = rename();
    comeBack(false, []);
    expect(sent.state.value).toBe('saving');
    world.socket.say({ frame: 'acknowledged', id: sent.id, seq: 6 });
    expect(await sent.settled).toBe(true);
  });
});

describe('an order', () => {
  const goOn = () =>
    live.send(
      'go_on',
      { room: f.room1, from: 'attempt_a' },
      { guess: [{ kind: 'member', id: 7, fields: { name: 'Guessed' } }] },
    );
  beforeEach(() => world.socket.welcome({ changes: f.put('member', ada, ben) }));

  test('without a connection shows nothing of what it would have done, and says so', async () => {
    world.socket.cut();
    const sent = goOn();
    expect(people()).toEqual(['Ada', 'Ben']);
    world.pass(0);
    expect(await sent.settled).toBe(false);
    expect(sent.state.value).toBe('refused');
    expect(live.lastRefusal.value).toMatchObject({ problem: refusedHere.offline, words: '' });
    expect(live.unanswered.value).toBe(0);
  });

  test('that is given up takes back what it showed, and says so', async () => {
    const sent = goOn();
    expect(people()).toEqual(['Guessed', 'Ben']);
    world.socket.cut();
    world.pass(orderMsMax);
    expect(people()).toEqual(['Ada', 'Ben']);
    expect(await sent.settled).toBe(false);
    expect(live.lastRefusal.value?.problem).toMatchObject(refusedHere.unanswered);
    expect(live.unanswered.value).toBe(0);
  });

  // A reason is quickly given again, and words that are given back lie over the list until they are dismissed.
  test('gives back the few words that came with it, but for a reason', () => {
    world.socket.cut();
    live.send('rewind_performance', { from: 'Pens down.' });
    world.pass(0);
    expect(live.lastRefusal.value?.words).toBe('Pens down.');
    live.send('remove_member', { member: 8, reason: 'Not one of us.' });
    world.pass(0);
    expect(live.lastRefusal.value?.words).toBe('');
  });
});

describe('P16 after a reload', () => {
  test('what waited before is still known, by its key', () => {
    const tab = emptyStore();
    const before = new Live('s1', 'the-ticket', new TestWorld(tab));
    before.send(
      'share_attempt',
      { attempt: 0, answers: 0, kind: 'text', text: 'My words' },
      { key: 'share:0' },
    );
    const after = new Live('s1', 'the-ticket', new TestWorld(tab, 'd'));
    expect(after.unanswered.value).toBe(1);
    expect(after.waiting('share_attempt', 'share:0')?.text).toBe('My words');
    expect(after.waiting('share_attempt', 'share:401')).toBeUndefined();
  });

  test('a refusal of it takes no words with it', () => {
    const tab = emptyStore();
    const id = new Live('s1', 'the-ticket', new TestWorld(tab)).send('ask_for_help', {
      text: 'Who begins?',
    }).id;
    const reloaded = new TestWorld(tab, 'd');
    const after = new Live('s1', 'the-ticket', reloaded);
    after.connection.start();
    reloaded.socket.accept();
    reloaded.socket.welcome();
    reloaded.socket.say({ frame: 'refused', id, problem: problem('rooms_closed') });
    expect(after.lastRefusal.value?.words).toBe('Who begins?');
  });

  test('a refusal of it is told, although nobody here waits for it any more', () => {
    const tab = emptyStore();
    const id = new Live('s1', 'the-ticket', new TestWorld(tab)).send('rename', { member: 7, name: 'X' }).id;
    const reloaded = new TestWorld(tab, 'd');
    const after = new Live('s1', 'the-ticket', reloaded);
    after.connection.start();
    reloaded.socket.accept();
    reloaded.socket.welcome();
    reloaded.socket.say({ frame: 'refused', id, problem: problem('too_long', 'Use at most 60 characters.') });
    expect(after.lastRefusal.value?.problem.detail).toBe('Use at most 60 characters.');
    expect(after.unanswered.value).toBe(0);
  });
});
