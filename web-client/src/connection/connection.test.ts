import { beforeEach, describe, expect, test } from 'vitest';
import { type ByeFrame, limits, type Problem, type ServerFrame } from '../protocol.ts';
import { tooLargeToSend } from '../words/commands.ts';
import { pauseMsFirst, pauseMsMax } from './backoff.ts';
import {
  answerWithinMs,
  Connection,
  type ConnectionState,
  type Listener,
  pingEveryMs,
  proofOfLifeMs,
  retriesMax,
  silenceMsMax,
} from './connection.ts';
import { heldUpAfterMs } from './held_up.ts';
import type { TextStore } from './outbox.ts';
import { emptyStore, problem, TestWorld } from './test_world.ts';

class Heard implements Listener {
  readonly frames: ServerFrame[] = [];
  readonly states: ConnectionState[] = [];
  readonly answers: string[] = [];
  readonly problems: Problem[] = [];
  frame(frame: ServerFrame) {
    this.frames.push(frame);
  }
  state(state: ConnectionState) {
    this.states.push(state);
  }
  acknowledged(id: string) {
    this.answers.push(`acknowledged ${id}`);
  }
  refused(id: string, why: Problem) {
    this.answers.push(`refused ${id}`);
    this.problems.push(why);
  }
  replaced(id: string) {
    this.answers.push(`replaced ${id}`);
  }
  readonly heldUps: boolean[] = [];
  heldUp(is: boolean) {
    this.heldUps.push(is);
  }
  get now(): ConnectionState | undefined {
    return this.states.at(-1);
  }
}

let world: TestWorld;
let heard: Heard;
let connection: Connection;

beforeEach(() => {
  world = new TestWorld();
  heard = new Heard();
  connection = new Connection('s1', 'the-ticket', world, heard);
});

function goLive(seq = 1): void {
  connection.start();
  world.socket.accept();
  world.socket.welcome({ seq });
}

/** Time passes on a connection that answers pings. */
function passAlive(ms: number): void {
  for (let passed = 0; passed < ms; passed += 1_000) {
    world.pass(1_000);
    world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
  }
}

/** Lost, and back on a new socket that has been accepted. */
function comeBack(): void {
  world.socket.cut();
  world.pass(pauseMsMax);
  world.socket.accept();
}

const asked = (name: string) => ({ member: 7, name });

function bye(over: Partial<ByeFrame>): ByeFrame {
  return {
    frame: 'bye',
    code: 4000,
    name: 'going_away',
    meaning: 'The server is stopping.',
    come_back: true,
    pause_ms_min: 3_000,
    pause_ms_max: 5_000,
    ...over,
  };
}

