// Somebody in a session, as little of a browser as that takes: HTTP, and a WebSocket whose handshake and
// frames are written here, so that it can also be told through which address it goes and in whose name.
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

const patience_ms = 30_000;
const pace_ms = 50; // between commands, once many have been sent at once

// `at` is an origin ("http://127.0.0.1:8080"). Certificates are not looked at: the tests make their own.
function asking(at, options) {
  const url = new URL(options.path, at);
  return (url.protocol === 'https:' ? secure : plain)({
    host: url.hostname,
    port: url.port,
    path: url.pathname + url.search,
    rejectUnauthorized: false,
    agent: false,
    ...options,
  });
}

export async function ask(at, path, { method = 'GET', headers = {}, body, localAddress } = {}) {
  const asked = asking(at, { path, method, headers, localAddress });
  asked.setTimeout(patience_ms, () => asked.destroy(new Error(`no answer from ${at}${path}`)));
  asked.end(body);
  const [answer] = await once(asked, 'response');
  answer.setEncoding('utf8');
  let text = '';
  for await (const piece of answer) text += piece;
  return { status: answer.statusCode, headers: answer.headers, text };
}

export async function join(at, code, name) {
  const body = JSON.stringify({ id: randomUUID(), code, name });
  const headers = { 'Content-Type': 'application/json', Origin: at };
  const answer = await ask(at, '/api/join', { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`join: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
}

function frame(text) {
  const payload = Buffer.from(text);
  const long = payload.length > 125;
  const head = Buffer.alloc(long ? 8 : 6);
  head[0] = 0x81;
  head[1] = 0x80 | (long ? 126 : payload.length);
  if (long) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]); // masked with zeros, which changes nothing
}

// Gives {welcome, command(name, args), frames, isOpen(), closed(), leave()}; `welcome` is the answer to the
// hello, which asks to go on after `epoch` and `seq` where these are given.
export async function enter(at, { session, ticket }, { epoch = null, seq = null } = {}) {
  const upgrade = asking(at, {
    path: `/live/${session}`,
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      'Sec-WebSocket-Protocol': 'reprise.v1.json',
      Origin: at,
    },
  });
  upgrade.setTimeout(patience_ms, () => upgrade.destroy(new Error(`no handshake from ${at}`)));
  upgrade.end();
  const [, socket, first] = await Promise.race([
    once(upgrade, 'upgrade'),
    once(upgrade, 'response').then(([refused]) => {
      throw new Error(`no upgrade: ${refused.statusCode}`);
    }),
  ]);
  upgrade.setTimeout(0);
  socket.setNoDelay(true);

  const frames = [];
  const waiting = new Set();
  let close_code;
  let unread = first;
  const look = () => {
    for (const each of waiting) each();
  };
  const read = (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    while (unread.length >= 2) {
      let length = unread[1] & 0x7f;
      let begins = 2;
      if (length === 126) {
        if (unread.length < 4) return;
        length = unread.readUInt16BE(2);
        begins = 4;
      } else if (length === 127) {
        if (unread.length < 10) return;
        length = Number(unread.readBigUInt64BE(2));
        begins = 10;
      }
      if (unread.length < begins + length) return;
      const payload = unread.subarray(begins, begins + length);
      const opcode = unread[0] & 0x0f;
      if (opcode === 1) frames.push(JSON.parse(payload.toString()));
      if (opcode === 8) close_code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      unread = unread.subarray(begins + length);
      look();
    }
  };
  socket.on('data', read);
  socket.on('error', () => {});
  socket.on('close', () => {
    close_code ??= 1006;
    look();
  });
  read(Buffer.alloc(0));

  const waitFor = (what, found) =>
    new Promise((done, fail) => {
      const guard = setTimeout(() => fail(new Error(`${what} did not come`)), patience_ms);
      const check = () => {
        const value = found();
        if (value === undefined && close_code === undefined) return;
        waiting.delete(check);
        clearTimeout(guard);
        if (value === undefined) fail(new Error(`${what} did not come; closed with ${close_code}`));
        else done(value);
      };
      waiting.add(check);
      check();
    });

  socket.write(frame(JSON.stringify({ frame: 'hello', ticket, epoch, seq })));
  const welcome = await waitFor('welcome', () => frames.find((each) => each.frame === 'welcome'));
  return {
    welcome,
    frames,
    // The acknowledgement, which may be long in coming; a refusal for the pace is waited out.
    async command(name, args) {
      for (;;) {
        const id = randomUUID();
        socket.write(frame(JSON.stringify({ frame: 'command', id, name, args })));
        const said = await waitFor(`answer to ${name}`, () =>
          frames.find((each) => ['acknowledged', 'refused'].includes(each.frame) && each.id === id),
        );
        if (said.frame === 'acknowledged') return said;
        if (said.problem.code !== 'too_fast') throw new Error(JSON.stringify(said));
        await new Promise((next) => setTimeout(next, pace_ms)); // who does not heed it at all is closed
      }
    },
    isOpen: () => close_code === undefined,
    closed: () => waitFor('the end', () => close_code),
    leave: () => socket.destroy(),
  };
}
