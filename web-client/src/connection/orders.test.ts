// What counts from the moment at which it is asked for is not done minutes later; what people wrote is.
import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandName, Commands } from '../protocol.ts';
import { refusedHere } from '../words/commands.ts';
import { pauseMsMax } from './backoff.ts';
import { Connection } from './connection.ts';
import { orderMsMax } from './order_deadline.ts';
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

const skip = (of = connection) => of.command('steer', { room: 0, how: 'skip', seconds: 0 }, 'steer:0:skip');
const sentIds = (of = world) => of.socket.sent('command').map((each) => each.id);

/** The network goes, comes back after so long, and the server welcomes us. */
function away(ms: number): void {
  world.socket.cut();
  world.pass(ms);
  if (world.socket.closed) world.pass(pauseMsMax);
  world.socket.accept();
  world.socket.welcome({ snapshot: false });
}

describe('an order without a connection', () => {
  test.each<[string, () => void]>([
    ['lost', () => world.socket.cut()],
    [
      'being made again',
      () => {
        world.socket.cut();
        world.pass(pauseMsMax);
      },
    ],
  ])('that is %s is refused at once, in plain words, and never done', (_, lose) => {
    world.goLive(connection);
    lose();
    const id = skip();
    expect(heard.answers).toEqual([]);
    world.pass(0);
    expect(heard.answers).toEqual([`refused ${id}`]);
    expect(heard.problems[0]?.detail).toBe(refusedHere.offline.detail);
    world.pass(pauseMsMax);
    world.socket.accept();
    world.socket.welcome({ snapshot: false });
    expect(sentIds()).toEqual([]);
  });

  const orders: { [Name in CommandName]?: Commands[Name] } = {
    go_to_stage: { stage: 'ended' },
    open_rooms: {},
    close_rooms: { notice_seconds: 60 },
    next_slot: { room: 1 },
    go_on: { room: 1, from: 'attempt_a' },
    lock_session: { locked: true, reason: '' },
    leave: {},
    remove_member: { member: 7, reason: '' },
    extend_timer: { timer: 1, seconds: 60 },
  };
  test.each(Object.entries(orders))('%s is one', (name, args) => {
    connection.start();
    const id = connection.command(name as CommandName, args);
    world.pass(0);
    expect(heard.answers).toEqual([`refused ${id}`]);
  });
});

describe('P16 what people wrote, chose or promised', () => {
  const work: { [Name in CommandName]?: Commands[Name] } = {
    give_feedback: { attempt: 401, ratings: [], strength: 'You waited.', action_step: 'Say it first.' },
    share_attempt: { attempt: 0, answers: 0, kind: 'text', text: 'My words' },
    save_attempt_draft: { attempt: 0, answers: 0, text: 'Half a sen' },
    ask_for_help: { text: 'Who begins?' },
    announce: { room: 0, text: 'Well done.' },
    vote_for: { spotlight: 1, yes: true },
    judge_gap: { attempt: 401, verdict: 'closed', why: '' },
    commit_to_fix: { attempt: 401, feedback: 0, fix: 'Pause.' },
    save_gap_task: { what: 'Pause.', with_whom: '', by_when: '', evidence: '' },
  };

  test.each(Object.entries(work))('%s waits an hour without a connection, and is sent', (name, args) => {
    world.goLive(connection);
    world.socket.cut();
    const id = connection.command(name as CommandName, args);
    away(60 * 60_000);
    expect(sentIds()).toEqual([id]);
    expect(heard.answers).toEqual([]);
  });

  test.each([-24 * 60 * 60_000, 24 * 60 * 60_000])('is sent also when the clock jumps by %s ms', (jump) => {
    world.goLive(connection);
    const id = connection.command('ask_for_help', { text: 'Who begins?' });
    world.socket.cut();
    world.time += jump;
    away(pauseMsMax);
    expect(sentIds()).toEqual([id]);
  });
});

