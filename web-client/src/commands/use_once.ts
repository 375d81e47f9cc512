// What a button does that must not be done twice by a second press before the first was answered: it waits for that answer, and
// shows it.
import { useLive } from '../app/live.ts';
import type { CommandName, Commands } from '../protocol.ts';

export interface Once {
  /** It is on its way. Draws again when that changes. */
  busy: boolean;
  send<Name extends CommandName>(name: Name, args: Commands[Name]): void;
}

/** `key` is that of everything among which only one may be under way, such as the visit to one room. */
export function useOnce(key: string): Once {
  const live = useLive();
  return {
    busy: live.underWay(key) !== undefined,
    send: (name, args) => {
      if (!live.underWay(key)) live.send(name, args, { key });
    },
  };
}
