// What a delivery costs: three shapes of rooms, one and eight messages at a time in each, ours and the others in turn, so that a
// ratio is of two measurements that were made one after the other.
import { median } from './machine.mjs';
import { fan_out, per_delivery_us, play } from './measure.mjs';
import { others, start_ours } from './servers.mjs';

export const shapes = {
  '1 x 1000': { people: 1000, each: 1000 },
  '300 x 30': { people: 9000, each: 30 },
  '2000 x 4': { people: 8000, each: 4 },
};
export const depths = [1, 8];
export const ours = 'Reprise';

// Somebody leads each of our sessions; they have a screen like the others.
// Driven by so many commands at a time in each session, or, with `per_second`, by so many a second. `more`: further options.
export async function our_wall({ people, each, outstanding, per_second, seconds, server, more = {} }) {
  const mine = server ?? (await start_ours());
  try {
    const sessions = people / each;
    return await play('hot-session', Array.isArray(mine) ? mine : [mine], {
      people: people - sessions,
      people_per_session: each - 1,
      ...(per_second ? { commands_per_second: per_second } : { outstanding }),
      ramp: people > 2000 ? '8s' : '2s',
      duration: `${seconds + 3}s`,
      ...more,
    });
  } finally {
    if (!server) await mine.stop();
  }
}

async function one(who, { people, each }, outstanding, seconds, bytes) {
  if (who === ours) {
    const found = await our_wall({ people, each, outstanding, seconds });
    return {
      us: per_delivery_us(found.steady),
      per_second: (1e6 * found.steady.deliveries) / found.steady.us,
      busy: found.steady.busy_permille / 10,
      p50_us: found.took.shown.p50_us,
      p99_us: found.took.shown.p99_us,
    };
  }
  const found = await fan_out(who, { people, people_per_room: each, outstanding, seconds, bytes });
  return {
    us: per_delivery_us(found),
    per_second: (1e6 * found.deliveries) / found.us,
    busy: found.busy_permille / 10,
    p50_us: found.p50_us,
    p99_us: found.p99_us,
    enter_us: found.enter_cpu_us / people,
    memory_bytes: (1024 * found.memory_kb) / people,
  };
}

// Each cell { shape, outstanding, who, us, ratio, ... }: medians over the rounds; the ratio is to the bare send() of its own round.
export async function measure({
  rounds,
  seconds,
  bytes,
  whom = Object.keys(others),
  only = Object.keys(shapes),
  say,
}) {
  const cells = [];
  for (const shape of only) {
    for (const outstanding of depths) {
      const runs = new Map();
      for (let round = 0; round < rounds; ++round) {
        for (const who of [...whom, ours]) {
          const found = await one(who, shapes[shape], outstanding, seconds, bytes);
          if (!runs.has(who)) runs.set(who, []);
          runs.get(who).push(found);
          say(`${shape}, ${outstanding} at a time, ${who}: ${found.us.toFixed(2)} us a delivery`);
        }
      }
      const bare = runs.get('bare send()');
      for (const [who, all] of runs) {
        const cell = { shape, outstanding, who, ratio: median(all.map((each, at) => each.us / bare[at].us)) };
        for (const key of Object.keys(all[0])) cell[key] = median(all.map((each) => each[key]));
        cell.us_each = all.map((each) => each.us);
        cells.push(cell);
      }
    }
  }
  return cells;
}

// The median over the rounds of one's cost to another's in the same round.
export function ratio(cells, shape, outstanding, one_who, other_who) {
  const of = (who) =>
    cells.find((each) => each.shape === shape && each.outstanding === outstanding && each.who === who);
  return median(of(one_who).us_each.map((us, at) => us / of(other_who).us_each[at]));
}

export function table(cells) {
  const columns = Object.keys(shapes).flatMap((shape) =>
    depths.map((outstanding) => ({ shape, outstanding })),
  );
  const cell = (who, { shape, outstanding }) =>
    cells.find((each) => each.who === who && each.shape === shape && each.outstanding === outstanding);
  const lines = [
    `| | ${columns.map(({ shape, outstanding }) => `${shape}, ${outstanding === 1 ? 'one' : 'eight'}`).join(' | ')} |`,
    `|---|${columns.map(() => '---').join('|')}|`,
  ];
  for (const who of new Set(cells.map((each) => each.who))) {
    const row = columns.map((column) => {
      const found = cell(who, column);
      return found ? `${found.ratio.toFixed(2)} (${found.us.toFixed(1)} us)` : '-';
    });
    lines.push(`| ${who} | ${row.join(' | ')} |`);
  }
  return lines.join('\n');
}