describe('an order that was sent, and not answered when the connection was lost', () => {
  test('is sent again within its time, under the same id, and answered once', () => {
    world.goLive(connection);
    const id = skip();
    away(1_000);
    expect(sentIds()).toEqual([id]);
    world.passAlive(orderMsMax);
    expect(heard.answers).toEqual([]);
    world.socket.say({ frame: 'acknowledged', id, seq: 2 });
    expect(heard.answers).toEqual([`acknowledged ${id}`]);
  });

  test('is given up when its time is up, and it is said that it may have been done', () => {
    world.goLive(connection);
    const id = skip();
    world.socket.cut();
    world.pass(orderMsMax - 1);
    expect(heard.answers).toEqual([]);
    world.pass(1);
    expect(heard.answers).toEqual([`refused ${id}`]);
    expect(heard.problems[0]?.detail).toBe(refusedHere.unanswered.detail);
    expect(connection.outbox.all()).toEqual([]);
  });

  test('is given up at once where it had waited long before the loss was noticed', () => {
    world.goLive(connection);
    const id = skip();
    world.passAlive(orderMsMax);
    expect(heard.answers).toEqual([]);
    world.socket.cut();
    expect(heard.answers).toEqual([`refused ${id}`]);
  });

  test('is not sent after a sleep, in which timers stand still', () => {
    world.goLive(connection);
    const id = skip();
    world.socket.cut();
    world.pass(pauseMsMax);
    world.socket.accept();
    world.time += 5 * 60_000;
    world.socket.welcome({ snapshot: false });
    expect(sentIds()).toEqual([]);
    expect(heard.answers).toEqual([`refused ${id}`]);
  });

  test.each([-60_000, 60_000])('is given up when the clock jumps by %s ms', (jump) => {
    world.goLive(connection);
    const id = skip();
    world.time += jump;
    world.socket.cut();
    expect(heard.answers).toEqual([`refused ${id}`]);
  });

  test('is given up although the clock is set back by just as long as it waited', () => {
    world.goLive(connection);
    const id = skip();
    world.passAlive(orderMsMax);
    world.time -= orderMsMax - 1;
    world.socket.cut();
    expect(heard.answers).toEqual([`refused ${id}`]);
  });
});

describe('an order that cannot be saved just now', () => {
  test('is tried again within its time only; then the server’s own reason is told', () => {
    world.goLive(connection);
    const id = skip();
    for (let tries = 0; tries < 20 && heard.answers.length === 0; tries += 1) {
      world.socket.say({ frame: 'refused', id, problem: problem('try_again', 'It cannot be saved.') });
      world.passAlive(2_000);
    }
    expect(sentIds().length).toBeGreaterThan(1);
    expect(heard.answers).toEqual([`refused ${id}`]);
    expect(heard.problems[0]?.detail).toBe('It cannot be saved.');
    const count = sentIds().length;
    world.passAlive(60_000);
    expect(sentIds()).toHaveLength(count);
  });

  test('is not sent late by a hidden tab, whose timers run once a minute', () => {
    world.goLive(connection);
    const id = skip();
    world.socket.say({ frame: 'refused', id, problem: problem('try_again') });
    world.passHidden(1);
    expect(sentIds()).toEqual([id]);
    expect(heard.answers).toEqual([`refused ${id}`]);
  });
});

describe('an order from before a reload', () => {
  const tab = () => {
    const store = emptyStore();
    const before = new TestWorld(store);
    const first = new Connection('s1', 'the-ticket', before, new Heard());
    before.goLive(first);
    return { store, before, first };
  };
  const load = (store: ReturnType<typeof emptyStore>, at: number) => {
    const after = new TestWorld(store, 'd');
    after.time = at;
    const again = new Connection('s1', 'the-ticket', after, heard);
    again.start();
    return after;
  };
  const welcome = (into: TestWorld) => {
    into.socket.accept();
    into.socket.welcome();
  };

  test('is sent again within its time', () => {
    const { store, before, first } = tab();
    const id = skip(first);
    const after = load(store, before.time + 3_000);
    welcome(after);
    expect(sentIds(after)).toEqual([id]);
    expect(heard.answers).toEqual([]);
  });

  test('is given up when its time is up, which goes on through the reload', () => {
    const { store, before, first } = tab();
    const id = skip(first);
    const after = load(store, before.time + 3_000);
    after.pass(orderMsMax - 3_000);
    expect(heard.answers).toEqual([`refused ${id}`]);
  });

  test.each([5 * 60_000, -5 * 60_000])('is given up %s ms later, and said so; words are sent', (ms) => {
    const { store, before, first } = tab();
    const order = skip(first);
    const words = first.command('ask_for_help', { text: 'Who begins?' });
    const after = load(store, before.time + ms);
    expect(heard.answers).toEqual([`refused ${order}`]);
    welcome(after);
    expect(sentIds(after)).toEqual([words]);
  });

  test('kept by a page that did not write down when it was made, is given up', () => {
    const store = emptyStore();
    store.setItem(
      'reprise.outbox.s1.the-ticket',
      JSON.stringify([
        { id: 'a', name: 'open_rooms', args: {} },
        { id: 'b', name: 'ask_for_help', args: { text: 'Who begins?' } },
      ]),
    );
    const after = load(store, 1_000_000);
    welcome(after);
    expect(sentIds(after)).toEqual(['b']);
    expect(heard.answers).toEqual(['refused a']);
  });
});
