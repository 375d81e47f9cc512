// A real reprise-server on a port and a data folder of its own, ended by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

const binary = process.env.REPRISE_SERVER ?? join(root, 'build/release/reprise-server');
const web = process.env.REPRISE_WEB ?? join(root, 'build/web');

const started_ms_max = 60_000;
const stopped_ms_max = 60_000;

// Collects a stream's text and lets others wait for something to appear in it.
function collect(stream) {
  const heard = { text: '', waiting: [] };
  stream.setEncoding('utf8');
  stream.on('data', (piece) => {
    heard.text += piece;
    for (const look of heard.waiting) look();
  });
  return heard;
}

function appears(heard, pattern, ms) {
  return new Promise((done, fail) => {
    const guard = setTimeout(
      () => fail(new Error(`${pattern} did not appear in ${ms} ms:\n${heard.text}`)),
      ms,
    );
    const look = () => {
      const match = pattern.exec(heard.text);
      if (!match) return;
      clearTimeout(guard);
      heard.waiting = heard.waiting.filter((one) => one !== look);
      done(match);
    };
    heard.waiting.push(look);
    look();
  });
}

// Gives {pid, origin, port, session, facilitatorTicket, joinCode, stop(), kill(), said()}. `data` lets a second server go on
// where one was killed; its port is another, so what has to reach both goes through a proxy.
export async function startServer({
  data = mkdtempSync(join(tmpdir(), 'reprise-browser-')),
  playbooks = join(root, 'playbooks'),
  flags = [],
} = {}) {
  if (!existsSync(binary))
    throw new Error(`There is no server at ${binary}; build it, or set REPRISE_SERVER.`);
  if (!existsSync(join(web, 'index.html')))
    throw new Error(`There is no web client at ${web}; run script/build-web.`);
  const child = spawn(
    binary,
    ['--host', '127.0.0.1', '--port', '0', '--data', data, '--web', web, '--playbooks', playbooks, ...flags],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, REPRISE_SHARDS: '1' } },
  );
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  const ended = once(child, 'exit');
  const early = ended.then(([code]) => {
    throw new Error(`the server ended with ${code}:\n${out.text}\n${err.text}`);
  });
  early.catch(() => {});

  const link = /(http:\/\/127\.0\.0\.1:(\d+))\/s\/([a-z0-9]+)#ticket=(\S+)/;
  const found = await Promise.race([appears(out, link, started_ms_max), early]);
  const code = await Promise.race([appears(out, /\?code=([A-Z0-9]{6})/, started_ms_max), early]);

  async function end(signal) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      const guard = setTimeout(() => child.kill('SIGKILL'), stopped_ms_max);
      await ended;
      clearTimeout(guard);
    }
    return { code: child.exitCode, signal: child.signalCode };
  }

  return {
    pid: child.pid,
    origin: found[1],
    port: Number(found[2]),
    session: found[3],
    facilitatorTicket: found[4],
    joinCode: code[1],
    data,
    said: () => err.text,
    kill: () => end('SIGKILL'),
    async stop() {
      const how = await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
      return how;
    },
  };
}
