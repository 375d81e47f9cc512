// The goals of the design's table of speed, each with what measures it. A goal gives { measured, words }; `limit` is the most (or,
// where `at_least` is set, the least) that it may be. `details` are kept in the file that --json names.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { measure as measure_deliveries, our_wall, ours, ratio, shapes, table } from './deliveries.mjs';
import { median, memory_kb, run, threads_cpu_us } from './machine.mjs';
import { benchmarks, fan_out, knock, per_delivery_us, play } from './measure.mjs';
import { three_nodes } from './nodes.mjs';
import { new_folder, others, root, start_ours } from './servers.mjs';

// What several goals look at is measured once.
const once = new Map();
const shared = (what, measure) => {
  if (!once.has(what)) once.set(what, measure());
  return once.get(what);
};

const message_bytes = 300;
const deliveries = (to, only) =>
  shared(only ?? 'all', () =>
    measure_deliveries({ ...to, bytes: message_bytes, only: only ? [only] : Object.keys(shapes) }),
  );

const beside = (shape, other) => async (to) => {
  const cells = await deliveries(to, shape);
  const measured = ratio(cells, shape, 8, ours, other);
  const one = ratio(cells, shape, 1, ours, other);
  const cell = cells.find((each) => each.who === ours && each.outstanding === 8);
  return {
    measured,
    words: `${measured.toFixed(2)} x ${other} (${cell.us.toFixed(2)} us a delivery); with one outstanding ${one.toFixed(2)} x`,
    details: cells,
  };
};

async function fan_out_alone(to) {
  const found = await benchmarks('^(outbox_over_tcp|bare_send)/', to.repetitions);
  return (depth) => found[`outbox_over_tcp/${depth}`].real_ns / found[`bare_send/${depth}`].real_ns;
}

