// How the cost grows: with people, with sessions, with what a log holds. Nothing may grow faster than what it grows with; each
// line here is a cost for one (a delivery, a member, a commit), so that a level line is growth in proportion.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { our_wall } from './deliveries.mjs';
import { median, memory_kb, run } from './machine.mjs';
import { benchmarks, per_delivery_us } from './measure.mjs';
import { built, root, start_ours } from './servers.mjs';

const place = join(root, 'docs/growth');

// No member may say more than 20 things a second, and a small session would be asked for more: five a second for each person, and
// no more than makes 20,000 deliveries a second in all.
const pace = (people, each) => Math.min(5 * each, 20_000 / people);

// A few seconds of a wall, and what all the people cost who are there.
async function wall({ people, each, seconds, rounds }) {
  const runs = [];
  for (let round = 0; round < rounds; ++round) {
    const server = await start_ours();
    const before = memory_kb(server.pid);
    const found = await our_wall({ people, each, per_second: pace(people, each), seconds, server }).finally(
      server.stop,
    );
    runs.push({
      us: per_delivery_us(found.steady),
      kib: (found.each_second.at(-1).server_memory_kb - before) / people,
      rate: (1e6 * found.steady.deliveries) / found.steady.us,
    });
  }
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((one) => one[key]))]));
}

export async function grow({ seconds, rounds, say }) {
  mkdirSync(place, { recursive: true });
  const drawings = [];
  const tell = (what, at, found) => say(`${what} ${at}: ${JSON.stringify(found)}`);

  const one_session = [];
  for (const people of [10, 30, 100, 300, 1_000]) {
    const found = await wall({ people, each: people, seconds, rounds });
    one_session.push({ x: people, ...found });
    tell('people in one session', people, found);
  }
  const many = [];
  for (const people of [10, 100, 1_000, 10_000]) {
    const found = await wall({ people, each: 10, seconds, rounds });
    many.push({ x: people, ...found });
    tell('people in sessions of 10', people, found);
  }
  const sessions = [];
  for (const count of [1, 10, 100, 500, 2_000]) {
    const found = await wall({ people: 4 * count, each: 4, seconds, rounds });
    sessions.push({ x: count, ...found });
    tell('sessions of 4', count, found);
  }
  const logs = await benchmarks('^growth_', 3);
  const of_logs = (name, value) =>
    Object.entries(logs)
      .filter(([key]) => key.startsWith(`${name}/`))
      .map(([key, found]) => ({ x: Number(key.split('/')[1]), y: value(found) }))
      .sort((one, other) => one.x - other.x);
  const opened = of_logs('growth_open', (found) => found.real_ns / 1e3);
  const begun = of_logs('growth_first_append', (found) => found.real_ns / 1e3);
  const appended = of_logs('growth_append', (found) => 1e6 / found.per_second);

  const line = (name, points, key) => ({ name, points: points.map((each) => ({ x: each.x, y: each[key] })) });
  drawings.push(
    {
      file: 'deliveries',
      title: 'Processor time of the server for one delivery',
      x_name: '',
      unit: 'us',
      lines: [
        line('people in one session', one_session, 'us'),
        line('people in sessions of 10', many, 'us'),
        line('sessions of 4', sessions, 'us'),
      ],
    },
    {
      file: 'memory',
      title: 'Memory of the server for one person',
      x_name: '',
      unit: 'KiB',
      lines: [
        line('people in one session', one_session, 'kib'),
        line('people in sessions of 10', many, 'kib'),
      ],
    },
    {
      file: 'logs',
      title: 'A log of so many commits',
      x_name: '',
      unit: 'us',
      lines: [
        line('opened from its snapshot', opened, 'y'),
        line('its first commit after a start', begun, 'y'),
        line('one more commit, in batches of 64', appended, 'y'),
      ],
    },
  );
  for (const { file, lines, ...rest } of drawings) {
    const measured = {
      ...rest,
      lines: lines.map((each) => ({
        name: each.name,
        points: each.points.map(({ x, y }) => ({ x, y_milli: Math.round(1e3 * y) })),
      })),
    };
    writeFileSync(join(place, `${file}.json`), `${JSON.stringify(measured, null, 1)}\n`);
    await run([join(built, 'reprise-load'), 'draw', join(place, `${file}.json`), join(place, `${file}.svg`)]);
    console.log(`\n${rest.title} (${rest.unit})`);
    for (const each of lines)
      console.log(`  ${each.name}: ${each.points.map(({ x, y }) => `${x}: ${y.toFixed(2)}`).join(', ')}`);
  }
}
