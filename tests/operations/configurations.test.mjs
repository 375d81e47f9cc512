// The files that an operator is given are read by the programs that they are for, and agree with each other.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { docker, eventually, freePorts, root, run, start, temporaryFolder } from './support/programs.mjs';

const binary = process.env.REPRISE_SERVER ?? join(root, 'build/release/reprise-server');
const read = (path) => readFileSync(join(docker, path), 'utf8');
// As it is where nothing is set.
const unset = (_, value) =>
  typeof value === 'string' ? value.replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1') : value;
const compose = parse(read('compose.yaml'), unset, { merge: true });
const nodes = Object.keys(compose.services).filter((name) => name.startsWith('node-'));

function seconds(text) {
  const [, count, unit] = /^(\d+)(s|m|h)$/.exec(text);
  return Number(count) * { s: 1, m: 60, h: 3600 }[unit];
}

test('compose.yaml is what docker-compose takes', async () => {
  await run('docker-compose', ['-f', join(docker, 'compose.yaml'), 'config', '--quiet']);
  assert.equal(nodes.length, 2);
});

test('every file and image of compose.yaml is there or named with its version', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(':');
      if (source.startsWith('.')) assert.ok(existsSync(join(docker, source)), `${name} mounts ${source}`);
      else assert.ok(source in compose.volumes, `${name} uses the volume ${source}`);
    }
    if (!service.build) assert.match(service.image, /:v?\d+(\.\d+)+$/, `${name} has an image of one version`);
  }
});

test('TLS in compose.yaml is three lines of .env, and needs nothing of the machine without them', async () => {
  const { haproxy } = compose.services;
  assert.ok(haproxy.volumes.includes('certificates:/certs:ro'), 'a volume, not a folder that may be missing');
  const env = {
    REPRISE_BIND: '*:8443 ssl crt /certs/ alpn h2,http/1.1',
    REPRISE_CERTIFICATES: '/etc/reprise/certs',
    REPRISE_HTTPS: '443',
  };
  const page = readFileSync(join(root, 'docs/operating.md'), 'utf8');
  for (const [name, value] of Object.entries(env)) {
    assert.ok(page.includes(`\n${name}=${value}\n`), `docs/operating.md says ${name}`);
    assert.ok(read('compose.yaml').includes(`#   ${name}=${value}\n`), `compose.yaml says ${name}`);
  }
  const words = ['-f', join(docker, 'compose.yaml'), 'config'];
  const set = parse(await run('docker-compose', words, { env })).services.haproxy;
  assert.equal(set.environment.REPRISE_BIND, env.REPRISE_BIND);
  assert.ok(set.volumes.includes('/etc/reprise/certs:/certs:ro'));
  assert.ok(set.ports.some(({ published, target }) => published === 443 && target === 8443));
});

test('people reach the proxy and nobody else; the operator reaches what is drawn from this machine', () => {
  const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
    ports.map((port) => `${name} ${port}`),
  );
  assert.deepEqual(published, [
    'haproxy 8080:8080',
    'haproxy 127.0.0.1:8443:8443',
    'haproxy 127.0.0.1:8404:8404',
    'grafana 127.0.0.1:3000:3000',
  ]);
  // Nobody can log in at Grafana with the password that it comes with.
  const { environment: grafana } = compose.services.grafana;
  assert.equal(grafana.GF_AUTH_DISABLE_LOGIN_FORM, 'true');
  assert.equal(grafana.GF_AUTH_BASIC_ENABLED, 'false');
  assert.equal(compose.networks.inside.internal, true);
  for (const name of [...nodes, 'redis', 'prometheus'])
    assert.deepEqual(compose.services[name].networks, ['inside'], name);
});

test('the nodes believe their proxy, whose address is in the network that they name', async () => {
  const [{ subnet }] = compose.networks.inside.ipam.config;
  for (const name of nodes)
    assert.equal(compose.services[name].environment.REPRISE_TRUST_PROXY_AT, subnet, name);
  assert.ok(compose.services.haproxy.networks.includes('inside'));
  // The server takes the setting: with a wrong port it gets as far as that.
  const wrong = run(binary, ['--port', 'none', '--trust-proxy-at', subnet]);
  await assert.rejects(wrong, /--port/);
  await assert.rejects(run(binary, ['--trust-proxy-at', 'haproxy']), /must be an address, or a network/);
});

