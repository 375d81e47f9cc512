// docs/operating/backup.md, carried out as it stands: a copy of the log while people work, the disk is lost,
// and the copy in a new folder has everything that was acknowledged before it was made.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { after, test } from 'node:test';
import { startServer } from '../browser/support/server.mjs';
import { ask, enter, join } from './support/member.mjs';
import { docker, eventually, freePorts, root, run, start, temporaryFolder } from './support/programs.mjs';

const page = readFileSync(path(root, 'docs/operating/backup.md'), 'utf8');
function commands(name) {
  const found = new RegExp(`^\`\`\`sh ${name}\\n([^]*?)^\`\`\``, 'm').exec(page);
  assert.ok(found, `docs/operating/backup.md has the commands ${name}`);
  return found[1];
}

const copy = temporaryFolder();
const running = [];
after(async () => {
  for (const each of running) await each.stop();
  copy.remove();
});

test('a copy that was made in the middle of a lesson brings all of it back', async () => {
  const server = await startServer();
  running.push(server);
  const key = readFileSync(path(server.data, 'organiser.key'), 'utf8').trim();
  const saved = await ask(server.origin, '/api/playbooks/our-own', {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, Origin: server.origin },
    body: readFileSync(path(root, 'playbooks/headship.yaml')),
  });
  assert.equal(saved.status, 200, saved.text);

  const people = [];
  for (const name of ['Ada', 'Ben', 'Cem', 'Dua']) {
    const who = await join(server.origin, server.joinCode, name);
    people.push({ ...who, live: await enter(server.origin, who), last: '' });
  }
  let talking = true;
  let said = 0;
  const talk = people.map(async (each) => {
    for (let times = 1; talking; ++times) {
      const name = `${each.member} for the ${times}. time`;
      await each.live.command('rename', { member: each.member, name });
      each.last = name;
      ++said;
    }
  });
  while (people.some((each) => each.last === '')) await new Promise((next) => setTimeout(next, 5));

  const acknowledged = people.map((each) => each.last);
  const said_before = said;
  const env = { DATA: server.data, COPY: path(copy.path, 'monday') };
  await run('sh', ['-c', commands('sqlite-backup')], { env });
  const said_meanwhile = said - said_before;
  talking = false;
  await Promise.all(talk);
  assert.ok(said_meanwhile > 0, 'people went on working while the copy was made');
  const known = {
    epoch: people[0].live.welcome.epoch,
    seq: people[0].live.frames.findLast((each) => each.frame === 'changes').seq,
  };
  const { session, joinCode } = server;
  await server.stop();
  assert.ok(!existsSync(server.data), 'the first folder is lost');

  const fresh = temporaryFolder();
  const env_back = { DATA: path(fresh.path, 'data'), COPY: env.COPY };
  await run('sh', ['-c', commands('sqlite-restore')], { env: env_back });
  await assert.rejects(
    run('sh', ['-c', commands('sqlite-restore')], { env: env_back }),
    'never over another log',
  );
  const again = await startServer({ data: env_back.DATA });
  running.push(again, { stop: () => fresh.remove() });
  assert.equal(again.session, session);
  assert.equal(again.joinCode, joinCode);

  // Everybody's ticket is good, and what each had been told was kept is there: that name, or a later one.
  for (const [at, each] of people.entries()) {
    const back = await enter(again.origin, each);
    const member = back.welcome.changes.find(
      (put) => put.put === 'member' && put.entity.id === each.member,
    ).entity;
    const times = (name) => Number(/^\d+ for the (\d+)\. time$/.exec(name)[1]);
    assert.ok(times(member.name) >= times(acknowledged[at]), `${member.name}; was told ${acknowledged[at]}`);
    await back.command('rename', { member: each.member, name: 'Goes on' });
    back.leave();
  }
  // A browser that was open all the time knows of commits that are gone. Even when there are as many new ones
  // again, it is told everything anew.
  const goes_on = await enter(again.origin, people[1]);
  for (let seq = 0, times = 1; seq <= known.seq; ++times)
    ({ seq } = await goes_on.command('rename', { member: people[1].member, name: `Again ${times}` }));
  goes_on.leave();
  const returning = await enter(again.origin, people[0], known);
  assert.equal(returning.welcome.snapshot, true);
  assert.notEqual(returning.welcome.epoch, known.epoch);

  const playbooks = await ask(again.origin, '/api/playbooks');
  assert.ok(playbooks.text.includes('our-own'));
  const opened = await ask(again.origin, '/api/sessions', {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', Origin: again.origin },
    body: JSON.stringify({ id: 'tuesday', playbook: 'our-own' }),
  });
  assert.equal(opened.status, 201, opened.text);
});

test('so does a copy of Redis', async () => {
  const before = temporaryFolder();
  const back = temporaryFolder();
  running.push({ stop: () => before.remove() }, { stop: () => back.remove() });
  const [port, second_port] = await freePorts(2);
  const redis = (at, folder) => {
    const words = ['--port', at, '--bind', '127.0.0.1', '--dir', folder.path].map(String);
    const started = start('redis-server', [path(docker, 'redis/redis.conf'), ...words]);
    running.unshift(started);
    return started;
  };
  const cli = async (at, ...words) => (await run('redis-cli', ['-p', String(at), ...words])).trim();
  const answers = (at) => async () => (await cli(at, 'ping')) === 'PONG';

  const first = redis(port, before);
  await eventually('Redis', answers(port), first);
  for (let each = 0; each < 20; ++each) await cli(port, 'xadd', 'reprise:stream', '*', 'seq', String(each));
  const env = { REDIS: `redis://127.0.0.1:${port}`, REDIS_DIR: before.path, COPY: path(back.path, 'copy') };
  await run('sh', ['-c', commands('redis-backup')], { env });
  await cli(port, 'set', 'reprise:later', 'not in the copy');
  await first.stop();
  before.remove();

  const REDIS_DIR = path(back.path, 'data');
  mkdirSync(REDIS_DIR);
  const env_back = { REDIS_DIR, COPY: env.COPY, REDIS_PORT: String(second_port) };
  await run('sh', ['-c', commands('redis-restore')], { env: env_back });
  const second = redis(second_port, { path: REDIS_DIR });
  await eventually('Redis again', answers(second_port), second);
  assert.equal(await cli(second_port, 'xlen', 'reprise:stream'), '20');
  assert.equal(await cli(second_port, 'exists', 'reprise:later'), '0');
  assert.match(await cli(second_port, 'info', 'persistence'), /aof_enabled:1/);
});
