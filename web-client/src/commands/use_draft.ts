// A text (or form) that is edited here and saved as a draft on the server. What is typed here wins over what comes in while
// it is being typed; otherwise the server's words are shown, also those typed on another device.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { notify } from '../design/notices.tsx';
import { saveWords } from '../words/commands.ts';
import { Autosave } from './autosave.ts';
import { keepTyped } from './keep_in_session.ts';
import type { Sent } from './sent.ts';
import { wordsIn } from './words_in.ts';

export interface Draft<Value> {
  value: Value;
  set(value: Value): void;
  autosave: Autosave<Value>;
}

export interface DraftOptions<Value> {
  /** What it is a draft of; unique within the session. */
  place: string;
  onServer: Value;
  same(one: Value, other: Value): boolean;
  save(value: Value): Sent;
  /** Whether it is only kept in this tab for now, as its writer gives it by hand. */
  byHand?(): boolean;
  /** Whether the words have gone another way when the screen goes; what of them did not, has to be kept there. */
  overtaken?(value: Value): boolean;
  /** Whispered while typing: the attempt that it is about. */
  about: number;
}

const typingForMs = 3_000;

export function useDraft<Value>(options: DraftOptions<Value>): Draft<Value> {
  const live = useLive();
  const latest = useRef(options);
  latest.current = options;
  const [keep] = useState(() => keepTyped<Value>(live, options.place));
  const [autosave] = useState(
    () =>
      new Autosave<Value>({
        save: (value) => latest.current.save(value),
        keep,
        byHand: () => latest.current.byHand?.() ?? false,
        overtaken: (value) => latest.current.overtaken?.(value) ?? false,
        refusedLate: (value, detail) => notify(saveWords.refused(detail), 'bad', wordsIn(value)),
      }),
  );
  const [value, setValue] = useState<Value>(() => keep.read() ?? options.onServer);
  const typingUntil = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const stopTyping = () => {
    if (typingUntil.current === undefined) return;
    clearTimeout(typingUntil.current);
    typingUntil.current = undefined;
    live.connection.typing(false, latest.current.about);
  };

  // Words that were typed before a reload, and that the server may not have, are saved now.
  useEffect(() => {
    const typed = keep.read();
    if (typed !== undefined && !options.same(typed, options.onServer)) autosave.change(typed);
    else if (typed !== undefined) keep.clear();
    const unwatch = live.watch(autosave);
    const flush = () => autosave.flush();
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      autosave.leave();
      unwatch();
      stopTyping();
    };
  }, []);

  const serverText = JSON.stringify(options.onServer);
  useEffect(() => {
    if (!autosave.dirty && !options.same(value, options.onServer)) setValue(options.onServer);
  }, [serverText]);

  return {
    value,
    autosave,
    set(next) {
      setValue(next);
      autosave.change(next);
      if (typingUntil.current === undefined) live.connection.typing(true, options.about);
      clearTimeout(typingUntil.current);
      typingUntil.current = setTimeout(stopTyping, typingForMs);
    },
  };
}
