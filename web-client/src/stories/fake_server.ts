// A server that exists in this page only: it welcomes, acknowledges every command, and changes nothing.
import type { Socket, Surroundings } from '../connection/connection.ts';
import type { Change, MemberPresence, ServerFrame } from '../protocol.ts';

export interface FakeLesson {
  changes: Change[];
  member: number;
  present: number[];
  presence?: MemberPresence[];
  /** Never answers, as after a cut cable. */
  cut?: boolean;
  refuse?: string;
}

export function fakeSurroundings(lesson: FakeLesson): Surroundings {
  let opened = 0;
  return {
    open() {
      opened += 1;
      const socket: Socket = {
        send: () => {},
        close: () => {},
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      const say = (frame: ServerFrame) =>
        setTimeout(() => socket.onmessage?.({ data: JSON.stringify(frame) }), 0);
      socket.send = (text) => {
        const frame = JSON.parse(text) as { frame: string; id?: string; at?: number };
        if (frame.frame === 'hello') {
          const { changes, member, present } = lesson;
          say({
            frame: 'welcome',
            epoch: 'e',
            seq: 1,
            mark: 0,
            now: Date.now(),
            member,
            snapshot: true,
            present,
            changes,
          });
          if (lesson.presence) say({ frame: 'presence', members: lesson.presence });
          if (lesson.cut) setTimeout(() => socket.onclose?.({ code: 1006 }), 30);
        } else if (frame.frame === 'command' && frame.id) {
          say({ frame: 'acknowledged', id: frame.id, seq: 2 });
        } else if (frame.frame === 'ping') {
          say({ frame: 'pong', at: frame.at ?? 0, now: Date.now(), seq: 1, mark: 0 });
        }
      };
      if (!lesson.cut || opened === 1) setTimeout(() => socket.onopen?.(), 0);
      return socket;
    },
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    newId: () => crypto.randomUUID(),
    store: { getItem: () => null, setItem: () => {}, removeItem: () => {} },
  };
}
