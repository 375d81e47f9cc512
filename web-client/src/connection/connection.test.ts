// How a connection begins, how it tells that it lives, and what it reads.
import { beforeEach, describe, expect, test } from 'vitest';
import { pauseMsMax } from './backoff.ts';
import {
  answerWithinMs,
  Connection,
  type Listener,
  pingEveryMs,
  proofOfLifeMs,
  silenceMsMax,
} from './connection.ts';
import { Heard } from './test_heard.ts';
import { TestWorld } from './test_world.ts';

let world: TestWorld;
let heard: Heard;
let connection: Connection;

beforeEach(() => {
  world = new TestWorld();
  heard = new Heard();
  connection = new Connection('s1', 'the-ticket', world, heard);
});

const asked = (name: string) => ({ member: 7, name });

describe('hello', () => {
  test('brings the ticket, and no place to go on from the first time', () => {
    connection.start();
    expect(world.socket.frames).toEqual([]); // not open yet
    world.socket.accept();
    expect(world.socket.texts).toEqual(['{"frame":"hello","ticket":"the-ticket"}']);
  });

  test('P1 after a loss, names the epoch, how far one had got, and the mark of that commit', () => {
    world.goLive(connection, 4);
    world.socket.say({ frame: 'changes', seq: 9, mark: 77, at: 0, changes: [] });
    world.comeBack();
    expect(world.sockets).toHaveLength(2);
    expect(world.socket.frames).toEqual([
      { frame: 'hello', ticket: 'the-ticket', epoch: 'e1', seq: 9, mark: 77 },
    ]);
  });

  test('P1 a pong also says how far one has got, as do a snapshot and its epoch', () => {
    world.goLive(connection, 4);
    world.socket.say({ frame: 'pong', at: 0, now: 0, seq: 12, mark: 78 });
    world.comeBack();
    expect(world.socket.sent('hello')[0]).toMatchObject({ epoch: 'e1', seq: 12, mark: 78 });
    world.socket.welcome({ seq: 12 });
    world.socket.say({ frame: 'snapshot', epoch: 'e2', seq: 3, mark: 79, now: 0, changes: [] });
    world.comeBack();
    expect(world.socket.sent('hello')[0]).toMatchObject({ epoch: 'e2', seq: 3, mark: 79 });
  });

  test('an older pong does not take one back', () => {
    world.goLive(connection, 20);
    world.socket.say({ frame: 'pong', at: 0, now: 0, seq: 12, mark: 0 });
    world.comeBack();
    expect(world.socket.sent('hello')[0]).toMatchObject({ seq: 20 });
  });
});

describe('before the welcome', () => {
  test('nothing is sent but the hello', () => {
    connection.start();
    connection.command('rename', asked('Ada'));
    connection.typing(true, 3);
    world.socket.accept();
    connection.command('rename', asked('Ada L.'));
    connection.typing(true, 3);
    connection.wakeUp();
    world.pass(pingEveryMs * 2);
    expect(world.socket.frames.map((each) => each.frame)).toEqual(['hello']);
  });

  test('what was asked for waits, and goes out in its order with the welcome', () => {
    connection.start();
    const first = connection.command('rename', asked('Ada'));
    world.socket.accept();
    const second = connection.command('ask_for_help', { text: '' });
    world.socket.welcome();
    expect(world.socket.sent('command').map((each) => each.id)).toEqual([first, second]);
  });

  test('a connection that is never welcomed is given up', () => {
    connection.start();
    world.socket.accept();
    world.pass(silenceMsMax + 2 * pingEveryMs);
    expect(world.sockets.length).toBeGreaterThan(1);
  });
});

