// docs/operating/backup.md, carried out as it stands: a copy of the log while people work, the disk is lost,
// and the copy in a new folder has everything that was acknowledged before it was made.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

const withKey = (server, key) => ({ Authorization: `Bearer ${key}`, Origin: server.origin });
async function saveOwnPlaybook(server) {
  const key = readFileSync(path(server.data, 'organiser.key'), 'utf8').trim();
  const saved = await ask(server.origin, '/api/playbooks/our-own', {
    method: 'POST',
    headers: withKey(server, key),
    body: readFileSync(path(root, 'playbooks/headship.yaml')),
  });
  assert.equal(saved.status, 200, saved.text);
  return key;
}
async function open(server, key, id, playbook) {
  const opened = await ask(server.origin, '/api/sessions', {
    method: 'POST',
    headers: { ...withKey(server, key), 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, playbook }),
  });
  assert.equal(opened.status, 201, opened.text);
  return JSON.parse(opened.text);
}
const nameOf = ({ welcome }, member) =>
  welcome.changes.find((put) => put.put === 'member' && put.entity.id === member).entity.name;

// People work while makeCopy() runs. What it gives is what they know when all is lost.
async function lessonWithCopy(server, makeCopy) {
  const key = await saveOwnPlaybook(server);
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
  await makeCopy();
  const said_meanwhile = said - said_before;
  talking = false;
  await Promise.all(talk);
  assert.ok(said_meanwhile > 0, 'people went on working while the copy was made');
  const known = {
    epoch: people[0].live.welcome.epoch,
    seq: people[0].live.frames.findLast((each) => each.frame === 'changes').seq,
  };
  return { key, people, acknowledged, known, session: server.session, joinCode: server.joinCode };
}

async function everythingIsThere(again, { key, people, acknowledged, known, session, joinCode }) {
  assert.equal(again.session, session);
  assert.equal(again.joinCode, joinCode);

  // Everybody's ticket is good, and what each had been told was kept is there: that name, or a later one.
  for (const [at, each] of people.entries()) {
    const back = await enter(again.origin, each);
    const name = nameOf(back, each.member);
    const times = (text) => Number(/^\d+ for the (\d+)\. time$/.exec(text)[1]);
    assert.ok(times(name) >= times(acknowledged[at]), `${name}; was told ${acknowledged[at]}`);
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
  returning.leave();

  const playbooks = await ask(again.origin, '/api/playbooks');
  assert.ok(playbooks.text.includes('our-own'));
  await open(again, key, 'tuesday', 'our-own');
}

test('a copy that was made in the middle of a lesson brings all of it back', async () => {
  const server = await startServer();
  running.push(server);
  const env = { DATA: server.data, COPY: path(copy.path, 'monday') };
  const lesson = await lessonWithCopy(server, () => run('sh', ['-c', commands('sqlite-backup')], { env }));
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
  await everythingIsThere(again, lesson);
});

test('a copy is made, too, where the keys are settings and nobody has saved a playbook', async () => {
  const keys = ['--organiser-key', 'k'.repeat(32), '--ticket-key', 'A'.repeat(43)];
  const server = await startServer({ flags: keys });
  running.push(server);
  const env = { DATA: server.data, COPY: path(copy.path, 'tuesday') };
  await run('sh', ['-c', commands('sqlite-backup')], { env });
  assert.deepEqual(readdirSync(env.COPY), ['reprise.sqlite']);
});

// A session that has ended, of which Redis keeps the picture and not the first of the commits any more.
async function yesterday(server, key, count) {
  const opened = await open(server, key, 'yesterday', 'headship');
  const people = [];
  for (const name of ['Eva', 'Fay', 'Gil', 'Hal', 'Ida', 'Jan', 'Kim']) {
    const who = await join(server.origin, opened.join_code, name);
    people.push({ ...who, live: await enter(server.origin, who) });
  }
  const facilitator = await enter(server.origin, opened);
  await facilitator.command('go_to_stage', { stage: 'ended' });
  const talk = people.map(async ({ member, live }) => {
    for (let times = 1; times <= 50; ++times)
      await live.command('rename', { member, name: `${member} said ${times}` });
  });
  await Promise.all(talk);
  for (const { leave } of [facilitator, ...people.map(({ live }) => live)]) leave();
  await eventually('a shorter log', async () => {
    const commits = await count(opened.session);
    return commits > 0 && commits < 300;
  });
  return people;
}

// Does what docker/compose.yaml's container of Redis would do on this machine: its port and its volume are given by the test.
const stand_in = `#!/bin/bash
set -eu
[ "$1 $2 $3" = 'compose -f docker/compose.yaml' ]
verb=$4
shift 4
case $verb in
  stop | up) ;;
  exec)
    [ "$1 $2 $3" = '-T redis redis-cli' ]
    shift 3
    redis-cli -p "$STAND_IN_PORT" "$@"
    ;;
  cp)
    [ "$1" = redis:/data/dump.rdb ]
    cp "$STAND_IN_DATA/dump.rdb" "$2"
    ;;
  run)
    copy=/nowhere
    settings=()
    program=''
    while [ "$1" != redis ]; do
      case $1 in
        --rm | -T | --no-deps) ;;
        --entrypoint) program=$2 && shift ;;
        -v) copy=\${2%:/copy:ro} && shift ;;
        -e) settings+=("$2") && shift ;;
        *) exit 1 ;;
      esac
      shift
    done
    shift
    words=(\${settings[@]+"\${settings[@]}"} "$program" "$@")
    words=("\${words[@]//\\/data/$STAND_IN_DATA}")
    env "\${words[@]//\\/copy/$copy}"
    ;;
  *) exit 1 ;;
esac
`;

const by_hand = async ({ REDIS, REDIS_DIR, COPY }) => ({
  backup: () => run('sh', ['-c', commands('redis-backup')], { env: { REDIS, REDIS_DIR, COPY } }),
  restore: (dir) => run('sh', ['-c', commands('redis-restore')], { env: { REDIS_DIR: dir, COPY } }),
});

const by_compose = async ({ REDIS, REDIS_DIR, COPY }, folder) => {
  writeFileSync(path(folder, 'docker'), stand_in);
  chmodSync(path(folder, 'docker'), 0o755);
  const compose = (name, dir) =>
    run('sh', ['-c', commands(name)], {
      cwd: root,
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        STAND_IN_PORT: new URL(REDIS).port,
        STAND_IN_DATA: dir,
        COPY,
      },
    });
  return {
    backup: () => compose('compose-backup', REDIS_DIR),
    async restore(dir) {
      writeFileSync(path(COPY, 'restore.sh'), commands('redis-restore'));
      if (!existsSync(path(dir, 'before'))) {
        mkdirSync(path(dir, 'appendonlydir'));
        writeFileSync(path(dir, 'appendonlydir/of-before'), '');
      }
      await compose('compose-restore', dir);
      assert.ok(existsSync(path(dir, 'before/of-before')), 'what was there is set aside');
    },
  };
};

