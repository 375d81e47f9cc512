// HAProxy as it ships, in front of a server: only addresses are set.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join as path } from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from '../browser/support/server.mjs';
import { ask, enter, join } from './support/member.mjs';
import { docker, eventually, freePorts, start } from './support/programs.mjs';

const wrong_codes_at_once = 20; // server/net/front_desk.hpp: wrong_codes_per_address

// A second node of which only one thing matters: what it says when it is asked whether it is ready.
async function startStandIn() {
  const standIn = { isReady: false, asked: 0 };
  const server = createServer((asked, answer) => {
    if (asked.url !== '/readyz') ++standIn.asked;
    answer.writeHead(asked.url === '/readyz' && !standIn.isReady ? 503 : 200);
    answer.end('the other node\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(standIn, {
    port: server.address().port,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  });
}

let server;
let other;
let proxy;
let people; // the address that people come to
let numbers; // the operator's

const states = async () => {
  const { text } = await ask(numbers, '/;csv');
  const [head, ...lines] = text.replace('# ', '').trim().split('\n');
  const status = head.split(',').indexOf('status');
  const of = (node) => lines.find((line) => line.startsWith(`nodes,${node},`))?.split(',')[status];
  return `${of('node-1')} ${of('node-2')}`;
};
const come = (wanted) =>
  eventually(`HAProxy finding ${wanted}`, async () => (await states()) === wanted, proxy);

before(async () => {
  server = await startServer({ flags: ['--trust-proxy'] });
  other = await startStandIn();
  const [first, second] = await freePorts(2);
  people = `http://127.0.0.1:${first}`;
  numbers = `http://127.0.0.1:${second}`;
  proxy = start('haproxy', ['-db', '-f', path(docker, 'haproxy/haproxy.cfg')], {
    env: {
      REPRISE_BIND: `127.0.0.1:${first}`,
      REPRISE_BIND_NUMBERS: `127.0.0.1:${second}`,
      REPRISE_NODE_1: `127.0.0.1:${server.port}`,
      REPRISE_NODE_2: `127.0.0.1:${other.port}`,
    },
  });
  await come('UP DOWN');
});
after(async () => {
  await proxy?.stop();
  other?.stop();
  await server?.stop();
});

test('the page loads', async () => {
  const page = await ask(people, '/');
  assert.equal(page.status, 200);
  assert.match(page.text, /<script/);
  const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(page.text);
  assert.equal((await ask(people, script)).status, 200);
});

test('the numbers are for the operator only', async () => {
  assert.equal((await ask(people, '/metrics')).status, 404);
  assert.match(
    (await ask(numbers, '/metrics')).text,
    /^haproxy_server_status\{proxy="nodes",server="node-1"/m,
  );
});

test('what the alerts ask of the proxy is among its numbers', async () => {
  const rules = readFileSync(path(docker, 'prometheus/rules.yml'), 'utf8');
  const asked = [...rules.matchAll(/expr: (haproxy_\w+)\{(.*)\} == 0$/gm)];
  assert.equal(asked.length, 2);
  const { text } = await ask(numbers, '/metrics');
  const found = (name, labels) => {
    const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`));
    return lines.filter((line) => labels.split(',').every((label) => line.includes(label)));
  };
  const values = asked.flatMap(([, name, labels]) => found(name, labels));
  assert.deepEqual(values.toSorted(), [
    'haproxy_backend_active_servers{proxy="nodes"} 1',
    'haproxy_server_status{proxy="nodes",server="node-1",state="UP"} 1',
    'haproxy_server_status{proxy="nodes",server="node-2",state="UP"} 0',
  ]);
});

test('limits count people, not the proxy, whatever they write into X-Forwarded-For', async () => {
  const guess = (localAddress, forwarded) =>
    ask(people, '/api/join', {
      method: 'POST',
      localAddress,
      headers: { 'Content-Type': 'application/json', Origin: people, 'X-Forwarded-For': forwarded },
      body: JSON.stringify({ id: 'a', code: 'AAAAAA', name: 'Eve' }),
    });
  for (let each = 0; each < wrong_codes_at_once; ++each)
    assert.equal((await guess('127.0.0.2', `192.0.2.${each}`)).status, 404);
  assert.equal((await guess('127.0.0.2', '192.0.2.99')).status, 429);
  assert.equal((await guess('127.0.0.3', '127.0.0.2')).status, 404, 'somebody else may still guess');
});

let ada;

test('somebody joins, enters and does something, through a WebSocket', async () => {
  const joined = await join(people, server.joinCode, 'Ada');
  ada = await enter(people, joined);
  await ada.command('rename', { member: joined.member, name: 'Ada L.' });
  await eventually('the new name', () =>
    ada.frames.some((each) => each.frame === 'changes' && JSON.stringify(each).includes('Ada L.')),
  );
});

test('a node that is ready gets people, and one that says 503 gets nobody', async () => {
  other.isReady = true;
  await come('UP UP');
  await eventually('a request at the second node', async () => {
    await ask(people, '/healthz');
    return other.asked > 0;
  });
  other.isReady = false;
  await come('UP DOWN');
  const before = other.asked;
  for (let each = 0; each < 30; ++each) assert.equal((await ask(people, '/healthz')).text, 'alive\n');
  assert.equal(other.asked, before);
  assert.ok(ada.isOpen(), 'who is connected is left in peace');
});

test('a node that is stopped tells its people to come back, and nobody who comes meanwhile is sent away', async () => {
  other.isReady = true;
  await come('UP UP');
  let stopped = false;
  const stopping = server.stop().then((how) => {
    stopped = true;
    return how;
  });
  let asked = 0;
  while (!stopped || asked < 50) {
    const answer = await ask(people, '/healthz');
    assert.equal(answer.status, 200, `request ${asked}: ${answer.text}`);
    ++asked;
  }
  assert.deepEqual(await stopping, { code: 0, signal: null });
  assert.equal(await ada.closed(), 4000);
  assert.equal(ada.frames.at(-1).frame, 'bye');
  await come('DOWN UP');
});
