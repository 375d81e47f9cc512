// What several nodes on one Redis cost together. As the proxies that ship have it, each session is on one of them; where every
// session is on all, all of them work for it, which is the most that it can cost.
import { our_wall } from './deliveries.mjs';
import { median } from './machine.mjs';
import { per_delivery_us } from './measure.mjs';
import { new_secrets, start_ours, start_redis } from './servers.mjs';

export async function three_nodes(to) {
  const shapes = {
    one: { nodes: 1, more: {} },
    together: { nodes: 3, more: { together: true } },
    apart: { nodes: 3, more: {} },
  };
  const ratios = { together: [], apart: [] };
  let words = '';
  for (let round = 0; round < to.rounds; ++round) {
    const cost = {};
    for (const [shape, { nodes, more }] of Object.entries(shapes)) {
      const redis = await start_redis();
      const servers = [];
      try {
        const secrets = new_secrets();
        for (let at = 0; at < nodes; ++at) servers.push(await start_ours({ log: redis.url, secrets }));
        const found = await our_wall({
          people: 900,
          each: 90,
          outstanding: 8,
          seconds: to.seconds,
          server: servers,
          more,
        });
        cost[shape] = per_delivery_us(found.steady);
      } finally {
        for (const each of servers) await each.stop();
        await redis.stop();
      }
    }
    for (const shape of Object.keys(ratios)) ratios[shape].push(cost[shape] / cost.one);
    const us = (shape) => `${cost[shape].toFixed(2)} us`;
    words = `${us('one')} with one, ${us('together')} with three, all their processor time together; ${us('apart')}`;
  }
  const measured = median(ratios.together);
  return {
    measured,
    words: `${measured.toFixed(2)} x: ${words}, ${median(ratios.apart).toFixed(2)} x, where every session is on all three`,
    details: ratios,
  };
}
