// Socket.IO with its own rooms, over WebSockets only: what its manual calls io.to(room).emit().
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { ready } from './ready.mjs';

const web = createServer();
const io = new Server(web, { transports: ['websocket'], serveClient: false });
io.on('connection', (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on('m', (words) => io.to(room).emit('m', words));
});
web.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => ready(web.address().port));