describe('signs of life', () => {
  test('a ping goes out every ten seconds, with this device’s time', () => {
    world.goLive(connection);
    const before = world.socket.sent('ping').length;
    world.pass(pingEveryMs);
    expect(world.socket.sent('ping')).toHaveLength(before + 1);
    expect(world.socket.sent('ping').at(-1)?.at).toBe(world.time);
  });

  test('a connection on which nothing is heard is given up', () => {
    world.goLive(connection);
    world.pass(silenceMsMax + pingEveryMs);
    expect(world.sockets[0]?.closed).toBe(true);
    expect(heard.states.map((each) => each.is)).toContain('waiting');
  });

  test('one on which anything is heard is kept', () => {
    world.goLive(connection);
    for (let turn = 0; turn < 10; turn += 1) {
      world.pass(pingEveryMs);
      world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    }
    expect(world.sockets).toHaveLength(1);
    expect(heard.now?.is).toBe('live');
  });

  test('P1 a quiet one of a hidden tab, whose timers run late, is kept as long as it answers', () => {
    world.goLive(connection);
    world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    for (let minute = 0; minute < 10; minute += 1) {
      const pings = world.socket.sent('ping').length;
      world.passHidden(1);
      expect(world.socket.sent('ping').length).toBeGreaterThan(pings);
      world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    }
    expect(world.sockets).toHaveLength(1);
    expect(heard.states.map((each) => each.is)).not.toContain('waiting');
  });

  test('one of a hidden tab that answers no more is given up at its next look', () => {
    world.goLive(connection);
    world.passHidden(1);
    expect(heard.now?.is).toBe('live');
    world.passHidden(1);
    expect(world.sockets[0]?.closed).toBe(true);
  });

  test('one whose device slept has its time to answer, and no more than that', () => {
    world.goLive(connection);
    world.time += 10 * 60_000; // nothing runs meanwhile
    world.pass(0);
    expect(heard.now?.is).toBe('live');
    world.pass(proofOfLifeMs);
    expect(heard.now?.is).toBe('waiting');
  });

  test('a command that nothing answers puts it in doubt long before the silence does', () => {
    world.goLive(connection);
    connection.command('rename', asked('Ada'));
    world.pass(answerWithinMs + proofOfLifeMs);
    expect(heard.now?.is).toBe('waiting');
    expect(answerWithinMs + proofOfLifeMs).toBeLessThan(silenceMsMax / 2);
  });

  test('so does one that was sent again after coming back', () => {
    world.goLive(connection);
    connection.command('rename', asked('Ada'));
    world.comeBack();
    world.socket.welcome({ snapshot: false });
    world.pass(answerWithinMs + proofOfLifeMs);
    expect(heard.now?.is).toBe('waiting');
  });

  test('one that is slow to answer, but lives, is kept', () => {
    world.goLive(connection);
    connection.command('rename', asked('Ada'));
    world.pass(answerWithinMs);
    world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    world.pass(proofOfLifeMs);
    expect(heard.now?.is).toBe('live');
  });

  test('when the network is back, it does not wait for the pause to end', () => {
    world.goLive(connection);
    world.socket.cut();
    connection.wakeUp();
    expect(world.sockets).toHaveLength(2);
    world.pass(pauseMsMax / 2);
    expect(world.sockets).toHaveLength(2);
  });

  test('when the network is back, a try that began without it is not waited for', () => {
    connection.start();
    world.pass(10_000);
    const lost = world.socket;
    connection.wakeUp();
    world.pass(0);
    expect(world.sockets).toHaveLength(2);
    expect(lost.closed).toBe(true);
    world.socket.accept();
    world.socket.welcome();
    expect(heard.now?.is).toBe('live');
  });

  test('one that has just begun keeps its time, however often the network comes back', () => {
    connection.start();
    for (let times = 0; times < 3; times += 1) {
      world.pass(1_000);
      connection.wakeUp();
    }
    expect(world.sockets).toHaveLength(1);
    world.pass(proofOfLifeMs - 3_000);
    expect(world.sockets).toHaveLength(2);
  });

  test('and one that reached the server is kept, so that a crowd does not come twice', () => {
    connection.start();
    connection.wakeUp();
    world.pass(proofOfLifeMs / 2);
    world.socket.accept();
    connection.wakeUp();
    world.pass(proofOfLifeMs * 2);
    expect(world.sockets).toHaveLength(1);
    world.socket.welcome();
    expect(heard.now?.is).toBe('live');
  });

  test('when the device wakes up, a dead connection is found out at once', () => {
    world.goLive(connection);
    connection.wakeUp();
    world.pass(proofOfLifeMs);
    expect(heard.now?.is).toBe('waiting');
  });

  test('and one that answers is kept', () => {
    world.goLive(connection);
    world.pass(1_000);
    connection.wakeUp();
    world.pass(100);
    world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    world.pass(proofOfLifeMs);
    expect(heard.now?.is).toBe('live');
    expect(world.sockets).toHaveLength(1);
  });
});

describe('reading', () => {
  test('several frames may come in one message; changes that one is past are not applied again', () => {
    world.goLive(connection, 5);
    const late = { frame: 'changes', seq: 4, mark: 0, at: 0, changes: [] } as const;
    const fresh = { frame: 'changes', seq: 6, mark: 0, at: 0, changes: [] } as const;
    world.socket.onmessage?.({ data: JSON.stringify([late, fresh]) });
    expect(heard.frames.filter((each) => each.frame === 'changes')).toEqual([fresh]);
  });

  test('the tables are filled before anybody is told that the connection is live', () => {
    const order: string[] = [];
    const listener: Listener = {
      frame: (frame) => order.push(frame.frame),
      state: (state) => order.push(state.is),
      acknowledged: () => {},
      refused: () => {},
      replaced: () => {},
      heldUp: () => {},
    };
    new Connection('s1', 't', world, listener).start();
    world.socket.accept();
    world.socket.welcome();
    expect(order).toEqual(['connecting', 'welcome', 'live']);
  });
});
