// A part of the program that is fetched when it is first drawn. Nothing is drawn until it is there; a failed fetch (the
// network is away) is tried again. When it fails again, the part may be gone for good, as after an update of the server, or
// the browser may remember the failure: only loading the page anew helps then, and is offered.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { appWords } from '../words/app.ts';
import './lazy.css';

const againAfterMs = 2_000;
const failuresUntilSaid = 2;

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
    const [failures, setFailures] = useState(0);
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
          if (!wanted) return;
          setFailures((before) => before + 1);
          setTimeout(() => wanted && fetchIt(), againAfterMs);
        }
      };
      void fetchIt();
      return () => {
        wanted = false;
      };
    }, []);
    if (Part) return <Part {...props} />;
    return failures >= failuresUntilSaid ? <Updated /> : null;
  }
  return Object.assign(Lazy, { ahead });
}

function Updated() {
  return (
    <div class="note note-asks note-now lazy-updated" role="alert">
      <Icon name="warning" />
      <p>{appWords.updated}</p>
      <Button onClick={() => location.reload()}>{appWords.loadAgain}</Button>
    </div>
  );
}
