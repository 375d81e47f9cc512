// The exemplar to be read: its context and its numbered passages, in a size and a measure for reading.
import type { ComponentChildren } from 'preact';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Exemplar } from '../protocol.ts';
import { playbookWords } from '../words/playbook.ts';
import { seeWords } from '../words/see.ts';
import { passageId } from './brought.ts';
import './passages.css';

export interface PassagesProps {
  exemplar: Exemplar;
  /** Everybody is brought to this one; 0: to none. */
  brought?: number;
  /** What stands below a passage; passage 0 is the whole, below the context. */
  below?: (passage: number) => ComponentChildren;
  /** Of its title. */
  level?: 2 | 3;
}

export function Passages({ exemplar, brought = 0, below, level = 2 }: PassagesProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article class="passages">
      <Heading>{exemplar.title}</Heading>
      <div class="passages-context">
        <Paragraphs text={exemplar.context} />
      </div>
      {below?.(0)}
      <ol class="passages-list">
        {exemplar.passages.map((text, at) => {
          const here = brought === at + 1;
          return (
            <li
              key={at}
              id={passageId(at + 1)}
              class={`passage ${here ? 'passage-brought' : ''}`}
              aria-current={here ? 'true' : undefined}
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
