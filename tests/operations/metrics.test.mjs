// Every number that the dashboard, the alerts or the documents speak of is one that the server gives, and
// every number that the server gives is explained to the operator.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { startServer } from '../browser/support/server.mjs';
import { ask } from './support/member.mjs';
import { docker, root } from './support/programs.mjs';

// What a server gives only with its log in Redis, and this one, which has SQLite, does not.
const only_with_redis = [];

let server;
const families = new Map(); // name -> counter, gauge or histogram
const labels = new Map(); // name -> the labels of its samples

before(async () => {
  server = await startServer();
  const { text } = await ask(server.origin, '/metrics');
  for (const [, name, type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) families.set(name, type);
  for (const [, name, inside] of text.matchAll(/^(\w+)\{(.*)\} /gm)) {
    const known = labels.get(name) ?? new Set();
    for (const [, label] of inside.matchAll(/(\w+)="/g)) known.add(label);
    labels.set(name, known);
  }
});
after(() => server.stop());

// A histogram is asked for by the names of its parts.
function family(name) {
  const whole = name.replace(/_(bucket|sum|count)$/, '');
  return families.get(whole) === 'histogram' ? whole : name;
}

function checkNames(where, expression) {
  const asked = expression.match(/\breprise_\w+/g) ?? [];
  for (const name of asked)
    assert.ok(
      families.has(family(name)) || only_with_redis.includes(name),
      `${where}: the server gives no ${name}`,
    );
  for (const [, name, inside] of expression.matchAll(/\b(reprise_\w+)\{(.*?)\}/g)) {
    for (const [, label] of inside.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g))
      assert.ok(
        label === 'instance' || labels.get(name)?.has(label),
        `${where}: ${name} has no label ${label}`,
      );
  }
  // A counter is looked at by how fast it grows; and a gauge has no such thing.
  for (const [, name] of expression.matchAll(/\b(?:rate|increase)\((reprise_\w+)/g))
    assert.notEqual(families.get(name), 'gauge', `${where}: ${name} is a gauge`);
  return asked.length;
}

test('the dashboard asks for nothing that is not there', () => {
  const dashboard = JSON.parse(readFileSync(join(docker, 'grafana/reprise.json'), 'utf8'));
  let asked = 0;
  for (const panel of dashboard.panels)
    for (const target of panel.targets ?? []) asked += checkNames(panel.title, target.expr);
  for (const each of dashboard.annotations.list) checkNames(each.name, each.expr);
  assert.ok(asked > 40, `${asked}`);
});

test('neither do the alerts', () => {
  const { groups } = parse(readFileSync(join(docker, 'prometheus/rules.yml'), 'utf8'));
  let asked = 0;
  for (const rule of groups.flatMap((group) => group.rules))
    asked += checkNames(rule.alert ?? rule.record, rule.expr);
  assert.ok(asked > 12, `${asked}`);
});

test('what an alert is about can be seen on the dashboard', () => {
  const dashboard = readFileSync(join(docker, 'grafana/reprise.json'), 'utf8');
  const { groups } = parse(readFileSync(join(docker, 'prometheus/rules.yml'), 'utf8'));
  const is_a_number = /\b(?:reprise|haproxy)_\w+|\bup(?=\{)/g;
  const drawn = new Set(dashboard.match(is_a_number));
  for (const { alert, expr } of groups.flatMap((group) => group.rules).filter((rule) => rule.alert)) {
    const names = expr.match(is_a_number);
    assert.ok(
      names.some((name) => drawn.has(name)),
      `${alert}: nothing draws ${names}`,
    );
  }
});

test('each metric has its row in docs/operating/metrics.md, and each row its metric', () => {
  const page = readFileSync(join(root, 'docs/operating/metrics.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z_]+)`/gm)].map(([, name]) => `reprise_${name}`);
  assert.equal(new Set(rows).size, rows.length, 'no metric has two rows');
  for (const name of [...families.keys(), ...only_with_redis])
    assert.ok(rows.includes(name), `${name} has no row`);
  for (const name of rows)
    assert.ok(families.has(name) || only_with_redis.includes(name), `there is no ${name}`);
});

test('each alert has its row there, too', () => {
  const page = readFileSync(join(root, 'docs/operating/metrics.md'), 'utf8');
  const { groups } = parse(readFileSync(join(docker, 'prometheus/rules.yml'), 'utf8'));
  const rows = [...page.matchAll(/^\| `(Reprise\w+)`/gm)].map(([, name]) => name);
  const alerts = groups.flatMap((group) => group.rules).flatMap((rule) => rule.alert ?? []);
  assert.deepEqual(rows.toSorted(), alerts.toSorted());
});

test('each event of the log of the program has its row in docs/operating.md', () => {
  const page = readFileSync(join(root, 'docs/operating.md'), 'utf8');
  const table = page.slice(page.indexOf('| event |')).split('\n\n')[0];
  const events = new Set();
  for (const file of readdirSync(join(root, 'server'), { recursive: true }).filter((name) =>
    name.endsWith('.cpp'),
  ))
    for (const [, event] of readFileSync(join(root, 'server', file), 'utf8').matchAll(
      /logging::(?:info|warning|error)\(\s*"(\w+)"/g,
    ))
      events.add(event);
  assert.ok(events.size > 8);
  for (const event of events) assert.ok(table.includes(`\`${event}\``), `${event} has no row`);
});
