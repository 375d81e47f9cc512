// The facilitator's console with 300 people in 100 rooms while 50 things a second change: how long until a change that a
// member's browser sends is painted on the console, and whether its memory stays what it was.
//
//   node tests/browser/console_benchmark.mjs [--members 300] [--changes 50] [--minutes 1]
//
// Server, console and crowd (300 WebSockets in two pages of a browser of their own; one browser page takes at most 255)
// share one machine and its clock. A change counts as painted in the task after the frame that showed it. Every second
// change is a call for help that says when it was sent, which is what is timed; the others are people who say that they are
// ready, or write drafts. All of them are seen by a room and by the facilitators only, so that it is the console that is
// measured, and not the crowd.
import { parseArgs } from 'node:util';
import { arrive, launchBrowser, until } from './support/browser.mjs';
import * as facilitator from './support/facilitator.mjs';
import { startServer } from './support/server.mjs';

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '300' },
    changes: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '1' },
  },
});
const crowd_max = 150;
const members = Number(values.members);
const changes_per_second = Number(values.changes);
const minutes = Number(values.minutes);

async function join(server, number) {
  const answer = await fetch(`${server.origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin },
    body: JSON.stringify({ id: `crowd-${number}`, code: server.joinCode, name: `Person ${number}` }),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

// In the crowd's page: one socket a member; resolves when all have been welcomed.
function connect({ tickets, session }) {
  const crowd = tickets.map(({ ticket, member }) => {
    const socket = new WebSocket(
      `${location.origin.replace('http', 'ws')}/live/${session}`,
      'reprise.v1.json',
    );
    socket.onopen = () => socket.send(JSON.stringify({ frame: 'hello', ticket, epoch: null, seq: null }));
    return { socket, member, refused: 0, welcomed: new Promise((done) => (socket.onmessage = done)) };
  });
  window.crowd = crowd;
  return Promise.all(crowd.map((each) => each.welcomed)).then(() => {
    for (const each of crowd)
      each.socket.onmessage = ({ data }) => {
        if (data.startsWith('{"frame":"refused"')) window.last_refusal = data;
      };
  });
}

// In the crowd's page: sends at the intended times, whatever the answers.
function stir({ per_second, seconds, at }) {
  const askers = 15;
  const { crowd } = window;
  const began = performance.now();
  let sent = 0;
  return new Promise((done) => {
    const tick = () => {
      const due = Math.min(
        Math.floor(((performance.now() - began) / 1000) * per_second),
        per_second * seconds,
      );
      for (; sent < due; ++sent) {
        const timed = sent % 2 === 0;
        const { socket } = timed ? crowd[(sent / 2) % askers] : crowd[(sent * 7) % crowd.length];
        const [name, args] = timed
          ? ['ask_for_help', { text: `At ${Date.now()}` }]
          : sent % 4 === 1
            ? ['set_ready', { ready: sent % 8 === 1 }]
            : ['save_attempt_draft', { attempt: 0, answers: 0, text: `Draft ${sent}` }];
        socket.send(JSON.stringify({ frame: 'command', id: `stir-${at}-${began}-${sent}`, name, args }));
      }
      if (sent === per_second * seconds) done(sent);
      else setTimeout(tick, 4);
    };
    tick();
  });
}

// On the console: when each such name was painted.
function watch_paints() {
  window.painted = [];
  const seen = new Set();
  const look = (text) => {
    for (const [, at] of text.matchAll(/At (\d{13})/g)) {
      if (seen.has(at)) continue;
      seen.add(at);
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.painted.push(Date.now() - Number(at));
        channel.port2.postMessage(0);
      });
    }
  };
  new MutationObserver((all) => {
    for (const { target, addedNodes } of all) {
      look(target.nodeType === Node.TEXT_NODE ? target.data : '');
      for (const each of addedNodes) look(each.textContent ?? '');
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

async function heap(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((each) => each.name === name).value;
  return { megabytes: of('JSHeapUsedSize') / 1024 / 1024, nodes: of('Nodes') };
}

const server = await startServer();
const [browser, crowd_browser] = [await launchBrowser(), await launchBrowser()];
try {
  const lead = await arrive(browser, 'Facilitator', { size: { width: 1280, height: 800 } });
  await facilitator.openConsole(lead, server);
  await facilitator.adjustPlan(lead, { pace: 'own' });
  const tickets = [];
  for (let number = 1; number <= members; ++number) tickets.push(await join(server, number));
  const crowds = [];
  for (let at = 0; at < members; at += crowd_max) {
    const crowd = await arrive(crowd_browser, `Crowd from ${at + 1}`);
    await crowd.page.goto(server.origin);
    await crowd.page.evaluate(connect, {
      tickets: tickets.slice(at, at + crowd_max),
      session: server.session,
    });
    crowds.push(crowd);
  }
  await facilitator.counts(lead, members, members);
  await facilitator.startRehearsing(lead);
  // What was recorded for tests would look like a leak.
  for (const person of [lead, ...crowds]) person.heard = { push() {} };
  await lead.page.evaluate(watch_paints);
  const devtools = await lead.context.newCDPSession(lead.page);
  await devtools.send('Performance.enable');

  for (let minute = 0; minute <= minutes; ++minute) {
    const { megabytes, nodes } = await heap(devtools);
    console.log(`minute ${minute}: console heap ${megabytes.toFixed(1)} MB, ${nodes} nodes`);
    if (minute === minutes) break;
    await lead.page.evaluate(() => (window.painted = []));
    const each_second = changes_per_second / crowds.length;
    const counts = await Promise.all(
      crowds.map((crowd, at) => crowd.page.evaluate(stir, { per_second: each_second, seconds: 60, at })),
    );
    const sent = counts.reduce((sum, each) => sum + each);
    await until(
      () => lead.page.evaluate((count) => window.painted.length >= count, Math.floor(sent / 2) * 0.9),
      'nine of ten changes are painted',
    );
    const delays = (await lead.page.evaluate(() => window.painted)).sort((one, other) => one - other);
    console.log(
      `minute ${minute + 1}: ${sent} changes, ${delays.length} timed: ` +
        `p50 ${quantile(delays, 0.5)} ms, p95 ${quantile(delays, 0.95)} ms, p99 ${quantile(delays, 0.99)} ms, ` +
        `most ${delays.at(-1)} ms`,
    );
  }
  for (const crowd of crowds) {
    const refusal = await crowd.page.evaluate(() => window.last_refusal);
    if (refusal) console.log(`the last refusal: ${refusal}`);
  }
} finally {
  await browser.close();
  await crowd_browser.close();
  await server.stop();
}
