// While everybody sees the exemplar: bring all of them to one passage, or let each go at their own pace.
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Session } from '../protocol.ts';
import { ClipPlayer, useClip } from '../see/clip/clip.tsx';
import { leads, participants, thePlaybook } from '../tables/views.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { namersOf } from './features.ts';
import './stage_panels.css';
import { Tally } from './tally.tsx';

export function SeePanel({ session }: { session: Session }) {
  const live = useLive();
  const { tables } = live;
  const may = leads(live.me.value);
  const playbook = thePlaybook(tables);
  const clip = useClip(playbook?.exemplar.media, may);
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
          <h2 id="see-title">{stagePanelWords.seeTitle}</h2>
        </div>
        <p class="muted small see-context">{exemplar.title}</p>
        {clip && <ClipPlayer clip={clip} leads={may} />}
        <ol class="see-passages">
          {exemplar.passages.map((passage, index) => {
            const number = index + 1;
            const here = at === number;
            const said = clip?.passage === number;
            const named = features.filter((each) => each.passage === number).length;
            return (
              <li
                key={number}
                class={here || said ? 'see-here' : ''}
                aria-current={here ? 'step' : undefined}
              >
                <div class="see-text">
                  <Paragraphs text={passage} />
                </div>
                <div class="row see-acts">
                  <span class="small muted">{stagePanelWords.passage(number)}</span>
                  {named > 0 && <Badge>{stagePanelWords.namedHere(named)}</Badge>}
                  {may && (
                    <Button
                      size="s"
                      icon="people"
                      look={here ? 'now' : 'plain'}
                      aria-pressed={here}
                      aria-label={stagePanelWords.bringTo(number)}
                      onClick={() => bring(number)}
                    >
                      {stagePanelWords.bring}
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      </section>
      <div class="console-rail stage-rail">
        <section class="card card-tight stack-s" aria-label={stagePanelWords.seeMove}>
          <p class="see-state" role="status">
            {at > 0
              ? stagePanelWords.seeAt(at)
              : clip?.together
                ? stagePanelWords.seeClip
                : stagePanelWords.seeOwn}
          </p>
          {may && (
            <>
              <div class="row">
                <Button size="s" icon="back" disabled={at <= 1} onClick={() => bring(at - 1)}>
                  {stagePanelWords.seePrevious}
                </Button>
                <Button
                  size="s"
                  look="primary"
                  icon="arrow"
                  disabled={at >= last}
                  onClick={() => bring(at + 1)}
                >
                  {stagePanelWords.seeNext}
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
                  {stagePanelWords.seeOwn}
                </Button>
              </div>
            </>
          )}
        </section>
        <section class="card card-tight stack-s" aria-labelledby="see-counts">
          <h2 id="see-counts" class="rail-title">
            {stagePanelWords.counts}
          </h2>
          {playbook.anonymous_wall ? (
            <p>{stagePanelWords.namedInAll(features.length)}</p>
          ) : (
            <Tally
              label={stagePanelWords.named(playbook.features_asked)}
              all={participants(tables)}
              done={namersOf(features, playbook.features_asked)}
            />
          )}
        </section>
      </div>
    </div>
  );
}
