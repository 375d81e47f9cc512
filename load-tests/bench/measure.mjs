// One measurement each: a fan-out through another server, a wall through ours, a benchmark of reprise_bench.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { flags, generator_core, median, run } from './machine.mjs';
import { built, new_folder, others, root } from './servers.mjs';

const load = join(built, 'reprise-load');
const scenario = (name) => join(root, 'load-tests/scenarios', `${name}.yaml`);

const with_result = async (ask) => {
  const folder = new_folder();
  try {
    await ask(join(folder, 'result.json'));
    return JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// `who`: a name of servers.mjs. `options`, here and below: those of reprise-load, by their names (flags).
export async function fan_out(who, options) {
  const server = await others[who].start();
  try {
    return await with_result((file) =>
      run(
        [
          load,
          'echo',
          ...flags({ target: server.url, speaks: others[who].speaks, server_process: server.pid }),
          ...flags({ ...options, json: file }),
        ],
        { core: generator_core },
      ),
    );
  } finally {
    await server.stop();
  }
}

// A scenario against servers of ours that run already. Its own limits are those of a quiet machine at a person's pace; here
// only what must never be counts.
export async function play(name, servers, options, { core = generator_core, spin = true } = {}) {
  const [first, ...more] = servers;
  const found = await with_result((file) =>
    run(
      [
        load,
        'run',
        scenario(name),
        ...flags({ target: first.url, quiet: true, json: file, spin }),
        ...more.flatMap((each) => flags({ node: each.url })),
        ...servers.flatMap((each) => flags({ server_process: each.pid })),
        ...flags(options),
      ],
      { core, env: first.secrets, fine: [0, 1] },
    ),
  );
  const counted = Object.fromEntries(found.counts.map(({ name: what, count }) => [what, count]));
  if (counted.lost > 0 || counted.errors > 0)
    throw new Error(
      `${name}: ${counted.lost} lost, ${counted.errors} errors: ${found.complaints.join('; ')}`,
    );
  return { ...found, counted, took: Object.fromEntries(found.durations.map((each) => [each.name, each])) };
}

export const per_delivery_us = (of) => of.server_cpu_us / of.deliveries;

export const knock = (server, options, env = {}) =>
  with_result((file) =>
    run(
      [load, 'knock', ...flags({ target: server.url, server_process: server.pid, json: file, ...options })],
      { core: generator_core, env },
    ),
  );

// Medians by name: { 'entity': { cpu_time, real_time, items_per_second } }, times in nanoseconds.
export async function benchmarks(filter, repetitions) {
  const folder = new_folder();
  try {
    const text = await run(
      [
        join(root, 'build/bench/tests/reprise_bench'),
        `--benchmark_filter=${filter}`,
        '--benchmark_format=json',
        `--benchmark_repetitions=${repetitions}`,
        '--benchmark_enable_random_interleaving=true',
        '--benchmark_report_aggregates_only=false',
      ],
      { cwd: folder },
    );
    const unit = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };
    const all = new Map();
    for (const each of JSON.parse(text).benchmarks) {
      if (each.run_type !== 'iteration') continue;
      if (each.error_occurred) throw new Error(`${each.name}: ${each.error_message}`);
      const name = each.run_name;
      if (!all.has(name)) all.set(name, []);
      all.get(name).push(each);
    }
    const medians = {};
    for (const [name, runs] of all) {
      const of = (what) => median(runs.map((each) => each[what] ?? 0));
      const by = unit[runs[0].time_unit];
      medians[name.replace(/\/(iterations|manual_time|repeats).*$/, '')] = {
        cpu_ns: of('cpu_time') * by,
        real_ns: of('real_time') * by,
        per_second: of('items_per_second'),
      };
    }
    return medians;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