test('so does a copy of Redis, whatever it had trimmed', () => copyOfRedis(by_hand, yesterday));
test('so does a copy of the Redis of compose.yaml', () => copyOfRedis(by_compose, () => []));

async function copyOfRedis(way, prepare) {
  const before = temporaryFolder();
  const back = temporaryFolder();
  running.push({ stop: () => before.remove() }, { stop: () => back.remove() });
  const [port, second_port] = await freePorts(2);
  const redis = async (at, folder) => {
    const words = ['--port', at, '--bind', '127.0.0.1', '--dir', folder].map(String);
    const started = start('redis-server', [path(docker, 'redis/redis.conf'), ...words]);
    running.unshift(started);
    const answers = async () => (await run('redis-cli', ['-e', '-p', String(at), 'ping'])) === 'PONG\n';
    await eventually('Redis', answers, started);
    return started;
  };
  const serve = async (at) => {
    const started = await startServer({ flags: ['--log', `redis://127.0.0.1:${at}/3`, '--require-durable'] });
    running.unshift(started);
    return started;
  };

  const first = await redis(port, before.path);
  const server = await serve(port);
  const count = async (session) =>
    Number(await run('redis-cli', ['-e', '-p', port, '-n', '3', 'xlen', `reprise:{${session}}:log`]));
  const key = readFileSync(path(server.data, 'organiser.key'), 'utf8').trim();
  const ended = await prepare(server, key, count);
  const env = { REDIS: `redis://127.0.0.1:${port}`, REDIS_DIR: before.path, COPY: path(back.path, 'copy') };
  const { backup, restore } = await way(env, back.path);
  const lesson = await lessonWithCopy(server, backup);
  // Nobody is left who could give Redis back what it has lost.
  await server.stop();
  await first.stop('SIGKILL');
  before.remove();

  const REDIS_DIR = path(back.path, 'data');
  mkdirSync(REDIS_DIR);
  await restore(REDIS_DIR);
  await assert.rejects(restore(REDIS_DIR), 'never over another log');
  await redis(second_port, REDIS_DIR);
  const again = await serve(second_port);
  await everythingIsThere(again, lesson);
  for (const each of ended) {
    const looks_back = await enter(again.origin, each);
    assert.equal(nameOf(looks_back, each.member), `${each.member} said 50`);
    looks_back.leave();
  }
}
