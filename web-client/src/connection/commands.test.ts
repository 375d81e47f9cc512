// What was asked for: in its order, until it is answered, through losses and reloads, and nobody else’s.
import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../protocol.ts';
import { refusedHere } from '../words/commands.ts';
import { pauseMsMax } from './backoff.ts';
import { Connection, retriesMax } from './connection.ts';
import { heldUpAfterMs } from './held_up.ts';
import type { TextStore } from './outbox.ts';
import { Heard } from './test_heard.ts';
import { emptyStore, problem, TestWorld } from './test_world.ts';

let world: TestWorld;
let heard: Heard;
let connection: Connection;

beforeEach(() => {
  world = new TestWorld();
  heard = new Heard();
  connection = new Connection('s1', 'the-ticket', world, heard);
});

const asked = (name: string) => ({ member: 7, name });

describe('a command', () => {
  test('is written in the order that the server reads', () => {
    world.goLive(connection);
    connection.command('rename', asked('Ada'));
    expect(world.socket.texts.at(-1)).toBe(
      '{"frame":"command","id":"c1","name":"rename","args":{"member":7,"name":"Ada"}}',
    );
  });

  test('P16 without an answer, is sent again after a loss, with the same id', () => {
    world.goLive(connection);
    const id = connection.command('rename', asked('Ada'));
    world.comeBack();
    expect(world.socket.sent('command')).toEqual([]);
    world.socket.welcome({ snapshot: false });
    expect(world.socket.sent('command')).toEqual([
      { frame: 'command', id, name: 'rename', args: asked('Ada') },
    ]);
    expect(heard.answers).toEqual([]);
  });

  test('P16 that was answered is not sent again', () => {
    world.goLive(connection);
    const answered = connection.command('rename', asked('Ada'));
    const open = connection.command('ask_for_help', { text: 'Which one?' });
    world.socket.say({ frame: 'acknowledged', id: answered, seq: 2 });
    world.comeBack();
    world.socket.welcome({ snapshot: false });
    expect(world.socket.sent('command').map((each) => each.id)).toEqual([open]);
  });

  test('P16 is answered once, also when the server says it twice', () => {
    world.goLive(connection);
    const id = connection.command('rename', asked('Ada'));
    world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    world.socket.say({ frame: 'refused', id, problem: problem('not_allowed') });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
  });

  test('that is refused is answered once, with the reason, and not tried again', () => {
    world.goLive(connection);
    const id = connection.command('rename', asked('Ada'));
    world.socket.say({ frame: 'refused', id, problem: problem('not_allowed', 'Not yours.') });
    world.socket.say({ frame: 'refused', id, problem: problem('not_allowed', 'Not yours.') });
    expect(heard.answers).toEqual([`refused ${id}`]);
    expect(heard.problems[0]?.detail).toBe('Not yours.');
    world.comeBack();
    world.socket.welcome({ snapshot: false });
    expect(world.socket.sent('command')).toEqual([]);
  });

  test('answers to what nobody here asked are passed over', () => {
    world.goLive(connection);
    world.socket.say({ frame: 'acknowledged', id: 'somebody-elses', seq: 2 });
    world.socket.say({ frame: 'refused', id: '', problem: problem('not_json') });
    expect(heard.answers).toEqual([]);
  });

  test.each(['try_again', 'too_fast'] as const)('refused with %s is sent again later, same id', (code) => {
    world.goLive(connection);
    const id = connection.command('rename', asked('Ada'));
    world.socket.say({ frame: 'refused', id, problem: problem(code) });
    expect(world.socket.sent('command')).toHaveLength(1);
    world.pass(pauseMsMax);
    expect(world.socket.sent('command').map((each) => each.id)).toEqual([id, id]);
    world.socket.say({ frame: 'acknowledged', id, seq: 5 });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
  });

  test('P16 that cannot be saved just now is sent again for as long as it takes', () => {
    world.goLive(connection);
    const id = connection.command('rename', asked('Ada'));
    for (let tries = 0; tries < 10 * retriesMax; tries += 1) {
      world.socket.say({ frame: 'refused', id, problem: problem('try_again') });
      world.passAlive(pauseMsMax);
    }
    expect(world.socket.sent('command')).toHaveLength(10 * retriesMax + 1);
    world.socket.say({ frame: 'acknowledged', id, seq: 5 });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
  });

  test('refused as too fast again and again is given up, and said so once', () => {
    world.goLive(connection);
    const id = connection.command('rename', asked('Ada'));
    for (let tries = 0; tries < retriesMax + 2; tries += 1) {
      world.socket.say({ frame: 'refused', id, problem: problem('too_fast') });
      world.passAlive(pauseMsMax);
    }
    expect(world.socket.sent('command')).toHaveLength(retriesMax);
    expect(heard.answers).toEqual([`refused ${id}`]);
  });

  test('of the same key takes the place of the one that still waits', () => {
    connection.start();
    const old = connection.command('rename', asked('A'), 'name');
    const other = connection.command('rename', asked('B'), 'another name');
    const fresh = connection.command('rename', asked('Ada'), 'name');
    expect(heard.answers).toEqual([`replaced ${old}`]);
    world.socket.accept();
    world.socket.welcome();
    expect(world.socket.sent('command').map((each) => each.id)).toEqual([other, fresh]);
  });

  test('dropped by its key is not sent, and is told so', () => {
    connection.start();
    const id = connection.command('rename', asked('A'), 'name');
    connection.drop('name');
    expect(heard.answers).toEqual([`replaced ${id}`]);
    world.socket.accept();
    world.socket.welcome();
    expect(world.socket.sent('command')).toEqual([]);
  });
});

