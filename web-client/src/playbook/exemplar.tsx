import { lazy } from '../app/lazy.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Exemplar } from '../protocol.ts';
import './playbook.css';

const ClipAlone = lazy(() => import('../see/clip/clip.tsx').then((part) => part.ClipAlone));

/** `heading` false where a dialog already says its title. */
export function ExemplarText({ exemplar, heading = true }: { exemplar: Exemplar; heading?: boolean }) {
  return (
    <article class="exemplar">
      {heading && <h2>{exemplar.title}</h2>}
      <div class="exemplar-context">
        <Paragraphs text={exemplar.context} />
      </div>
      {exemplar.media && <ClipAlone media={exemplar.media} />}
      <ol class="exemplar-passages">
        {exemplar.passages.map((passage, at) => (
          <li key={at}>
            <Paragraphs text={passage} />
          </li>
        ))}
      </ol>
    </article>
  );
}
