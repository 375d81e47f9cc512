// Colyseus: a room without a state, whose broadcast() is all that it does; its clock of patches is off.
import { createServer } from 'node:http';
import { Room, Server } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { ready } from './ready.mjs';

class fan_out extends Room {
  onCreate() {
    this.setPatchRate(null);
    this.onMessage('m', (_, words) => this.broadcast('m', words));
  }
}

const web = createServer();
const server = new Server({
  transport: new WebSocketTransport({ server: web, pingInterval: 0 }),
  greet: false,
});
server.define('fan_out', fan_out).filterBy(['room']);
await server.listen(0, '127.0.0.1', 4096);
ready(web.address().port);