describe('commands that wait on a connection that lives', () => {
  test('are said to be held up, until the first of them is answered', () => {
    world.goLive(connection);
    const id = connection.command('rename', asked('Ada'));
    world.passAlive(heldUpAfterMs - 1_000);
    expect(heard.heldUps).toEqual([]);
    world.passAlive(1_000);
    expect(heard.heldUps).toEqual([true]);
    world.socket.say({ frame: 'refused', id, problem: problem('try_again') });
    expect(heard.heldUps).toEqual([true]);
    world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    expect(heard.heldUps).toEqual([true, false]);
  });

  test('are held up however often the newest takes the place of the one before', () => {
    world.goLive(connection);
    for (let typed = 0; typed < heldUpAfterMs; typed += 1_000) {
      connection.command('rename', asked(`Ada ${typed}`), 'name');
      world.passAlive(1_000);
    }
    expect(heard.heldUps).toEqual([true]);
    connection.drop('name');
    expect(heard.heldUps).toEqual([true, false]);
  });

  test('are not, where each is answered within its time', () => {
    world.goLive(connection);
    const first = connection.command('rename', asked('Ada'));
    world.passAlive(heldUpAfterMs - 1_000);
    const second = connection.command('rename', asked('Ben'));
    world.socket.say({ frame: 'acknowledged', id: first, seq: 2 });
    world.passAlive(heldUpAfterMs - 1_000);
    world.socket.say({ frame: 'acknowledged', id: second, seq: 3 });
    world.passAlive(heldUpAfterMs);
    expect(heard.heldUps).toEqual([]);
  });

  test('are not held up but without a connection, once that is lost', () => {
    world.goLive(connection);
    connection.command('rename', asked('Ada'));
    world.passAlive(heldUpAfterMs);
    world.socket.cut();
    expect(heard.heldUps).toEqual([true, false]);
  });
});

