// npm ws as its manual has a broadcast: every client that is open is sent what came. No compression, as it is by default.
import { WebSocket, WebSocketServer } from 'ws';
import { ready } from './ready.mjs';

const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', backlog: 4096 });
server.on('connection', (client, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(client));
  client.on('message', (data, binary) => {
    for (const each of room) if (each.readyState === WebSocket.OPEN) each.send(data, { binary });
  });
  client.on('close', () => room.delete(client));
  client.on('error', () => {});
});
server.on('listening', () => ready(server.address().port));
