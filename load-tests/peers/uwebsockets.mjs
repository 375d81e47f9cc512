// uWebSockets 20.30 with its publish() and subscribe(). Its own package is not on the registry; this is the same library, built for
// Node by the makers of Ganache. The binary is loaded without what they put round it.
import { createRequire } from 'node:module';
import { ready } from './ready.mjs';

const { arch, platform, versions } = process;
const uws = createRequire(import.meta.url)(
  `@trufflesuite/uws-js-unofficial/binaries/uws_${platform}_${arch}_${versions.modules}.node`,
);
const app = uws.App();
app.ws('/room/*', {
  compression: 0,
  idleTimeout: 0,
  maxBackpressure: 64 * 1024 * 1024,
  upgrade: (response, request, context) =>
    response.upgrade(
      { room: request.getUrl() },
      request.getHeader('sec-websocket-key'),
      request.getHeader('sec-websocket-protocol'),
      request.getHeader('sec-websocket-extensions'),
      context,
    ),
  open: (socket) => socket.subscribe(socket.room),
  message: (socket, bytes, binary) => app.publish(socket.room, bytes, binary),
});
app.listen('127.0.0.1', 0, (token) => ready(uws.us_socket_local_port(token)));
