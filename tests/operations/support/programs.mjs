// Programs of other people as child processes on loopback, ended by their process ids.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const root = resolve(import.meta.dirname, '../../..');
export const docker = join(root, 'docker');

// Debian has HAProxy and nginx where only root's path leads.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

const patience_ms = 120_000;
const stopped_ms_max = 10_000;

export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'reprise-operations-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

// Gives what it said, and fails with that when it does not end well.
export async function run(program, words, options = {}) {
  try {
    const said = await promisify(execFile)(program, words, {
      ...options,
      env: { ...env, ...options.env },
      maxBuffer: 64 * 1024 * 1024,
    });
    return said.stdout + said.stderr;
  } catch (failed) {
    throw new Error(`${program} ${words.join(' ')}\n${failed.message}\n${failed.stdout}${failed.stderr}`);
  }
}

export async function freePorts(count) {
  const servers = [];
  for (let each = 0; each < count; ++each) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  for (const server of servers) {
    server.close();
    await once(server, 'close');
  }
  return ports;
}

export function start(program, words, options = {}) {
  const child = spawn(program, words, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ...options.env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (piece) => {
      said += piece;
    });
  }
  child.on('error', (failed) => {
    said += failed.message;
  });
  const ended = once(child, 'exit');
  ended.catch(() => {});
  return {
    pid: child.pid,
    said: () => said,
    isRunning: () => child.exitCode === null && child.signalCode === null && child.pid !== undefined,
    ended: async () => (await ended)[0],
    async stop(signal = 'SIGTERM') {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      const guard = setTimeout(() => child.kill('SIGKILL'), stopped_ms_max);
      await ended;
      clearTimeout(guard);
    },
  };
}

// Asks again and again until the answer is one (not undefined, null or false), and gives that.
export async function eventually(what, ask, running) {
  const deadline = Date.now() + patience_ms;
  let last = '';
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = JSON.stringify(answer);
    } catch (failed) {
      last = failed.message;
    }
    if (running && !running.isRunning()) break;
    await new Promise((next) => setTimeout(next, 20));
  }
  throw new Error(`${what} did not come about; last: ${last}\n${running?.said() ?? ''}`);
}
