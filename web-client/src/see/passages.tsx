// The exemplar to be read: its context and its numbered passages, in a size and a measure for reading. Of a clip, the
// passages are the transcript: the one that is being said is marked, and kept in view for whoever reads along.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Exemplar } from '../protocol.ts';
import { clipWords, momentText } from '../words/clip.ts';
import { playbookWords } from '../words/playbook.ts';
import { seeWords } from '../words/see.ts';
import { passageId, still } from './brought.ts';
import type { Clip } from './clip/use_clip.ts';
import './passages.css';

export interface PassagesProps {
  exemplar: Exemplar;
  /** Everybody is brought to this one; 0: to none. */
  brought?: number;
  /** What stands below a passage; passage 0 is the whole, below the context. */
  below?: (passage: number) => ComponentChildren;
  /** Of its title. */
  level?: 2 | 3;
  clip?: Clip | undefined;
  /** The clip's player, above the passages. */
  player?: ComponentChildren;
}

const inView = (element: Element | null | undefined): boolean => {
  const box = element?.getBoundingClientRect();
  return box !== undefined && box.bottom > 0 && box.top < innerHeight;
};

/** Whoever has scrolled away from what is being said, or watches, is left where they are. */
function useReadAlong(clip: Clip | undefined): void {
  const before = useRef(0);
  const passage = clip?.passage ?? 0;
  const playing = clip?.playing ?? false;
  useEffect(() => {
    const last = before.current;
    before.current = passage;
    if (!playing || passage === 0 || last === 0 || passage === last) return;
    if (!inView(document.getElementById(passageId(last)))) return;
    if (clip?.media.kind === 'video' && inView(clip.element)) return;
    document
      .getElementById(passageId(passage))
      ?.scrollIntoView({ block: 'nearest', behavior: still() ? 'auto' : 'smooth' });
  }, [passage, playing]);
}

export function Passages({ exemplar, brought = 0, below, level = 2, clip, player }: PassagesProps) {
  useReadAlong(clip);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article class="passages">
      <Heading>{exemplar.title}</Heading>
      <div class="passages-context">
        <Paragraphs text={exemplar.context} />
      </div>
      {player && <div class="passages-player">{player}</div>}
      {below?.(0)}
      <ol class="passages-list">
        {exemplar.passages.map((text, at) => {
          const here = brought === at + 1;
          const said = clip?.passage === at + 1;
          const from = clip?.media.passage_seconds[at];
          return (
            <li
              key={at}
              id={passageId(at + 1)}
              class={`passage ${here ? 'passage-brought' : ''} ${said ? 'passage-said' : ''}`}
              aria-current={here ? 'true' : said ? 'time' : undefined}
            >
              <p class="passage-number">
                <span class="visually-hidden">{playbookWords.passage(at + 1)}</span>
                <span aria-hidden="true">{at + 1}</span>
              </p>
              <div class="passage-body">
                {here && (
                  <p class="passage-here">
                    <Icon name="people" size={16} />
                    {seeWords.here}
                  </p>
                )}
                {clip && from !== undefined && <From clip={clip} passage={at + 1} ms={from * 1000} />}
                <Paragraphs text={text} />
                {below?.(at + 1)}
              </div>
            </li>
          );
        })}
      </ol>
    </article>
  );
}

/** When a passage begins; pressed, the clip goes there, where that is one's own to say. */
function From({ clip, passage, ms }: { clip: Clip; passage: number; ms: number }) {
  if (!clip.may) return <p class="passage-from tabular">{momentText(ms)}</p>;
  return (
    <p class="passage-from tabular">
      <button
        type="button"
        class="passage-go"
        aria-label={clipWords.goTo(passage, ms)}
        onClick={() => {
          clip.seek(ms);
          if (!clip.playing && !clip.together) clip.play();
        }}
      >
        <Icon name="play" size={16} />
        {momentText(ms)}
      </button>
    </p>
  );
}