describe('a command that is larger than the server reads', () => {
  const around = '{"frame":"command","id":"c1","name":"ask_for_help","args":{"text":""}}'.length;

  test('is refused here, after its id is known, and is not kept', () => {
    world.goLive(connection);
    const id = connection.command('ask_for_help', { text: 'x'.repeat(limits.frame_bytes_max) }, 'help');
    expect(heard.answers).toEqual([]);
    world.pass(0);
    expect(heard.answers).toEqual([`refused ${id}`]);
    expect(heard.problems[0]).toMatchObject({ code: 'too_large', status: 413, ...refusedHere.tooLarge });
    expect(connection.outbox.all()).toEqual([]);
    expect(world.socket.sent('command')).toEqual([]);
    expect(heard.now?.is).toBe('live');
  });

  test('is measured in bytes, to the last one', () => {
    world.goLive(connection);
    const room = limits.frame_bytes_max - around;
    connection.command('ask_for_help', { text: 'x'.repeat(room) });
    expect(world.socket.texts.at(-1)).toHaveLength(limits.frame_bytes_max);
    connection.command('ask_for_help', { text: 'x'.repeat(room + 1) });
    connection.command('ask_for_help', { text: 'é'.repeat(Math.ceil(room / 2) + 1) });
    world.pass(0);
    expect(heard.answers).toEqual(['refused c2', 'refused c3']);
    expect(world.socket.sent('command')).toHaveLength(1);
  });
});

describe('a reload', () => {
  test('P16 loses no command that was not answered', () => {
    const tab = emptyStore();
    const before = new Connection('s1', 'the-ticket', new TestWorld(tab), new Heard());
    before.start();
    const id = before.command('rename', asked('Ada'));

    const reloaded = new TestWorld(tab, 'd');
    const after = new Connection('s1', 'the-ticket', reloaded, heard);
    after.start();
    reloaded.socket.accept();
    reloaded.socket.welcome();
    expect(reloaded.socket.sent('command')).toEqual([
      { frame: 'command', id, name: 'rename', args: asked('Ada') },
    ]);
    reloaded.socket.say({ frame: 'acknowledged', id, seq: 2 });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
    expect(new Connection('s1', 'the-ticket', new TestWorld(tab), heard).outbox.all()).toEqual([]);
  });

  test('of another session finds nothing of this one', () => {
    const tab = emptyStore();
    const before = new Connection('s1', 'the-ticket', new TestWorld(tab), new Heard());
    before.command('rename', asked('Ada'));
    expect(new Connection('s2', 'the-ticket', new TestWorld(tab), heard).outbox.all()).toEqual([]);
  });
});

describe('P7, P16 whoever joins from the same tab as somebody else', () => {
  const ticketOf = (member: number, issued: number) => {
    const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('=', '');
    return [
      part({ typ: 'JWT', alg: 'HS256' }),
      part({ aud: 'reprise', session: 's1', member, iat: issued }),
      'c2lnbmF0dXJl',
    ].join('.');
  };
  const waitingFor = (tab: TextStore, ticket: string) =>
    new Connection('s1', ticket, new TestWorld(tab), new Heard()).outbox.all().map((each) => each.name);

  test('does not send what the other one asked for', () => {
    const tab = emptyStore();
    new Connection('s1', ticketOf(7, 1), new TestWorld(tab), new Heard()).command('ask_for_help', {
      text: '',
    });
    expect(waitingFor(tab, ticketOf(8, 2))).toEqual([]);
    expect(waitingFor(tab, ticketOf(7, 2))).toEqual(['ask_for_help']);
  });

  test.each(['', 'no ticket', 'a.b.c', 'a.bnVsbA.c', 'a.e30.c'])(
    'and a ticket that cannot be read (%s) is still one person’s',
    (ticket) => {
      const tab = emptyStore();
      new Connection('s1', ticket, new TestWorld(tab), new Heard()).command('ask_for_help', { text: '' });
      expect(waitingFor(tab, `${ticket}x`)).toEqual([]);
      expect(waitingFor(tab, ticket)).toEqual(['ask_for_help']);
    },
  );
});
