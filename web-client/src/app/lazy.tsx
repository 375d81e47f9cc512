// A part of the program that is fetched when it is first drawn. Nothing is drawn until it is there; a failed fetch (the
// network is away) is tried again.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const againAfterMs = 2_000;

export type LazyPart<Props extends object> = ComponentType<Props> & {
  /** Fetches it before it is drawn. A failure is of no consequence: drawing it tries again. */
  ahead(): void;
};

export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  const ahead = () => {
    load().then(
      (part) => {
        loaded = part;
      },
      () => {},
    );
  };
  function Lazy(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);
    useEffect(() => {
      if (loaded) {
        const part = loaded; // fetched ahead, between the first drawing and this
        setPart(() => part);
        return;
      }
      let wanted = true;
      const fetchIt = async (): Promise<void> => {
        try {
          const part = await load();
          loaded = part;
          if (wanted) setPart(() => part);
        } catch {
          if (wanted) setTimeout(fetchIt, againAfterMs);
        }
      };
      void fetchIt();
      return () => {
        wanted = false;
      };
    }, []);
    return Part ? <Part {...props} /> : null;
  }
  return Object.assign(Lazy, { ahead });
}
