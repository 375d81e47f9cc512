// Whether what is on the screen is also on the server. Always in the same place and of the same width.
import { useEffect, useState } from 'preact/hooks';
import { announce } from '../design/announcer.tsx';
import { Icon } from '../design/icon.tsx';
import { connectionWords } from '../words/app.ts';
import './connection_state.css';
import { useLive } from './live.ts';

/** A loss shorter than this is not worth a word. */
const worthSayingMs = 2_500;
/** Saving that takes no longer than this is not shown: it would only flicker. */
const worthShowingMs = 300;

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

export function ConnectionMark() {
  const live = useLive();
  const state = live.state.value.is;
  const saving = useLasting(live.unanswered.value > 0, worthShowingMs);
  const [look, text] =
    state === 'live'
      ? saving
        ? (['saving', connectionWords.saving] as const)
        : (['saved', connectionWords.saved] as const)
      : (['lost', connectionWords.reconnecting] as const);
  return (
    <p class={`connection connection-${look}`}>
      <Icon name={look === 'lost' ? 'noWave' : look === 'saved' ? 'check' : 'again'} size={18} />
      <span class="connection-words">{text}</span>
    </p>
  );
}

/** Over the foot of the screen, so that nothing moves when it comes and goes. */
export function ConnectionBanner() {
  const live = useLive();
  const lost = useLasting(live.welcomed.value && live.state.value.is !== 'live', worthSayingMs);
  const [said, setSaid] = useState(false);
  useEffect(() => {
    if (lost) {
      announce(connectionWords.lost);
      setSaid(true);
    } else if (said && live.state.value.is === 'live') {
      announce(connectionWords.back);
      setSaid(false);
    }
  }, [lost, said, live.state.value.is]);
  if (!lost) return null;
  return (
    <div class="connection-banner">
      <Icon name="noWave" />
      <p>{connectionWords.reconnectingLong}</p>
    </div>
  );
}
