// Many people's browsers in one process of their own, as far as the server can tell: a socket each, and no screen. A page
// would hold 255 sockets at most, and would take more of the machine than what is measured.
//
// startCrowd() is for whoever wants one; the rest of this file runs in the crowd's process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const own_path = fileURLToPath(import.meta.url);

// People that the same one changes of every `askers * 2` belongs to: each is heard about again only after a while, so that
// their next call for help does not take the place of the last on the screen before it was seen there.
const askers = 30;

// Gives {pid, connect({origin, session, tickets}), stir({per_second, seconds}), stop()}. stir() gives {sent, refusal}: how many
// changes were sent, and the text of the last frame that refused one.
export function startCrowd() {
  const child = fork(own_path, ['crowd'], { execArgv: ['--experimental-websocket', '--no-warnings'] });
  const ended = once(child, 'exit');
  const ask = async (what, args) => {
    child.send({ what, args });
    const [answer] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => Promise.reject(new Error(`the crowd ended with ${code}`))),
    ]);
    return answer;
  };
  return {
    pid: child.pid,
    connect: (args) => ask('connect', args),
    stir: (args) => ask('stir', args),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

const crowd = [];
let refusal = '';
let stirred = 0;

function connect({ origin, session, tickets }) {
  const welcomed = tickets.map(
    (ticket) =>
      new Promise((done, fail) => {
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/live/${session}`, {
          protocols: 'reprise.v1.json',
          headers: { origin },
        });
        crowd.push(socket);
        socket.onopen = () =>
          socket.send(JSON.stringify({ frame: 'hello', ticket, epoch: null, seq: null, mark: null }));
        socket.onerror = () => fail(new Error('a socket of the crowd was refused'));
        socket.onmessage = () => {
          socket.onmessage = ({ data }) => {
            if (data.startsWith('{"frame":"refused"')) refusal = data;
          };
          done();
        };
      }),
  );
  return Promise.all(welcomed).then(() => crowd.length);
}

// Every second change is a call for help that says when it was sent; the others are people who say that they are ready, or
// write drafts.
function change(number) {
  const timed = number % 2 === 0;
  if (timed) {
    const asker = Math.floor(((number / 2) % askers) * (crowd.length / askers));
    return [crowd[asker], 'ask_for_help', { text: `At ${Date.now()}, ${number}` }];
  }
  const socket = crowd[(number * 7) % crowd.length];
  if (number % 4 === 1) return [socket, 'set_ready', { ready: number % 8 === 1 }];
  return [socket, 'save_attempt_draft', { attempt: 0, answers: 0, text: `Draft ${number}` }];
}

// Sends at the intended times, whatever the answers.
function stir({ per_second, seconds }) {
  const began = performance.now();
  const all = per_second * seconds;
  let sent = 0;
  return new Promise((done) => {
    const tick = () => {
      const due = Math.min(Math.floor(((performance.now() - began) / 1000) * per_second), all);
      for (; sent < due; ++sent, ++stirred) {
        const [socket, name, args] = change(stirred);
        socket.send(JSON.stringify({ frame: 'command', id: `stir-${stirred}`, name, args }));
      }
      if (sent === all) done({ sent, refusal });
      else setTimeout(tick, 4);
    };
    tick();
  });
}

if (process.argv[1] === own_path) {
  const can = { connect, stir };
  process.on('message', async ({ what, args }) => process.send(await can[what](args)));
  // Whoever started it is gone.
  process.on('disconnect', () => process.exit());
}
