// When a connection that was lost is tried again, and when not.
import { beforeEach, describe, expect, test } from 'vitest';
import type { ByeFrame } from '../protocol.ts';
import { pauseMsFirst, pauseMsMax } from './backoff.ts';
import { Connection } from './connection.ts';
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
    world.goLive(connection);
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
    world.goLive(connection);
    world.socket.say(bye({}));
    expect(heard.now?.is).toBe('live');
    world.socket.cut(4000);
    expect(pauseNow()).toBeGreaterThanOrEqual(3_000);
    expect(pauseNow()).toBeLessThanOrEqual(5_000);
    expect(pauseNow()).toBeCloseTo(3_000 + dice * 2_000, -1);
  });

  test('a bye counts for one loss only', () => {
    world.goLive(connection);
    world.socket.say(bye({ pause_ms_min: 60_000, pause_ms_max: 60_000 }));
    world.socket.cut(4001);
    expect(pauseNow()).toBe(60_000);
    world.pass(60_000);
    world.socket.cut();
    expect(pauseNow()).toBeLessThanOrEqual(pauseMsMax);
  });

  test('P11 a bye without come_back is the end: it says why, and never tries again', () => {
    world.goLive(connection);
    world.socket.say(bye({ code: 4502, name: 'removed', meaning: 'You were removed.', come_back: false }));
    world.socket.cut(4502);
    connection.wakeUp();
    world.pass(60 * 60_000);
    expect(world.sockets).toHaveLength(1);
    expect(world.socket.closed).toBe(true);
    expect(heard.now).toEqual({ is: 'closed', code: 4502, name: 'removed', meaning: 'You were removed.' });
  });

  test.each([4500, 4501, 4504, 4999])('code %s alone is also the end', (code) => {
    world.goLive(connection);
    world.socket.cut(code);
    world.pass(60 * 60_000);
    expect(world.sockets).toHaveLength(1);
    expect(heard.now).toMatchObject({ is: 'closed', code });
  });

  test.each([1000, 1001, 1006, 4000, 4005, 5000])('code %s is not', (code) => {
    world.goLive(connection);
    world.socket.cut(code);
    world.pass(pauseMsMax);
    expect(world.sockets).toHaveLength(2);
  });

  test('after stop() there is none', () => {
    world.goLive(connection);
    connection.stop();
    expect(world.socket.closed).toBe(true);
    world.pass(60 * 60_000);
    expect(world.sockets).toHaveLength(1);
  });

  test('what an old socket still says is not heard', () => {
    world.goLive(connection);
    const old = world.socket;
    const late = old.onmessage;
    world.comeBack();
    world.socket.welcome({ seq: 1 });
    const count = heard.frames.length;
    late?.({ data: JSON.stringify({ frame: 'changes', seq: 50, mark: 0, at: 0, changes: [] }) });
    old.cut();
    expect(heard.frames).toHaveLength(count);
    expect(heard.now?.is).toBe('live');
  });
});
