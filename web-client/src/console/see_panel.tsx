// While everybody sees the exemplar: bring all of them to one passage, or let each go at their own pace.
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Session } from '../protocol.ts';
import { leads, participants, thePlaybook } from '../tables/views.ts';
import { stageWords } from '../words/console_stages.ts';
import { namersOf } from './features.ts';
import './stage_panels.css';
import { Tally } from './tally.tsx';

export function SeePanel({ session }: { session: Session }) {
  const live = useLive();
  const { tables } = live;
  const may = leads(live.me.value);
  const playbook = thePlaybook(tables);
  if (!playbook) return null;
  const { exemplar } = playbook;
  const features = tables.all('feature');
  const last = exemplar.passages.length;
  const at = session.passage;
  const bring = (passage: number) =>
    live.send(
      'show_passage',
      { passage },
      { key: 'passage', guess: [{ kind: 'session', id: session.id, fields: { passage } }] },
    );
  return (
    <div class="console-split console-split-lobby">
      <section class="card" aria-labelledby="see-title">
        <div class="card-head">
          <h2 id="see-title">{stageWords.seeTitle}</h2>
        </div>
        <p class="muted small see-context">{exemplar.title}</p>
        <ol class="see-passages">
          {exemplar.passages.map((passage, index) => {
            const number = index + 1;
            const here = at === number;
            const named = features.filter((each) => each.passage === number).length;
            return (
              <li key={number} class={here ? 'see-here' : ''} aria-current={here ? 'step' : undefined}>
                <div class="see-text">
                  <Paragraphs text={passage} />
                </div>
                <div class="row see-acts">
                  <span class="small muted">{stageWords.passage(number)}</span>
                  {named > 0 && <Badge>{stageWords.namedHere(named)}</Badge>}
                  {may && (
                    <Button
                      size="s"
                      icon="people"
                      look={here ? 'now' : 'plain'}
                      aria-pressed={here}
                      aria-label={stageWords.bringTo(number)}
                      onClick={() => bring(number)}
                    >
                      {stageWords.bring}
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      </section>
      <div class="console-rail stage-rail">
        <section class="card card-tight stack-s" aria-label={stageWords.seeMove}>
          <p class="see-state" role="status">
            {at > 0 ? stageWords.seeAt(at) : stageWords.seeOwn}
          </p>
          {may && (
            <>
              <div class="row">
                <Button size="s" icon="back" disabled={at <= 1} onClick={() => bring(at - 1)}>
                  {stageWords.seePrevious}
                </Button>
                <Button
                  size="s"
                  look="primary"
                  icon="arrow"
                  disabled={at >= last}
                  onClick={() => bring(at + 1)}
                >
                  {stageWords.seeNext}
                </Button>
              </div>
              <div>
                <Button
                  size="s"
                  icon="book"
                  aria-pressed={at === 0}
                  disabled={at === 0}
                  onClick={() => bring(0)}
                >
                  {stageWords.seeOwn}
                </Button>
              </div>
            </>
          )}
        </section>
        <section class="card card-tight stack-s" aria-labelledby="see-counts">
          <h2 id="see-counts" class="rail-title">
            {stageWords.counts}
          </h2>
          {playbook.anonymous_wall ? (
            <p>{stageWords.namedInAll(features.length)}</p>
          ) : (
            <Tally
              label={stageWords.named(playbook.features_asked)}
              all={participants(tables)}
              done={namersOf(features, playbook.features_asked)}
            />
          )}
        </section>
      </div>
    </div>
  );
}
