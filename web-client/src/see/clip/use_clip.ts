// The exemplar's clip as a screen uses it: alone at one's own pace, in step with everybody, or (whoever leads) for everybody.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive } from '../../app/live.ts';
import type { ExemplarMedia, Playback } from '../../protocol.ts';
import { theSession } from '../../tables/views.ts';
import { passageAt, positionAt } from './follow.ts';
import { type Follower, followWith } from './follower.ts';

const ownPace: Playback = { state: 'own', position_ms: 0, since: 0 };
/** The server begins that much later than it is told to; the same for whoever pressed until it has answered. */
const leadMs = 300;

export interface Clip {
  media: ExemplarMedia;
  lengthMs: number;
  /** For the element that plays it. */
  attach: (element: HTMLMediaElement | null) => void;
  element: HTMLMediaElement | null;
  positionMs: number;
  /** Of the transcript; 0: none. */
  passage: number;
  playing: boolean;
  /** It stands or runs for everybody. */
  together: boolean;
  /** Whether play, pause and seek are theirs to press now. */
  may: boolean;
  /** Everybody has begun, and the browser lets nothing be heard before a press. */
  waitsForPress: boolean;
  /** Where everybody is, while a press is waited for. */
  joinAtMs: number;
  failed: boolean;
  join(): void;
  play(): void;
  pause(): void;
  seek(ms: number): void;
  /** Whoever leads: everybody to where one is oneself, playing or not. */
  bring(playing: boolean): void;
  release(): void;
}

export function useClip(media: ExemplarMedia | null | undefined, leads = false): Clip | undefined {
  const live = useLive();
  const session = theSession(live.tables);
  const { state, position_ms, since } = session?.playback ?? ownPace;
  const [element, attach] = useState<HTMLMediaElement | null>(null);
  const [heard, setHeard] = useState({ positionMs: 0, playing: false });
  const [waitsForPress, setWaitsForPress] = useState(false);
  const [failed, setFailed] = useState(false);
  const follower = useRef<Follower | undefined>(undefined);
  const lengthMs = (media?.seconds ?? 0) * 1000;
  const together = state !== 'own';

  useEffect(() => {
    if (!element) return;
    const listen = () =>
      setHeard({ positionMs: Math.round(element.currentTime * 1000), playing: !element.paused });
    const fail = () => setFailed(true);
    const told = ['timeupdate', 'play', 'pause', 'seeking', 'seeked', 'ended'];
    for (const each of told) element.addEventListener(each, listen);
    element.addEventListener('error', fail);
    return () => {
      for (const each of told) element.removeEventListener(each, listen);
      element.removeEventListener('error', fail);
    };
  }, [element]);

  useEffect(() => {
    if (!element || !together) return;
    const made = followWith(element, {
      playback: { state, position_ms, since },
      lengthMs,
      now: () => live.now(),
      onWaitsForPress: setWaitsForPress,
    });
    follower.current = made;
    return () => {
      made.stop();
      setWaitsForPress(false);
      follower.current = undefined;
    };
  }, [live, element, together, state, position_ms, since, lengthMs]);

  if (!media || !session) return undefined;

  const everybodyAt = () => positionAt({ state, position_ms, since }, live.now(), lengthMs);
  const tell = (playing: boolean, positionMs: number) => {
    const at = Math.round(Math.min(lengthMs, Math.max(0, positionMs)));
    const playback: Playback = {
      state: playing ? 'playing' : 'paused',
      position_ms: playing && at >= lengthMs ? 0 : at,
      since: live.now() + (playing ? leadMs : 0),
    };
    live.send(
      playing ? 'play_exemplar' : 'pause_exemplar',
      { position_ms: playback.position_ms },
      { key: 'playback', guess: [{ kind: 'session', id: session.id, fields: { playback } }] },
    );
  };
  const ownPosition = () => (element?.currentTime ?? 0) * 1000;

  return {
    media,
    lengthMs,
    attach,
    element,
    ...heard,
    passage: passageAt(media, heard.positionMs),
    playing: together ? state === 'playing' && heard.positionMs < lengthMs : heard.playing,
    together,
    may: !together || leads,
    waitsForPress,
    joinAtMs: waitsForPress && live.second.value > 0 ? everybodyAt() : 0,
    failed,
    join: () => follower.current?.join(),
    play() {
      if (together) tell(true, everybodyAt());
      else void element?.play().catch(() => {});
    },
    pause() {
      if (together) tell(false, everybodyAt());
      else element?.pause();
    },
    seek(ms) {
      if (together) tell(state === 'playing', ms);
      else if (element) element.currentTime = ms / 1000;
    },
    bring: (playing) => tell(playing, ownPosition()),
    release() {
      live.send(
        'release_exemplar',
        {},
        { key: 'playback', guess: [{ kind: 'session', id: session.id, fields: { playback: ownPace } }] },
      );
    },
  };
}
