// Prometheus as it ships reads a server, works out the rules, and answers everything that the dashboard asks
// for. Only the addresses are set.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { startServer } from '../browser/support/server.mjs';
import { ask, enter, join } from './support/member.mjs';
import { docker, eventually, freePorts, start, temporaryFolder } from './support/programs.mjs';

const folder = temporaryFolder();
let server;
let prometheus;
let proxy;
let at;
let node;
let nobody;

const query = async (expression) => {
  const { text } = await ask(at, `/api/v1/query?query=${encodeURIComponent(expression)}`);
  const answer = JSON.parse(text);
  assert.equal(answer.status, 'success', `${expression}: ${answer.error}`);
  return answer.data.result;
};
const number = async (expression) => {
  const [found] = await query(expression);
  return found && Number(found.value[1]);
};

before(async () => {
  server = await startServer();
  const [own, away, people, haproxy] = await freePorts(4);
  at = `http://127.0.0.1:${own}`;
  node = `127.0.0.1:${server.port}`;
  nobody = `127.0.0.1:${away}`;
  proxy = start('haproxy', ['-db', '-f', path(docker, 'haproxy/haproxy.cfg')], {
    env: {
      REPRISE_BIND: `127.0.0.1:${people}`,
      REPRISE_BIND_NUMBERS: `127.0.0.1:${haproxy}`,
      REPRISE_NODE_1: node,
      REPRISE_NODE_2: nobody,
    },
  });
  const asked = readFileSync(path(docker, 'prometheus/prometheus.yml'), 'utf8')
    .replace('node-1:8080', node)
    .replace('node-2:8080', nobody)
    .replace('haproxy:8404', `127.0.0.1:${haproxy}`);
  writeFileSync(path(folder.path, 'prometheus.yml'), asked);
  writeFileSync(path(folder.path, 'rules.yml'), readFileSync(path(docker, 'prometheus/rules.yml')));
  prometheus = start('prometheus', [
    `--config.file=${folder.path}/prometheus.yml`,
    `--storage.tsdb.path=${folder.path}/data`,
    `--web.listen-address=127.0.0.1:${own}`,
  ]);
  const member = await enter(server.origin, await join(server.origin, server.joinCode, 'Ada'));
  await eventually('a reading', () => number(`up{instance="${node}"}`), prometheus);
  await eventually(
    'a reading with somebody in it',
    async () => (await number('reprise_viewers')) === 1,
    prometheus,
  );
  assert.ok(member.isOpen());
});
after(async () => {
  await prometheus?.stop();
  await proxy?.stop();
  await server?.stop();
  folder.remove();
});

test('a node that is not there is told from one that is', async () => {
  await eventually(
    'a failed reading',
    async () => (await number(`up{instance="${nobody}"}`)) === 0,
    prometheus,
  );
  assert.equal(await number('sum(up{job="reprise"})'), 1);
  const waits = () => query(`ALERTS{alertname="RepriseNodeDown",instance="${nobody}"}`);
  await eventually('the alert', async () => (await waits()).length === 1, prometheus);
  assert.deepEqual(await query(`ALERTS{alertname="RepriseNodeDown",instance="${node}"}`), []);
  const left_out = () => query('ALERTS{alertname="RepriseProxyLeavesNodeOut",server="node-2"}');
  await eventually('the alert of the proxy', async () => (await left_out()).length === 1, prometheus);
  assert.deepEqual(await query('ALERTS{alertname=~"RepriseProxy.*",server!="node-2"}'), []);
});

test('every rule is worked out', async () => {
  const rules = async () =>
    JSON.parse((await ask(at, '/api/v1/rules')).text).data.groups.flatMap((group) => group.rules);
  await eventually(
    'all rules',
    async () => (await rules()).every((rule) => rule.health === 'ok'),
    prometheus,
  );
  const { groups } = parse(readFileSync(path(docker, 'prometheus/rules.yml'), 'utf8'));
  const shipped = groups.flatMap((group) => group.rules).map((rule) => rule.alert ?? rule.record);
  assert.deepEqual((await rules()).map((rule) => rule.name).toSorted(), shipped.toSorted());
  await eventually('the sum of people', async () => (await number('reprise:viewers:sum')) === 1, prometheus);
});

test('every question of the dashboard is understood and answered', async () => {
  const { panels } = JSON.parse(readFileSync(path(docker, 'grafana/reprise.json'), 'utf8'));
  const asked = panels
    .flatMap((panel) => panel.targets ?? [])
    .map(({ expr }) => expr.replaceAll('$node', '.*').replaceAll('$__rate_interval', '1m'));
  const unanswered = async () => {
    const answers = await Promise.all(asked.map(async (expr) => [expr, (await query(expr)).length]));
    return answers.filter(([, count]) => count === 0).map(([expr]) => expr);
  };
  // Nobody was refused, and so there are no refusals to draw. Everything else has a value once there are two
  // readings.
  const none = (left) => left.every((expr) => expr.includes('reprise_refusals_total'));
  await eventually('answers', async () => none(await unanswered()), prometheus);
});
