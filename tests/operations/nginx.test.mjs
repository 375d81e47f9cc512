// The example for nginx, in front of a server: only addresses and certificates are set.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join as path } from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from '../browser/support/server.mjs';
import { ask, enter, join } from './support/member.mjs';
import { docker, eventually, freePorts, run, start, temporaryFolder } from './support/programs.mjs';

const folder = temporaryFolder();
let server;
let proxy;
let people;
let second; // the port of the second node, where nobody listens yet

before(async () => {
  server = await startServer({ flags: ['--trust-proxy'] });
  const [open, secure, unused] = await freePorts(3);
  second = unused;
  people = `https://127.0.0.1:${secure}`;
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
  const files = ['-keyout', path(folder.path, 'key.pem'), '-out', path(folder.path, 'fullchain.pem')];
  await run('openssl', [...words.split(' '), ...files]);
  const site = readFileSync(path(docker, 'nginx/reprise.conf'), 'utf8')
    .replaceAll('/etc/ssl/reprise', folder.path)
    .replace('listen 80;', `listen 127.0.0.1:${open};`)
    .replace('listen 443 ', `listen 127.0.0.1:${secure} `)
    .replaceAll('127.0.0.1:8081', `127.0.0.1:${server.port}`)
    .replaceAll('127.0.0.1:8082', `127.0.0.1:${second}`);
  writeFileSync(path(folder.path, 'site.conf'), site);
  mkdirSync(path(folder.path, 'kept'));
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (each) => `${each}_temp_path ${folder.path}/kept;`,
  );
  writeFileSync(
    path(folder.path, 'nginx.conf'),
    `pid ${folder.path}/pid;\ndaemon off;\nerror_log stderr;\nevents {}\n` +
      `http { access_log off; ${kept.join(' ')} include ${folder.path}/site.conf; }\n`,
  );
  proxy = start('nginx', ['-c', path(folder.path, 'nginx.conf')]);
  await eventually('nginx', async () => (await ask(people, '/readyz')).status === 200, proxy);
});
after(async () => {
  await proxy?.stop();
  await server?.stop();
  folder.remove();
});

test('the page loads, from whichever node there is', async () => {
  for (let each = 0; each < 10; ++each) assert.match((await ask(people, '/')).text, /<script/);
  assert.equal((await ask(people, '/metrics')).status, 404);
});

test('what is about one session goes to one node, and sessions are shared out', async () => {
  const other = createServer((_, answer) => answer.end('the other node\n')).listen(second, '127.0.0.1');
  await once(other, 'listening');
  const sessions = Array.from({ length: 20 }, (_, each) => `session${each}`);
  const areThere = () =>
    Promise.all(
      sessions.map(async (each) => {
        const answer = await ask(people, `/api/sessions/${each}/record`);
        return answer.text === 'the other node\n';
      }),
    );
  try {
    const homes = await eventually('sessions at both nodes', async () => {
      const found = await areThere();
      return found.includes(true) && found.includes(false) && found;
    });
    for (let each = 0; each < 3; ++each) assert.deepEqual(await areThere(), homes);
  } finally {
    other.closeAllConnections();
    other.close();
  }
});

test('somebody joins, enters and does something, through a WebSocket', async () => {
  const joined = await join(people, server.joinCode, 'Ada');
  const ada = await enter(people, joined);
  assert.equal(
    (await ada.command('rename', { member: joined.member, name: 'Ada L.' })).frame,
    'acknowledged',
  );
  await server.stop();
  assert.equal(await ada.closed(), 4000);
});