describe('hello', () => {
  test('brings the ticket, and no place to go on from the first time', () => {
    connection.start();
    expect(world.socket.frames).toEqual([]); // not open yet
    world.socket.accept();
    expect(world.socket.texts).toEqual(['{"frame":"hello","ticket":"the-ticket"}']);
  });

  test('P1 after a loss, names the epoch, how far one had got, and the mark of that commit', () => {
    goLive(4);
    world.socket.say({ frame: 'changes', seq: 9, mark: 77, at: 0, changes: [] });
    comeBack();
    expect(world.sockets).toHaveLength(2);
    expect(world.socket.frames).toEqual([
      { frame: 'hello', ticket: 'the-ticket', epoch: 'e1', seq: 9, mark: 77 },
    ]);
  });

  test('P1 a pong also says how far one has got, as do a snapshot and its epoch', () => {
    goLive(4);
    world.socket.say({ frame: 'pong', at: 0, now: 0, seq: 12, mark: 78 });
    comeBack();
    expect(world.socket.sent('hello')[0]).toMatchObject({ epoch: 'e1', seq: 12, mark: 78 });
    world.socket.welcome({ seq: 12 });
    world.socket.say({ frame: 'snapshot', epoch: 'e2', seq: 3, mark: 79, now: 0, changes: [] });
    comeBack();
    expect(world.socket.sent('hello')[0]).toMatchObject({ epoch: 'e2', seq: 3, mark: 79 });
  });

  test('an older pong does not take one back', () => {
    goLive(20);
    world.socket.say({ frame: 'pong', at: 0, now: 0, seq: 12, mark: 0 });
    comeBack();
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

describe('a command', () => {
  test('is written in the order that the server reads', () => {
    goLive();
    connection.command('rename', asked('Ada'));
    expect(world.socket.texts.at(-1)).toBe(
      '{"frame":"command","id":"c1","name":"rename","args":{"member":7,"name":"Ada"}}',
    );
  });

  test('P16 without an answer, is sent again after a loss, with the same id', () => {
    goLive();
    const id = connection.command('rename', asked('Ada'));
    comeBack();
    expect(world.socket.sent('command')).toEqual([]);
    world.socket.welcome({ snapshot: false });
    expect(world.socket.sent('command')).toEqual([
      { frame: 'command', id, name: 'rename', args: asked('Ada') },
    ]);
    expect(heard.answers).toEqual([]);
  });

  test('P16 that was answered is not sent again', () => {
    goLive();
    const answered = connection.command('rename', asked('Ada'));
    const open = connection.command('ask_for_help', { text: 'Which one?' });
    world.socket.say({ frame: 'acknowledged', id: answered, seq: 2 });
    comeBack();
    world.socket.welcome({ snapshot: false });
    expect(world.socket.sent('command').map((each) => each.id)).toEqual([open]);
  });

  test('P16 is answered once, also when the server says it twice', () => {
    goLive();
    const id = connection.command('rename', asked('Ada'));
    world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    world.socket.say({ frame: 'refused', id, problem: problem('not_allowed') });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
  });

  test('that is refused is answered once, with the reason, and not tried again', () => {
    goLive();
    const id = connection.command('rename', asked('Ada'));
    world.socket.say({ frame: 'refused', id, problem: problem('not_allowed', 'Not yours.') });
    world.socket.say({ frame: 'refused', id, problem: problem('not_allowed', 'Not yours.') });
    expect(heard.answers).toEqual([`refused ${id}`]);
    expect(heard.problems[0]?.detail).toBe('Not yours.');
    comeBack();
    world.socket.welcome({ snapshot: false });
    expect(world.socket.sent('command')).toEqual([]);
  });

  test('answers to what nobody here asked are passed over', () => {
    goLive();
    world.socket.say({ frame: 'acknowledged', id: 'somebody-elses', seq: 2 });
    world.socket.say({ frame: 'refused', id: '', problem: problem('not_json') });
    expect(heard.answers).toEqual([]);
  });

  test.each(['try_again', 'too_fast'] as const)('refused with %s is sent again later, same id', (code) => {
    goLive();
    const id = connection.command('rename', asked('Ada'));
    world.socket.say({ frame: 'refused', id, problem: problem(code) });
    expect(world.socket.sent('command')).toHaveLength(1);
    world.pass(pauseMsMax);
    expect(world.socket.sent('command').map((each) => each.id)).toEqual([id, id]);
    world.socket.say({ frame: 'acknowledged', id, seq: 5 });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
  });

  test('P16 that cannot be saved just now is sent again for as long as it takes', () => {
    goLive();
    const id = connection.command('rename', asked('Ada'));
    for (let tries = 0; tries < 10 * retriesMax; tries += 1) {
      world.socket.say({ frame: 'refused', id, problem: problem('try_again') });
      passAlive(pauseMsMax);
    }
    expect(world.socket.sent('command')).toHaveLength(10 * retriesMax + 1);
    world.socket.say({ frame: 'acknowledged', id, seq: 5 });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
  });

  test('refused as too fast again and again is given up, and said so once', () => {
    goLive();
    const id = connection.command('rename', asked('Ada'));
    for (let tries = 0; tries < retriesMax + 2; tries += 1) {
      world.socket.say({ frame: 'refused', id, problem: problem('too_fast') });
      passAlive(pauseMsMax);
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
    goLive();
    const id = connection.command('rename', asked('Ada'));
    passAlive(heldUpAfterMs - 1_000);
    expect(heard.heldUps).toEqual([]);
    passAlive(1_000);
    expect(heard.heldUps).toEqual([true]);
    world.socket.say({ frame: 'refused', id, problem: problem('try_again') });
    expect(heard.heldUps).toEqual([true]);
    world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    expect(heard.heldUps).toEqual([true, false]);
  });

  test('are held up however often the newest takes the place of the one before', () => {
    goLive();
    for (let typed = 0; typed < heldUpAfterMs; typed += 1_000) {
      connection.command('rename', asked(`Ada ${typed}`), 'name');
      passAlive(1_000);
    }
    expect(heard.heldUps).toEqual([true]);
    connection.drop('name');
    expect(heard.heldUps).toEqual([true, false]);
  });

  test('are not, where each is answered within its time', () => {
    goLive();
    const first = connection.command('rename', asked('Ada'));
    passAlive(heldUpAfterMs - 1_000);
    const second = connection.command('rename', asked('Ben'));
    world.socket.say({ frame: 'acknowledged', id: first, seq: 2 });
    passAlive(heldUpAfterMs - 1_000);
    world.socket.say({ frame: 'acknowledged', id: second, seq: 3 });
    passAlive(heldUpAfterMs);
    expect(heard.heldUps).toEqual([]);
  });

  test('are not held up but without a connection, once that is lost', () => {
    goLive();
    connection.command('rename', asked('Ada'));
    passAlive(heldUpAfterMs);
    world.socket.cut();
    expect(heard.heldUps).toEqual([true, false]);
  });
});

describe('a command that is larger than the server reads', () => {
  const around = '{"frame":"command","id":"c1","name":"ask_for_help","args":{"text":""}}'.length;

  test('is refused here, after its id is known, and is not kept', () => {
    goLive();
    const id = connection.command('ask_for_help', { text: 'x'.repeat(limits.frame_bytes_max) }, 'help');
    expect(heard.answers).toEqual([]);
    world.pass(0);
    expect(heard.answers).toEqual([`refused ${id}`]);
    expect(heard.problems[0]).toMatchObject({ code: 'too_large', status: 413, detail: tooLargeToSend });
    expect(connection.outbox.all()).toEqual([]);
    expect(world.socket.sent('command')).toEqual([]);
    expect(heard.now?.is).toBe('live');
  });

  test('is measured in bytes, to the last one', () => {
    goLive();
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

describe('coming back', () => {
  function pauseNow(): number {
    const state = heard.now;
    if (state?.is !== 'waiting') throw new Error(`It is ${state?.is}, not waiting.`);
    return state.retryAt - world.time;
  }

  test('waits longer with every failure, up to a bound', () => {
    connection.start();
    const pauses: number[] = [];
    for (let failures = 0; failures < 10; failures += 1) {
      world.socket.cut();
      pauses.push(pauseNow());
      world.pass(pauseNow());
    }
    expect(pauses[0]).toBeLessThanOrEqual(pauseMsFirst * 2);
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
    expect(pauses[3]!).toBeGreaterThan(pauses[0]! * 3);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(pauseMsMax);
    expect(world.sockets).toHaveLength(11);
  });

  test('does not try before the pause is over', () => {
    goLive();
    world.socket.cut();
    world.pass(pauseNow() - 1);
    expect(world.sockets).toHaveLength(1);
    world.pass(1);
    expect(world.sockets).toHaveLength(2);
  });

  test('begins with short pauses again once it worked', () => {
    connection.start();
    for (let failures = 0; failures < 8; failures += 1) {
      world.socket.cut();
      world.pass(pauseMsMax);
    }
    world.socket.accept();
    world.socket.welcome();
    world.socket.cut();
    expect(pauseNow()).toBeLessThanOrEqual(pauseMsFirst * 2);
  });

  test.each([0, 0.5, 0.999])('keeps within the range that bye gives (dice %s)', (dice) => {
    world.dice = dice;
    goLive();
    world.socket.say(bye({}));
    expect(heard.now?.is).toBe('live');
    world.socket.cut(4000);
    expect(pauseNow()).toBeGreaterThanOrEqual(3_000);
    expect(pauseNow()).toBeLessThanOrEqual(5_000);
    expect(pauseNow()).toBeCloseTo(3_000 + dice * 2_000, -1);
  });

  test('a bye counts for one loss only', () => {
    goLive();
    world.socket.say(bye({ pause_ms_min: 60_000, pause_ms_max: 60_000 }));
    world.socket.cut(4001);
    expect(pauseNow()).toBe(60_000);
    world.pass(60_000);
    world.socket.cut();
    expect(pauseNow()).toBeLessThanOrEqual(pauseMsMax);
  });

  test('P11 a bye without come_back is the end: it says why, and never tries again', () => {
    goLive();
    world.socket.say(bye({ code: 4502, name: 'removed', meaning: 'You were removed.', come_back: false }));
    world.socket.cut(4502);
    connection.wakeUp();
    world.pass(60 * 60_000);
    expect(world.sockets).toHaveLength(1);
    expect(world.socket.closed).toBe(true);
    expect(heard.now).toEqual({ is: 'closed', code: 4502, name: 'removed', meaning: 'You were removed.' });
  });

  test.each([4500, 4501, 4504, 4999])('code %s alone is also the end', (code) => {
    goLive();
    world.socket.cut(code);
    world.pass(60 * 60_000);
    expect(world.sockets).toHaveLength(1);
    expect(heard.now).toMatchObject({ is: 'closed', code });
  });

  test.each([1000, 1001, 1006, 4000, 4005, 5000])('code %s is not', (code) => {
    goLive();
    world.socket.cut(code);
    world.pass(pauseMsMax);
    expect(world.sockets).toHaveLength(2);
  });

  test('after stop() there is none', () => {
    goLive();
    connection.stop();
    expect(world.socket.closed).toBe(true);
    world.pass(60 * 60_000);
    expect(world.sockets).toHaveLength(1);
  });

  test('what an old socket still says is not heard', () => {
    goLive();
    const old = world.socket;
    const late = old.onmessage;
    comeBack();
    world.socket.welcome({ seq: 1 });
    const count = heard.frames.length;
    late?.({ data: JSON.stringify({ frame: 'changes', seq: 50, mark: 0, at: 0, changes: [] }) });
    old.cut();
    expect(heard.frames).toHaveLength(count);
    expect(heard.now?.is).toBe('live');
  });
});

describe('signs of life', () => {
  test('a ping goes out every ten seconds, with this device’s time', () => {
    goLive();
    const before = world.socket.sent('ping').length;
    world.pass(pingEveryMs);
    expect(world.socket.sent('ping')).toHaveLength(before + 1);
    expect(world.socket.sent('ping').at(-1)?.at).toBe(world.time);
  });

  test('a connection on which nothing is heard is given up', () => {
    goLive();
    world.pass(silenceMsMax + pingEveryMs);
    expect(world.sockets[0]?.closed).toBe(true);
    expect(heard.states.map((each) => each.is)).toContain('waiting');
  });

  test('one on which anything is heard is kept', () => {
    goLive();
    for (let turn = 0; turn < 10; turn += 1) {
      world.pass(pingEveryMs);
      world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    }
    expect(world.sockets).toHaveLength(1);
    expect(heard.now?.is).toBe('live');
  });

  test('a command that nothing answers puts it in doubt long before the silence does', () => {
    goLive();
    connection.command('rename', asked('Ada'));
    world.pass(answerWithinMs + proofOfLifeMs);
    expect(heard.now?.is).toBe('waiting');
    expect(answerWithinMs + proofOfLifeMs).toBeLessThan(silenceMsMax / 2);
  });

  test('so does one that was sent again after coming back', () => {
    goLive();
    connection.command('rename', asked('Ada'));
    comeBack();
    world.socket.welcome({ snapshot: false });
    world.pass(answerWithinMs + proofOfLifeMs);
    expect(heard.now?.is).toBe('waiting');
  });

  test('one that is slow to answer, but lives, is kept', () => {
    goLive();
    connection.command('rename', asked('Ada'));
    world.pass(answerWithinMs);
    world.socket.say({ frame: 'pong', at: world.time, now: 0, seq: 1, mark: 0 });
    world.pass(proofOfLifeMs);
    expect(heard.now?.is).toBe('live');
  });

  test('when the network is back, it does not wait for the pause to end', () => {
    goLive();
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
    goLive();
    connection.wakeUp();
    world.pass(proofOfLifeMs);
    expect(heard.now?.is).toBe('waiting');
  });

  test('and one that answers is kept', () => {
    goLive();
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
    goLive(5);
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
