// Whether what is on the screen is also on the server. Always in the same place and of the same width.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionState } from '../connection/connection.ts';
import { announce } from '../design/announcer.tsx';
import { Icon } from '../design/icon.tsx';
import { useOnTop } from '../design/use_on_top.ts';
import { connectionWords } from '../words/app.ts';
import './connection_state.css';
import { useLive } from './live.ts';

/** A loss shorter than this is not worth a word. */
const worthSayingMs = 2_500;
/** Saving that takes no longer than this is not shown: it would only flicker. */
const worthShowingMs = 300;
/** What is still not saved so long after everything was answered waits for its writer: typing on, refused, or not given. */
const waitsForWriterMs = 5_000;

function useLasting(is: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!is) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [is, ms]);
  return is && lasting;
}

function markOf(state: ConnectionState['is'], heldUp: boolean, unsaved: boolean, saving: boolean) {
  if (state !== 'live') return ['lost', 'noWave', connectionWords.reconnecting] as const;
  if (heldUp) return ['lost', 'warning', connectionWords.held] as const;
  if (unsaved) return ['unsaved', 'pen', connectionWords.unsaved] as const;
  if (saving) return ['saving', 'again', connectionWords.saving] as const;
  return ['saved', 'check', connectionWords.saved] as const;
}

export function ConnectionMark() {
  const live = useLive();
  const unsaved = useLasting(live.unsaved.value > 0, worthShowingMs);
  const saving = useLasting(live.unanswered.value > 0, worthShowingMs);
  const [look, icon, text] = markOf(live.state.value.is, live.heldUp.value, unsaved, saving);
  return (
    <p class={`connection connection-${look}`}>
      <Icon name={icon} size={18} />
      <span class="connection-words">{text}</span>
    </p>
  );
}

const overWords = {
  lost: { all: connectionWords.back, notAll: connectionWords.backNotAll },
  held: { all: connectionWords.savedAgain, notAll: connectionWords.savedNotAll },
};

/** Over the foot of the screen, or its head where a dialog is open, so that nothing moves when it comes and goes. */
export function ConnectionBanner() {
  const live = useLive();
  const connected = live.state.value.is === 'live';
  const lost = useLasting(live.welcomed.value && !connected, worthSayingMs);
  const heldUp = live.heldUp.value;
  const allAnswered = connected && live.unanswered.value === 0;
  const unsaved = live.unsaved.value > 0;
  const waitsForWriter = useLasting(allAnswered && unsaved, waitsForWriterMs);
  // What was said last, so that its end is told in the same terms.
  const [said, setSaid] = useState<'lost' | 'held' | undefined>(undefined);
  useEffect(() => {
    if (lost) {
      announce(connectionWords.lost);
      setSaid('lost');
    } else if (heldUp) {
      announce(connectionWords.heldLong);
      setSaid('held');
    } else if (said && allAnswered && (!unsaved || waitsForWriter)) {
      const over = overWords[said];
      announce(unsaved ? over.notAll : over.all);
      setSaid(undefined);
    }
  }, [lost, heldUp, said, allAnswered, unsaved, waitsForWriter]);
  const place = useRef<HTMLElement>(null);
  useOnTop(place, lost || heldUp);
  if (!lost && !heldUp) return null;
  return (
    <section ref={place} class="connection-banner" popover="manual" aria-label={connectionWords.place}>
      <Icon name={lost ? 'noWave' : 'warning'} />
      <p>{lost ? connectionWords.reconnectingLong : connectionWords.heldLong}</p>
    </section>
  );
}
