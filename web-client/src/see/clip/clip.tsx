// The player of the exemplar's clip: ours, so that the same buttons play it for oneself, or for everybody.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Icon } from '../../design/icon.tsx';
import type { ExemplarMedia } from '../../protocol.ts';
import { clipWords } from '../../words/clip.ts';
import './clip.css';
import { type Clip, useClip } from './use_clip.ts';

export { useClip };

const seekStepSeconds = 1;

export interface ClipPlayerProps {
  clip: Clip;
  /** Whoever leads: what they press reaches everybody once they are in step. */
  leads?: boolean;
  /** Names something at the moment that is on. */
  onTag?: (() => void) | undefined;
}

export function ClipPlayer({ clip, leads = false, onTag }: ClipPlayerProps) {
  const { media, together, playing } = clip;
  const [captions, setCaptions] = useState(true);
  const [sound, setSound] = useState(true);
  const said = useCaptions(clip, captions);
  const forAll = leads && together;
  return (
    <section class={`clip clip-${media.kind}`} aria-label={clipWords.clip}>
      <MediaElement clip={clip} muted={!sound} />
      {media.kind === 'audio' && captions && (
        <p class="clip-said" aria-hidden="true">
          {said}
        </p>
      )}
      {clip.failed && (
        <p class="note" role="alert">
          <Icon name="warning" />
          <span>{clipWords.failed}</span>
        </p>
      )}
      {clip.waitsForPress && (
        <div class="clip-join">
          <Button size="l" look="primary" icon="play" onClick={clip.join}>
            {clipWords.join(clip.joinAtMs)}
          </Button>
          <p class="small">{clipWords.joinWhy}</p>
        </div>
      )}
      <div class="clip-bar">
        {clip.may && (
          <Button
            iconOnly
            icon={playing ? 'pause' : 'play'}
            look="primary"
            onClick={playing ? clip.pause : clip.play}
          >
            {playing
              ? forAll
                ? clipWords.pauseAll
                : clipWords.pause
              : forAll
                ? clipWords.playAll
                : clipWords.play}
          </Button>
        )}
        <Seek clip={clip} forAll={forAll} />
      </div>
      <div class="row clip-more">
        <p class="clip-state" role="status">
          <Icon name={together ? 'people' : 'book'} size={16} />
          {leads
            ? together
              ? clipWords.leadTogether
              : clipWords.leadOwn
            : !together
              ? clipWords.own
              : playing
                ? clipWords.together
                : clipWords.togetherPaused}
        </p>
        {onTag && (
          <Button size="s" icon="pen" onClick={onTag}>
            {clipWords.tag}
          </Button>
        )}
        <Button size="s" look="quiet" icon="horn" aria-pressed={sound} onClick={() => setSound(!sound)}>
          {clipWords.sound}
        </Button>
        <Button
          size="s"
          look="quiet"
          icon="list"
          aria-pressed={captions}
          onClick={() => setCaptions(!captions)}
        >
          {clipWords.captions}
        </Button>
      </div>
      {leads && (
        <div class="row">
          {together ? (
            <Button icon="book" onClick={clip.release}>
              {clipWords.release}
            </Button>
          ) : (
            <>
              <Button look="primary" icon="play" onClick={() => clip.bring(true)}>
                {clipWords.playAll}
              </Button>
              <Button icon="people" onClick={() => clip.bring(clip.playing)}>
                {clipWords.bring}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** The player by itself, where nothing else on the screen goes along with it. */
export function ClipAlone({ media, leads = false }: { media: ExemplarMedia; leads?: boolean }) {
  const clip = useClip(media, leads);
  return clip ? <ClipPlayer clip={clip} leads={leads} /> : null;
}

function MediaElement({ clip, muted }: { clip: Clip; muted: boolean }) {
  const { media, attach } = clip;
  const track = (
    <track kind="captions" src={`/media/${media.captions}`} srclang="en" label={clipWords.captions} default />
  );
  const src = `/media/${media.file}`;
  return media.kind === 'video' ? (
    <video ref={attach} class="clip-picture" src={src} preload="auto" playsInline muted={muted}>
      {track}
    </video>
  ) : (
    <audio ref={attach} src={src} preload="auto" muted={muted}>
      {track}
    </audio>
  );
}

/** A video draws its own captions; of an audio clip, what is said now. */
function useCaptions({ element, media }: Clip, shown: boolean): string {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const track = element?.textTracks?.[0];
    if (!track) return;
    track.mode = !shown ? 'disabled' : media.kind === 'video' ? 'showing' : 'hidden';
    if (!shown || media.kind === 'video') return;
    const hear = () =>
      setSaid(
        [...(track.activeCues ?? [])].map((each) => (each as VTTCue).getCueAsHTML().textContent).join(' '),
      );
    track.addEventListener('cuechange', hear);
    return () => track.removeEventListener('cuechange', hear);
  }, [element, media.kind, shown]);
  return said;
}

function Seek({ clip, forAll }: { clip: Clip; forAll: boolean }) {
  const { positionMs, lengthMs } = clip;
  // While it is dragged it shows where one would go; one goes when it is let go.
  const [dragged, setDragged] = useState<number | undefined>(undefined);
  const shown = dragged ?? positionMs;
  return (
    <>
      <input
        type="range"
        class="clip-seek"
        aria-label={forAll ? clipWords.positionAll : clipWords.position}
        aria-valuetext={clipWords.spoken(shown, lengthMs)}
        min={0}
        max={lengthMs / 1000}
        step={seekStepSeconds}
        value={Math.floor(shown / 1000)}
        disabled={!clip.may}
        onInput={(event) => setDragged(Number(event.currentTarget.value) * 1000)}
        onChange={(event) => {
          setDragged(undefined);
          clip.seek(Number(event.currentTarget.value) * 1000);
        }}
      />
      <span class="clip-time tabular" aria-hidden="true">
        {clipWords.at(shown, lengthMs)}
      </span>
    </>
  );
}