test('HAProxy and Prometheus know every node by its name in compose.yaml', () => {
  const asked = parse(read('prometheus/prometheus.yml'));
  const targets = asked.scrape_configs.find((job) => job.job_name === 'reprise').static_configs[0].targets;
  assert.deepEqual(
    targets,
    nodes.map((name) => `${name}:8080`),
  );
  const proxy = read('haproxy/haproxy.cfg');
  for (const [at, name] of nodes.entries()) {
    assert.match(proxy, new RegExp(`^  presetenv REPRISE_NODE_${at + 1} ${name}:8080$`, 'm'));
    assert.match(proxy, new RegExp(`^  server ${name} "\\$REPRISE_NODE_${at + 1}"$`, 'm'));
  }
});

test('HAProxy takes its configuration, also with TLS', async () => {
  const folder = temporaryFolder();
  try {
    await makeCertificate(folder.path);
    const both =
      readFileSync(join(folder.path, 'fullchain.pem')) + readFileSync(join(folder.path, 'key.pem'));
    writeFileSync(join(folder.path, 'both.pem'), both);
    const env = { REPRISE_NODE_1: '127.0.0.1:8081', REPRISE_NODE_2: '127.0.0.1:8082' };
    const words = ['-c', '-V', '-f', join(docker, 'haproxy/haproxy.cfg')];
    assert.match(await run('haproxy', words, { env }), /Configuration file is valid/);
    const bind = `127.0.0.1:8443 ssl crt ${folder.path}/both.pem alpn h2,http/1.1`;
    assert.match(await run('haproxy', words, { env: { ...env, REPRISE_BIND: bind } }), /file is valid/);
    const third = { ...env, REPRISE_NODE_3: '127.0.0.1:8083' };
    assert.match(await run('haproxy', words, { env: third }), /file is valid/);
    assert.match(await run('haproxy', words, { env: { ...env, ...debian() } }), /file is valid/);
    mkdirSync(join(folder.path, 'empty'));
    const empty = `127.0.0.1:8443 ssl crt ${folder.path}/empty/ alpn h2,http/1.1`;
    const without = run('haproxy', words, { env: { ...env, REPRISE_BIND: empty } });
    await assert.rejects(without, /no SSL certificate specified/);
  } finally {
    folder.remove();
  }
});

