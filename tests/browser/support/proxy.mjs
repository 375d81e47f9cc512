// A network between one person and the server that can be lost. The browser's own "offline" does not touch a WebSocket
// that is open, so the loss has to happen on the way.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

// lose(): nothing gets through in either direction, and nobody is told, as when a phone leaves the Wi-Fi; what was sent
// waits as TCP's would. restore(): it flows again. cut(): every connection is reset. lead_to(): connections that are made
// from now on end at another port. Gives {port, ...}.
export async function startProxy(target_port) {
  const pairs = new Set();
  let lost = false;
  let port_of_target = target_port;

  const join = (pair) => {
    pair.far = connect({ port: port_of_target, host: '127.0.0.1', noDelay: true });
    for (const [from, to] of [
      [pair.near, pair.far],
      [pair.far, pair.near],
    ]) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
    }
  };

  const server = createServer({ noDelay: true, pauseOnConnect: true }, (near) => {
    const pair = { near, far: null };
    pairs.add(pair);
    near.on('error', () => {});
    near.on('close', () => pairs.delete(pair));
    if (lost) return;
    join(pair);
    near.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: server.address().port,
    origin: `http://127.0.0.1:${server.address().port}`,
    lose() {
      lost = true;
      for (const { near, far } of pairs) {
        near.pause();
        far?.pause();
      }
    },
    restore() {
      lost = false;
      for (const pair of pairs) {
        if (!pair.far) join(pair);
        pair.near.resume();
        pair.far.resume();
      }
    },
    lead_to(port) {
      port_of_target = port;
    },
    cut() {
      for (const { near, far } of pairs) {
        near.resetAndDestroy();
        far?.destroy();
      }
    },
    async close() {
      for (const { near, far } of pairs) {
        near.destroy();
        far?.destroy();
      }
      server.close();
      await once(server, 'close');
    },
  };
}
