// The facilitator's console with 300 people in 100 rooms while 50 things a second change: how long until a change that a
// member's browser sends is painted on the console, what a change costs the page, and whether its memory stays what it was.
//
//   node tests/browser/console_benchmark.mjs [--members 300] [--changes 50] [--minutes 3] [--profile <file>.cpuprofile]
//
// It measures what script/server runs: that builds build/release/reprise-server and build/web. Server, console and crowd share
// one machine and its clock, so the last line of a minute says who used its cores: as long as they are not all in use, the
// delays are the console's own. A change counts as painted in the task after the frame that showed it. What is sent is seen
// by a room and by the facilitators only, so that it is the console that is measured.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { arrive, launchBrowser, until } from './support/browser.mjs';
import { cpuSeconds } from './support/cpu.mjs';
import { startCrowd } from './support/crowd.mjs';
import * as facilitator from './support/facilitator.mjs';
import { startServer } from './support/server.mjs';

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '300' },
    changes: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '3' },
    profile: { type: 'string' },
  },
});
const members = Number(values.members);
const rest_ms_max = 180_000;
const changes_per_second = Number(values.changes);
const minutes = Number(values.minutes);

async function join(server, number) {
  const answer = await fetch(`${server.origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin },
    body: JSON.stringify({ id: `crowd-${number}`, code: server.joinCode, name: `Person ${number}` }),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  return (await answer.json()).ticket;
}

// On the console: how long after it was sent each change was painted.
function watch_paints() {
  window.painted = [];
  const seen = new Set();
  const look = (text) => {
    for (const [which, at] of text.matchAll(/At (\d{13}), \d+/g)) {
      if (seen.has(which)) continue;
      seen.add(which);
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.painted.push(Date.now() - Number(at));
        channel.port2.postMessage(0);
      });
    }
  };
  // What was seen is forgotten with its minute: this must not be the leak that is looked for.
  window.forget_paints = () => {
    window.painted = [];
    seen.clear();
  };
  new MutationObserver((all) => {
    for (const { target, addedNodes } of all) {
      look(target.nodeType === Node.TEXT_NODE ? target.data : '');
      for (const each of addedNodes) look(each.textContent ?? '');
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

// What the page's main thread has done so far, in seconds, and what it holds.
async function metrics(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (name) => metrics.find((each) => each.name === name).value;
  return {
    task: of('TaskDuration'),
    style: of('RecalcStyleDuration'),
    layout: of('LayoutDuration'),
    megabytes: of('JSHeapUsedSize') / 1024 / 1024,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}

const server = await startServer();
const crowd = startCrowd();
const browser = await launchBrowser();
const cpu = () => {
  const { user, system } = process.cpuUsage();
  const used = cpuSeconds({ ours: process.pid, server: server.pid, crowd: crowd.pid });
  const self = (user + system) / 1e6;
  return { ...used, browser: used.ours - used.server - used.crowd - self, others: used.all - used.ours };
};

async function hold(devtools, minute) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { megabytes, nodes, listeners } = await metrics(devtools);
  console.log(
    `minute ${minute}: the page holds ${megabytes.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`,
  );
}

// The delays of all that were painted; no longer than it takes until nothing comes any more.
async function painted(lead, count) {
  let [before, quiet_since] = [-1, Date.now()];
  await until(
    async () => {
      const now = await lead.page.evaluate(() => window.painted.length);
      if (now !== before) [before, quiet_since] = [now, Date.now()];
      return now === count || Date.now() - quiet_since > 2_000;
    },
    'the page comes to rest',
    rest_ms_max,
  );
  return lead.page.evaluate(() => window.painted);
}

async function measure(lead, devtools, minute) {
  await lead.page.evaluate(() => window.forget_paints());
  const [before, cpu_before] = [await metrics(devtools), cpu()];
  const began = Date.now();
  const { sent, refusal } = await crowd.stir({ per_second: changes_per_second, seconds: 60 });
  const [cpu_after, took] = [cpu(), (Date.now() - began) / 1000];
  const timed = Math.floor(sent / 2);
  const delays = await painted(lead, timed);
  const after = await metrics(devtools);
  const ms = (what) => ((1000 * (after[what] - before[what])) / sent).toFixed(2);
  const cores = (what) => ((cpu_after[what] - cpu_before[what]) / took).toFixed(2);
  const seen = delays.length;
  // What was never seen was replaced before it was painted: later than all others.
  while (delays.length < timed) delays.push(Number.POSITIVE_INFINITY);
  const of_delays = { p50: quantile(delays, 0.5), p95: quantile(delays, 0.95), p99: quantile(delays, 0.99) };
  console.log(
    `minute ${minute}: ${sent} changes, ${seen} of ${timed} seen: ` +
      `p50 ${of_delays.p50} ms, p95 ${of_delays.p95} ms, p99 ${of_delays.p99} ms, most ${Math.max(...delays.slice(0, seen))} ms\n` +
      `  the page's main thread, ms a change: ${ms('task')} ` +
      `(style ${ms('style')}, layout ${ms('layout')})\n` +
      `  cores in use: browser ${cores('browser')}, server ${cores('server')}, crowd ${cores('crowd')}, ` +
      `others on this machine ${cores('others')}`,
  );
  if (refusal) console.log(`  a refusal: ${refusal}`);
  return { ...of_delays, task: Number(ms('task')) };
}

try {
  const lead = await arrive(browser, 'Facilitator', { size: { width: 1280, height: 800 } });
  // What is recorded for tests would look like a leak.
  lead.heard = { push() {} };
  await facilitator.openConsole(lead, server);
  await facilitator.adjustPlan(lead, { pace: 'own' });
  const tickets = [];
  for (let number = 1; number <= members; ++number) tickets.push(await join(server, number));
  await crowd.connect({ origin: server.origin, session: server.session, tickets });
  await facilitator.counts(lead, members, members);
  await facilitator.startRehearsing(lead);
  await lead.page.evaluate(watch_paints);
  const devtools = await lead.context.newCDPSession(lead.page);
  // The time that the thread worked, not that in which it waited for a core.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });

  if (values.profile) {
    await devtools.send('Profiler.enable');
    await devtools.send('Profiler.start');
  }
  const all = [];
  await hold(devtools, 0);
  for (let minute = 1; minute <= minutes; ++minute) {
    all.push(await measure(lead, devtools, minute));
    await hold(devtools, minute);
  }
  if (values.profile) {
    const { profile } = await devtools.send('Profiler.stop');
    writeFileSync(values.profile, JSON.stringify(profile));
  }
  const median = (what) =>
    quantile(
      all.map((each) => each[what]),
      0.5,
    );
  console.log(
    `median of ${minutes} minutes: p50 ${median('p50')} ms, p95 ${median('p95')} ms, p99 ${median('p99')} ms, ` +
      `${median('task').toFixed(2)} ms of the main thread a change`,
  );
  for (const trouble of lead.troubles) console.log(`trouble on the page: ${trouble}`);
} finally {
  await browser.close();
  await crowd.stop();
  await server.stop();
}
