// What is measured: our server, and the others that are set beside it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { flags, server_core, start } from './machine.mjs';

export const root = resolve(import.meta.dirname, '../..');
export const built = join(root, 'build/release');
const peers = join(root, 'load-tests/peers');

export const new_folder = () => mkdtempSync(join(root, 'build/bench-'));

// A server with a folder of its own, which goes with it.
const keeping_in = (folder, server) => ({
  ...server,
  stop: async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  },
});

const free_port = () =>
  new Promise((done) => {
    const one = createServer().listen(0, '127.0.0.1', () => {
      const { port } = one.address();
      one.close(() => done(port));
    });
  });

// Ours, as it is run, on one core and one shard unless it is said otherwise. Several with the same secrets are nodes of one.
export async function start_ours({ core = server_core, shards = 1, log, secrets = new_secrets() } = {}) {
  const folder = new_folder();
  const options = {
    data: folder,
    playbooks: join(root, 'playbooks'),
    port: 0,
    log_level: 'warning',
    log,
    shards,
  };
  const server = await start([join(built, 'reprise-server'), ...flags(options)], {
    core,
    env: secrets,
    says: /listening on (\S+)[\s\S]*stop with Ctrl/,
  });
  return { ...keeping_in(folder, server), secrets };
}

export const new_secrets = () => ({
  REPRISE_ORGANISER_KEY: randomBytes(24).toString('base64url'),
  REPRISE_TICKET_KEY: randomBytes(32).toString('base64url'),
});

export async function start_redis() {
  const folder = new_folder();
  const port = await free_port();
  const options = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
  };
  const server = await start(['redis-server', ...flags(options)], {
    core: server_core,
    says: /(Ready to accept connections)/,
  });
  return { ...keeping_in(folder, server), url: `redis://127.0.0.1:${port}/0` };
}

async function start_nchan() {
  const folder = new_folder();
  const port = await free_port();
  const settings = readFileSync(join(peers, 'nchan.conf'), 'utf8')
    .replaceAll('@folder@', folder)
    .replaceAll('@port@', `${port}`);
  writeFileSync(join(folder, 'nginx.conf'), settings);
  // It says nothing of its own; the first connection that is taken is its word.
  const waiting = `nginx -e ${folder}/error.log -p ${folder} -c ${folder}/nginx.conf & pid=$!
    until (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null; do kill -0 $pid || exit 1; sleep 0.05; done
    echo "listening on http://127.0.0.1:${port} as $pid"; trap 'kill $pid' TERM; wait $pid; wait $pid`;
  const server = await start(['bash', '-c', waiting], { core: server_core });
  const pid = Number(/ as (\d+)/.exec(server.said())[1]);
  return { ...keeping_in(folder, server), pid };
}

const in_node = (script) => () =>
  start([process.execPath, join(peers, `${script}.mjs`)], {
    core: server_core,
    env: { NODE_ENV: 'production' },
  });

// In the order in which a table names them.
export const others = {
  'bare send()': {
    speaks: 'plain',
    start: () => start([join(built, 'reprise-bare')], { core: server_core }),
  },
  uWebSockets: { speaks: 'plain', start: in_node('uwebsockets') },
  nchan: { speaks: 'plain', start: start_nchan },
  'npm ws': { speaks: 'plain', start: in_node('ws') },
  'Socket.IO': { speaks: 'socket_io', start: in_node('socket_io') },
  Colyseus: { speaks: 'colyseus', start: in_node('colyseus') },
};