// What HAProxy's example says for /etc/default/haproxy, but for the addresses.
function debian() {
  const said = [...read('haproxy/haproxy.cfg').matchAll(/^#   (REPRISE_\w+)=(.*)$/gm)];
  const settings = Object.fromEntries(said.map(([, name, value]) => [name, value]));
  assert.deepEqual(Object.keys(settings).toSorted(), [
    'REPRISE_BIND',
    'REPRISE_HAPROXY_USER',
    'REPRISE_NODE_1',
    'REPRISE_NODE_2',
  ]);
  delete settings.REPRISE_BIND;
  return settings;
}

test("HAProxy that root starts with Debian's settings serves as another user, and its numbers stay here", async () => {
  const [, numbers] = /^  presetenv REPRISE_BIND_NUMBERS (\S+)$/m.exec(read('haproxy/haproxy.cfg'));
  assert.equal(numbers, '127.0.0.1:8404');
  assert.equal(compose.services.haproxy.environment.REPRISE_BIND_NUMBERS, '*:8404');
  assert.equal(process.getuid(), 0, 'this needs root, as network namespaces do in tests/cluster');
  const [people, operator] = await freePorts(2);
  const addresses = { REPRISE_BIND: `127.0.0.1:${people}`, REPRISE_BIND_NUMBERS: `127.0.0.1:${operator}` };
  const words = ['-db', '-f', join(docker, 'haproxy/haproxy.cfg')];
  const proxy = start('haproxy', words, { env: { ...debian(), ...addresses } });
  try {
    const answers = async () => (await fetch(`http://127.0.0.1:${operator}/metrics`)).ok;
    await eventually('the numbers', answers, proxy);
    const user = /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${proxy.pid}/status`, 'utf8'))[1];
    assert.equal(user, (await run('id', ['-u', 'haproxy'])).trim());
    assert.equal(readlinkSync(`/proc/${proxy.pid}/root`), '/var/lib/haproxy');
  } finally {
    await proxy.stop();
  }
});

test('every setting of the containers and units is one that the server knows, and may be left empty', async () => {
  const help = await run(binary, ['--help']);
  const flag = (name) => name.replace('REPRISE_', '--').toLowerCase().replaceAll('_', '-');
  // Of the proxy, and of compose.yaml itself.
  const others = new Set(
    read('haproxy/haproxy.cfg')
      .match(/\bREPRISE_\w+/g)
      .concat('REPRISE_CERTIFICATES', 'REPRISE_HTTPS'),
  );
  const named = [
    'compose.yaml',
    'Dockerfile',
    'systemd/reprise.service',
    'systemd/reprise@.service',
    'nginx/reprise.conf',
  ]
    .flatMap((file) => read(file).match(/\bREPRISE_\w+/g))
    .concat(readFileSync(join(root, 'docs/operating.md'), 'utf8').match(/\bREPRISE_\w+/g))
    .filter((name) => !others.has(name));
  assert.ok(named.length > 10);
  for (const name of new Set(named)) assert.match(help, new RegExp(`^ *${flag(name)} `, 'm'), name);
  const env = Object.fromEntries(named.map((name) => [name, '']));
  const wrong = run(binary, ['--port', 'none'], { env });
  await assert.rejects(wrong, /--port/);
});

test('every option of the server is named on the pages for operators', async () => {
  const folder = join(root, 'docs/operating');
  const pages = [join(root, 'docs/operating.md'), ...readdirSync(folder).map((name) => join(folder, name))];
  const text = pages.map((page) => readFileSync(page, 'utf8')).join('');
  const help = await run(binary, ['--help']);
  const offered = [...help.matchAll(/^  (?:-\w,)?(--[a-z-]+)/gm)].map(([, name]) => name);
  assert.ok(offered.length > 15);
  const missing = offered.filter(
    (name) =>
      !new RegExp(`${name}(?![a-z-])`).test(text) &&
      !new RegExp(`\\b${name.replace('--', 'REPRISE_').toUpperCase().replaceAll('-', '_')}\\b`).test(text),
  );
  assert.deepEqual(missing, []);
});

// The server's own times stand in server/net/times.hpp.
function serverSeconds(name) {
  const header = readFileSync(join(root, 'server/net/times.hpp'), 'utf8');
  return Number(new RegExp(`${name} = ([\\d']+);`).exec(header)[1].replaceAll("'", '')) / 1000;
}

test('no proxy gives up a silent WebSocket, or a slow answer, before the server does', () => {
  const proxy = read('haproxy/haproxy.cfg');
  const timeout = (name) => seconds(new RegExp(`^  timeout ${name} +(\\S+)$`, 'm').exec(proxy)[1]);
  const silence = serverSeconds('silent_ms_max');
  assert.ok(silence >= 30 && serverSeconds('ping_after_ms') < silence);
  assert.ok(timeout('tunnel') > 10 * silence);
  assert.ok(timeout('server') > serverSeconds('answer_ms_max'));
  assert.ok(timeout('client') > serverSeconds('request_ms_max'));
  const nginx = read('nginx/reprise.conf');
  const setting = (name) => seconds(new RegExp(`^ +${name} (\\S+);$`, 'm').exec(nginx)[1]);
  assert.ok(setting('proxy_read_timeout') > 10 * silence);
  assert.ok(setting('proxy_send_timeout') > 10 * silence);
  // A connection to the server that nginx keeps is given up by nginx, never by the server under its hands.
  assert.ok(setting('keepalive_timeout') < serverSeconds('request_ms_max'));
});

test('whoever stops the server waits until everybody has been told and everything is written', () => {
  const finish_and_goodbye = 10;
  for (const name of nodes) assert.ok(seconds(compose.services[name].stop_grace_period) > finish_and_goodbye);
  for (const unit of ['reprise.service', 'reprise@.service'])
    assert.ok(Number(/^TimeoutStopSec=(\d+)$/m.exec(read(`systemd/${unit}`))[1]) > finish_and_goodbye);
});

test('Prometheus takes its configuration and rules, and each alert comes when it should', async () => {
  const folder = join(docker, 'prometheus');
  await run('promtool', ['check', 'config', 'prometheus.yml'], { cwd: folder });
  await run('promtool', ['test', 'rules', 'rules.test.yml'], { cwd: folder });
  // Also with the Alertmanager that stands in its comment.
  const other = temporaryFolder();
  try {
    writeFileSync(join(other.path, 'rules.yml'), read('prometheus/rules.yml'));
    const told = read('prometheus/prometheus.yml').replaceAll(/^# (alerting:| {2,}.*)$/gm, '$1');
    assert.ok(parse(told).alerting.alertmanagers.length > 0);
    writeFileSync(join(other.path, 'prometheus.yml'), told);
    await run('promtool', ['check', 'config', 'prometheus.yml'], { cwd: other.path });
  } finally {
    other.remove();
  }
  const alerts = parse(read('prometheus/rules.yml')).groups.flatMap((group) => group.rules);
  const tested = read('prometheus/rules.test.yml');
  for (const { alert } of alerts.filter((rule) => rule.alert))
    assert.match(tested, new RegExp(`alertname(: |=")${alert}\\b`), `${alert} is tested`);
});

test('nginx takes its configuration', async () => {
  const folder = temporaryFolder();
  try {
    await makeCertificate(folder.path);
    const site = read('nginx/reprise.conf').replaceAll('/etc/ssl/reprise', folder.path);
    const takes = async (text) => {
      writeFileSync(join(folder.path, 'site.conf'), text);
      const said = await run('nginx', ['-t', '-c', join(folder.path, 'nginx.conf')]);
      assert.match(said, /test is successful/);
      assert.doesNotMatch(said, /warn/);
    };
    // With what its comment says for nginx.conf.
    const [, files] = /^# {3}(worker_rlimit_nofile \d+;)$/m.exec(site);
    const [, events] = /^# {3}(events \{.*\})$/m.exec(site);
    writeFileSync(
      join(folder.path, 'nginx.conf'),
      `pid ${folder.path}/pid;\nerror_log stderr;\n${files}\n${events}\nhttp { include ${folder.path}/site.conf; }\n`,
    );
    await takes(site);
    // One server, as its comment says.
    const [, one] = /`(server [^`]+;)`/.exec(site);
    await takes(
      site
        .replaceAll(/^ {2}server 127\.0\.0\.1:8081 .*$/gm, one)
        .replaceAll(/^ {2}server .*:8082 .*\n/gm, ''),
    );
    for (const port of read('systemd/reprise@.service').match(/@(\d+)/g))
      assert.ok(site.includes(`server 127.0.0.1:${port.slice(1)} `), `nginx knows reprise${port}`);
  } finally {
    folder.remove();
  }
});

async function makeCertificate(folder) {
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
  await run('openssl', [
    ...words.split(' '),
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'fullchain.pem')],
  ]);
}

test('systemd takes the units, finds them tight, and both are the same but for the port', async () => {
  const folder = temporaryFolder();
  try {
    const units = ['reprise.service', 'reprise@.service'];
    for (const unit of units) {
      const text = read(`systemd/${unit}`).replaceAll('/usr/local/bin/reprise-server', binary);
      writeFileSync(join(folder.path, unit), text);
    }
    const files = [join(folder.path, units[0]), join(folder.path, 'reprise@8081.service')];
    writeFileSync(files[1], readFileSync(join(folder.path, units[1])));
    for (const file of files) assert.equal(await run('systemd-analyze', ['verify', '--man=no', file]), '');
    // 0 is shut and 10 is open; a server that listens cannot have 0.
    const words = ['security', '--offline=true', '--threshold=15', '--no-pager'];
    await run('systemd-analyze', [...words, files[0]]);
  } finally {
    folder.remove();
  }
  const body = (unit) => read(`systemd/${unit}`).split('[Unit]\n')[1];
  const as_one_of_several = body('reprise.service')
    .replace('feedback\n', 'feedback, on port %i\n')
    .replace('REPRISE_DATA=/var/lib/reprise\n', 'REPRISE_DATA=/var/lib/reprise/%i REPRISE_PORT=%i\n')
    .replace('StateDirectory=reprise\n', 'StateDirectory=reprise/%i\n');
  assert.equal(body('reprise@.service'), as_one_of_several);
});

test('systemd starts a node that comes before its Redis until it is there, and no node with a wrong setting', async () => {
  for (const unit of ['reprise.service', 'reprise@.service']) {
    const setting = (name) => new RegExp(`^${name}=(.*)$`, 'm').exec(read(`systemd/${unit}`))?.[1];
    assert.equal(setting('Restart'), 'on-failure');
    assert.equal(setting('StartLimitIntervalSec'), '0', 'else it is given up after five times');
    assert.equal(setting('RestartPreventExitStatus'), '2');
  }
  const folder = temporaryFolder();
  const [nobody] = await freePorts(1);
  const ends = async (...words) => {
    const server = start(binary, ['--data', folder.path, '--port', '0', ...words]);
    return { code: await server.ended(), said: server.said() };
  };
  try {
    const early = await ends('--log', `redis://127.0.0.1:${nobody}/0`);
    assert.match(early.said, /cannot connect/);
    assert.equal(early.code, 1);
    for (const wrong of [['--retention-days', 'many'], ['--log', 'a tape'], ['--such-as-this']])
      assert.equal((await ends(...wrong)).code, 2, wrong.join(' '));
  } finally {
    folder.remove();
  }
});

test('Redis, as it is configured, has everything on the disk before it answers, and throws nothing away', async () => {
  const folder = temporaryFolder();
  const [port] = await freePorts(1);
  const words = ['--port', port, '--bind', '127.0.0.1', '--dir', folder.path].map(String);
  const redis = start('redis-server', [join(docker, 'redis/redis.conf'), ...words]);
  try {
    const cli = (...asked) => run('redis-cli', ['-p', String(port), ...asked]);
    await eventually('an answer of Redis', async () => (await cli('ping')).startsWith('PONG'), redis);
    const setting = async (name) => (await cli('config', 'get', name)).trim().split('\n')[1];
    assert.equal(await setting('appendonly'), 'yes');
    assert.equal(await setting('appendfsync'), 'always');
    assert.equal(await setting('maxmemory-policy'), 'noeviction');
    assert.equal(
      await setting('maxmemory'),
      String(2 * 1024 ** 3),
      'else nothing is refused, and the kernel ends it',
    );
    // When it is full, it says so and keeps what it has.
    await cli('config', 'set', 'maxmemory', '1');
    assert.match(await cli('set', 'reprise:more', 'x'), /^OOM /);
    await cli('config', 'set', 'maxmemory', '2gb');
    await cli('set', 'reprise:test', 'kept');
    await redis.stop('SIGKILL');
    const again = start('redis-server', [join(docker, 'redis/redis.conf'), ...words]);
    try {
      const found = () => cli('get', 'reprise:test').then((said) => said.trim() === 'kept');
      await eventually('what was written before the kill', found, again);
    } finally {
      await again.stop();
    }
  } finally {
    await redis.stop();
    folder.remove();
  }
});

test('Redis counts as healthy when it answers, and not while it reads its file or asks for a password', async () => {
  const [kind, program, ...words] = compose.services.redis.healthcheck.test;
  assert.equal(kind, 'CMD');
  const folder = temporaryFolder();
  const [port] = await freePorts(1);
  const check = (env = {}) => run(program, ['-p', String(port), ...words], { env });
  const cli = (...asked) => run('redis-cli', ['-p', String(port), ...asked]);
  const settings = ['--port', port, '--bind', '127.0.0.1', '--dir', folder.path, '--appendonly', 'no'];
  const redis = (...more) =>
    start('redis-server', [join(docker, 'redis/redis.conf'), ...settings, ...more].map(String));
  let running;
  try {
    await assert.rejects(check(), /refused/);
    running = redis();
    await eventually('health', check, running);
    await cli('eval', "for at = 1, 500 do redis.call('set', at, redis.sha1hex(at)) end", '0');
    await cli('save');
    await running.stop();

    const slow = ['--key-load-delay', 50_000, '--loading-process-events-interval-bytes', 1024];
    running = redis(...slow);
    const loads = async () => (await cli('ping')).startsWith('LOADING');
    await eventually('a Redis that reads its file', loads, running);
    await assert.rejects(check(), /LOADING/);
    await cli('config', 'set', 'key-load-delay', '0');
    await eventually('health again', check, running);
    await running.stop();

    running = redis('--requirepass', 'secret');
    const there = async () => (await cli('ping')).startsWith('NOAUTH');
    await eventually('a Redis that asks for a password', there, running);
    await assert.rejects(check(), /NOAUTH/);
    assert.equal(await check({ REDISCLI_AUTH: 'secret' }), 'PONG\n');
  } finally {
    await running?.stop();
    folder.remove();
  }
});

test("Grafana's dashboard has its source of data, and no panel lies on another", () => {
  const dashboard = JSON.parse(read('grafana/reprise.json'));
  const [source] = parse(read('grafana/datasources.yaml')).datasources;
  assert.equal(source.url, 'http://prometheus:9090');
  assert.ok('prometheus' in compose.services);
  const taken = new Set();
  const ids = new Set();
  for (const panel of dashboard.panels) {
    assert.ok(!ids.has(panel.id), `two panels have the id ${panel.id}`);
    ids.add(panel.id);
    if (panel.type !== 'row') {
      assert.equal(panel.datasource.uid, source.uid, panel.title);
      assert.ok(panel.targets.length > 0 && panel.description, `${panel.title} says something`);
    }
    const { x, y, w, h } = panel.gridPos;
    assert.ok(x + w <= 24, panel.title);
    for (let column = x; column < x + w; ++column) {
      for (let line = y; line < y + h; ++line) {
        assert.ok(!taken.has(`${column},${line}`), `${panel.title} lies on another`);
        taken.add(`${column},${line}`);
      }
    }
  }
});