// The time that a disk needs to keep 300 bytes, so often asked as a lesson would.
async function fsync_p99_us() {
  const folder = new_folder();
  const file = openSync(join(folder, 'probe'), 'a');
  const bytes = Buffer.alloc(message_bytes, 'x');
  const took = [];
  for (let at = 0; at < 2_000; ++at) {
    writeSync(file, bytes);
    const began = process.hrtime.bigint();
    fdatasyncSync(file);
    took.push(Number(process.hrtime.bigint() - began) / 1e3);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return took.sort((one, other) => one - other)[Math.floor(took.length * 0.99)];
}

async function screens_at_a_third(to) {
  const people = 900;
  const each = 30;
  const sessions = people / each;
  // What it can do while nobody waits for more than one answer: more at a time would count on being told together.
  const full = await our_wall({ people, each, outstanding: 1, seconds: to.seconds });
  const per_second = (0.3 * 1e6 * full.steady.commands) / full.steady.us / sessions;
  const ratios = [];
  let last = {};
  for (let round = 0; round < to.rounds; ++round) {
    const found = await our_wall({ people, each, per_second, seconds: to.seconds + 2 });
    const bare = await fan_out('bare send()', {
      people,
      people_per_room: each,
      per_second,
      seconds: to.seconds + 3,
      bytes: message_bytes,
    });
    last = { shown: found.took.shown.p99_us, echo: bare.p99_us, fsync: await fsync_p99_us() };
    ratios.push(last.shown / (last.echo + last.fsync));
  }
  const measured = median(ratios);
  const ms = (us) => `${(us / 1e3).toFixed(2)} ms`;
  return {
    measured,
    words: `${measured.toFixed(2)} x; in the last round ${ms(last.shown)} against ${ms(last.echo)} + ${ms(last.fsync)}, at ${Math.round(per_second * sessions)} commands a second in ${sessions} sessions of ${each}`,
    details: { ratios, last },
  };
}

async function memory_of_a_member() {
  const server = await start_ours();
  const people = 8_700;
  const sessions = 300;
  const before = memory_kb(server.pid);
  const found = await play('join-storm', [server], {
    people,
    people_per_session: 29,
    ramp: '12s',
    duration: '4s',
  }).finally(server.stop);
  const after = found.each_second.findLast((each) => each.people === people);
  const measured = (after.server_memory_kb - before) / (people + sessions);
  return {
    measured,
    words: `${measured.toFixed(2)} KiB of resident memory for each of ${people + sessions} in ${sessions} sessions of 30`,
  };
}

async function join_storm() {
  const server = await start_ours();
  const found = await play('join-storm', [server], { ramp: '0s' }).finally(server.stop);
  const measured = found.took.entered.max_us / 1e6;
  return {
    measured,
    words: `${found.took.entered.count} in, the last after ${measured.toFixed(2)} s, half within ${(found.took.entered.p50_us / 1e6).toFixed(2)} s, ${found.counted.errors} refused`,
  };
}

async function mass_resume() {
  const server = await start_ours();
  const found = await play('reconnect', [server], { people: 5000, commands_per_second: 0.2 }).finally(
    server.stop,
  );
  const { resumed } = found.took;
  if (found.counted.snapshots_instead_of_resumes > 0)
    throw new Error(
      `${found.counted.snapshots_instead_of_resumes} were sent everything where what they missed would do`,
    );
  return {
    measured: resumed.p99_us / 1e6,
    words: `${resumed.count} resumes (5,000 cut twice), p99 ${(resumed.p99_us / 1e3).toFixed(0)} ms, the last ${(resumed.max_us / 1e3).toFixed(0)} ms after coming back, no snapshot`,
  };
}

// Two cores, and the generator needs one: the processor time of a delivery is compared, and how evenly the two shards share it.
async function two_shards(to) {
  const factors = [];
  let words = '';
  for (let round = 0; round < to.rounds; ++round) {
    const cost = {};
    let even = 1;
    for (const shards of [1, 2]) {
      const server = await start_ours({ shards, core: '0,1' });
      try {
        const found = await our_wall({
          people: 1_800,
          each: 30,
          outstanding: 8,
          seconds: to.seconds,
          server,
        });
        cost[shards] = per_delivery_us(found.steady);
        const threads = (await threads_cpu_us(server.pid))
          .filter((each) => each.name.startsWith('shard'))
          .map(({ us }) => us);
        if (threads.length !== shards) throw new Error(`${threads.length} threads are called shard`);
        if (shards === 2) even = (threads[0] + threads[1]) / (2 * Math.max(...threads));
      } finally {
        await server.stop();
      }
    }
    factors.push(2 * (cost[1] / cost[2]) * even);
    words = `${cost[1].toFixed(2)} us of processor a delivery with one, ${cost[2].toFixed(2)} with two; shared ${(100 * even).toFixed(0)} % evenly`;
  }
  return { measured: median(factors), words: `${median(factors).toFixed(2)} x: ${words}`, details: factors };
}

async function handshake(to) {
  const found = [];
  const bare = [];
  for (let round = 0; round < to.rounds; ++round) {
    const server = await start_ours();
    found.push(await knock(server, {}, server.secrets).finally(server.stop));
    const floor = await others['bare send()'].start();
    bare.push(await knock(floor, {}).finally(floor.stop));
  }
  const cost = (of) => median(of.map((each) => each.server_cpu_us / each.times));
  return {
    measured: cost(found),
    words: `${cost(found).toFixed(1)} us with hello, ticket and welcome, and the going again; the bare loop's, without any of them, ${cost(bare).toFixed(1)} us`,
    details: { found, bare },
  };
}

async function web_size() {
  await run([join(root, 'script/build-web')]);
  const said = await run([process.execPath, join(root, 'tests/browser/web_size.mjs')], { fine: [0, 1] });
  const sizes = [...said.matchAll(/([\d.]+) kB {2}(to .+) \(/g)].map(([, size, what]) => ({
    size: Number(size),
    what,
  }));
  const largest = sizes.reduce((one, other) => (other.size > one.size ? other : one));
  return { measured: largest.size, words: `the most is ${largest.size} kB, ${largest.what}`, details: sizes };
}

const of_benchmarks = (filter, measured_of, words_of) => async (to) => {
  const found = await benchmarks(filter, to.repetitions);
  const measured = measured_of(found);
  return { measured, words: words_of(measured, found), details: found };
};
const times = (measured) => `${measured.toFixed(2)} x`;
const rate = (per_second) => Math.round(per_second).toLocaleString('en');

export const goals = [
  {
    goal: 'delivery-1x1000',
    limit: 1,
    what: "CPU per delivery, one session of 1000, eight commands at a time, to uWebSockets' bare echo",
    measure: beside('1 x 1000', 'uWebSockets'),
  },
  {
    goal: 'delivery-300x30',
    limit: 1,
    what: "CPU per delivery, 300 sessions of 30, to uWebSockets' bare echo",
    measure: beside('300 x 30', 'uWebSockets'),
  },
  {
    goal: 'delivery-2000x4',
    limit: 1,
    what: "CPU per delivery, 2000 rooms of 4, to npm ws' bare echo",
    measure: beside('2000 x 4', 'npm ws'),
  },
  {
    goal: 'fan-out-one',
    limit: 1.1,
    what: 'fan-out alone, 1 x 1000, one message at a time, to a bare send()',
    measure: async (to) => {
      const found = (await shared('fan-out', () => fan_out_alone(to)))(1);
      return { measured: found, words: times(found) };
    },
  },
  {
    goal: 'fan-out-eight',
    limit: 0.2,
    what: 'the same, eight at a time',
    measure: async (to) => {
      const found = (await shared('fan-out', () => fan_out_alone(to)))(8);
      return { measured: found, words: times(found) };
    },
  },
  {
    goal: 'fan-out-uwebsockets',
    limit: 0.8,
    what: "the same, to uWebSockets' with eight, both as shares of a bare send()",
    measure: async (to) => {
      const mine = (await shared('fan-out', () => fan_out_alone(to)))(8);
      const theirs = ratio(await deliveries(to, '1 x 1000'), '1 x 1000', 8, 'uWebSockets', 'bare send()');
      return {
        measured: mine / theirs,
        words: `${times(mine / theirs)}: ${mine.toFixed(2)} against ${theirs.toFixed(2)}`,
      };
    },
  },
  {
    goal: 'group-commit',
    limit: 0.6,
    at_least: true,
    what: 'durable commands, SQLite, 300 sessions at once, to bare SQLite in batches of 64',
    measure: of_benchmarks(
      '^(log_sessions_at_once/300|log_bare_sqlite/64)',
      (found) => found['log_sessions_at_once/300'].per_second / found['log_bare_sqlite/64'].per_second,
      (measured, found) =>
        `${times(measured)}: ${rate(found['log_sessions_at_once/300'].per_second)}/s against ${rate(found['log_bare_sqlite/64'].per_second)}/s`,
    ),
  },
  {
    goal: 'hot-session',
    limit: 15_000,
    at_least: true,
    what: 'acknowledged durable commands a second, one session of 300, through the hub',
    measure: of_benchmarks(
      '^hot_session',
      (found) => found['hot_session/drafts'].per_second,
      (measured, found) =>
        `${rate(measured)}/s; ${rate(found['hot_session/seen_by_all'].per_second)}/s where all 300 are told of each`,
    ),
  },
  {
    goal: 'screens',
    limit: 2,
    what: 'a command on every screen, p99, at 30 % of capacity, to a bare echo and one fsync',
    measure: screens_at_a_third,
  },
  { goal: 'memory', limit: 8, what: 'memory of a joined, idle member, KiB', measure: memory_of_a_member },
  {
    goal: 'join-storm',
    limit: 5,
    what: '5,000 join at once, seconds until the last is in',
    measure: join_storm,
  },
  {
    goal: 'mass-resume',
    limit: 2,
    what: '5,000 cut at once, p99 of a resume in seconds',
    measure: mass_resume,
  },
  {
    goal: 'load',
    limit: 100,
    what: 'a session of 100,000 commits from its snapshot, ms',
    measure: of_benchmarks(
      '^(log_load_from_snapshot|hub_load)',
      (found) => (found.log_load_from_snapshot.real_ns + found['hub_load/100000'].real_ns) / 1e6,
      (measured, found) =>
        `${measured.toFixed(1)} ms: ${(found.log_load_from_snapshot.real_ns / 1e6).toFixed(1)} in the log, ${(found['hub_load/100000'].real_ns / 1e6).toFixed(1)} in the hub`,
    ),
  },
  {
    goal: 'two-shards',
    limit: 1.8,
    at_least: true,
    what: 'two shards against one, deliveries a second',
    measure: two_shards,
  },
  {
    goal: 'decode',
    limit: 1.5,
    what: 'decode a command of 300 bytes, to a bare SAX pass',
    measure: of_benchmarks(
      '^(decode_command|bare_sax_pass)/',
      (found) =>
        Math.max(
          ...['plain', 'accented'].map(
            (how) => found[`decode_command/${how}`].cpu_ns / found[`bare_sax_pass/${how}`].cpu_ns,
          ),
        ),
      (_, found) =>
        `${(found['decode_command/plain'].cpu_ns / found['bare_sax_pass/plain'].cpu_ns).toFixed(2)} x in plain text, ${(found['decode_command/accented'].cpu_ns / found['bare_sax_pass/accented'].cpu_ns).toFixed(2)} x with accents`,
    ),
  },
  {
    goal: 'encode',
    limit: 0.125,
    what: "encode an entity of 300 bytes, to nlohmann's dump",
    measure: of_benchmarks(
      '^(encode_entity|dump_entity_by_tree)',
      (found) => found.encode_entity.cpu_ns / found.dump_entity_by_tree.cpu_ns,
      (measured) => `1/${(1 / measured).toFixed(0)}`,
    ),
  },
  { goal: 'handshake', limit: 40, what: 'CPU per handshake, ticket checked, us', measure: handshake },
  {
    goal: 'web-client',
    limit: 60,
    what: 'compressed JavaScript before the first interaction, kB',
    measure: web_size,
  },
  {
    goal: 'three-nodes',
    limit: 1.15,
    what: 'CPU per delivery, three nodes on one Redis with each session on one of them, to one node',
    measure: three_nodes,
  },
];

export { table };
