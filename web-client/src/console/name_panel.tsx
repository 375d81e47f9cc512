// While people name what makes the exemplar work: what comes in on the left, the criteria that it becomes on the right.
import { useEffect, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import type { Criterion, Feature, Session } from '../protocol.ts';
import { ClipAlone } from '../see/clip/clip.tsx';
import { criteriaOf, leads, participants, thePlaybook } from '../tables/views.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { CriterionCard } from './criterion_card.tsx';
import { MergeCriterionDialog, RemoveCriterionDialog, WordDialog } from './criterion_dialogs.tsx';
import { ConfirmDialog } from './dialogs.tsx';
import { FeatureQueue } from './feature_queue.tsx';
import { inOrder, namersOf, shortText } from './features.ts';
import { ReferenceCard } from './reference_card.tsx';
import './stage_panels.css';
import { Tally } from './tally.tsx';

type Open =
  | { what: 'word'; criterion?: Criterion; feature?: number; text?: string }
  | { what: 'merge' | 'remove'; criterion: Criterion }
  | { what: 'remove_feature'; feature: Feature };

export function NamePanel({ session }: { session: Session }) {
  const live = useLive();
  const { tables } = live;
  const may = leads(live.me.value);
  const playbook = thePlaybook(tables);
  const criteria = criteriaOf(tables);
  const features = inOrder(tables.all('feature'));
  const all = participants(tables);
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const close = () => setOpen(undefined);
  const group = (feature: number, criterion: number) =>
    live.send(
      'group_feature',
      { feature, criterion },
      { key: `group ${feature}`, guess: [{ kind: 'feature', id: feature, fields: { criterion } }] },
    );
  // A new criterion has no number before the server has given it one; what it was made for goes behind it then.
  const [waiting, setWaiting] = useState<{ title: string; feature: number } | undefined>(undefined);
  const made = waiting && criteria.find((each) => each.title === waiting.title);
  useEffect(() => {
    if (!waiting || !made) return;
    group(waiting.feature, made.id);
    setWaiting(undefined);
  }, [waiting, made]);
  const onNew = (feature: number) =>
    setOpen({ what: 'word', feature, text: tables.get('feature', feature)?.text ?? '' });
  const onRemove = (feature: Feature) => setOpen({ what: 'remove_feature', feature });
  const raters = new Set(tables.all('calibration').map((each) => each.rater));
  const begun = new Set(tables.all('preparation').map((each) => each.member));
  return (
    <div class="name-split">
      <div class="console-rail">
        {playbook?.exemplar.media && <ClipAlone media={playbook.exemplar.media} leads={may} />}
        <FeatureQueue
          features={features.filter((each) => each.criterion === 0)}
          some={features.length > 0}
          criteria={criteria}
          may={may}
          onGroup={group}
          onNew={onNew}
          onRemove={onRemove}
        />
      </div>
      <section class="name-criteria" aria-labelledby="name-criteria">
        <div class="card-head">
          <h2 id="name-criteria">{stagePanelWords.criteria}</h2>
          {may && (
            <Button size="s" icon="plus" onClick={() => setOpen({ what: 'word' })}>
              {stagePanelWords.newCriterion}
            </Button>
          )}
        </div>
        <p class="small muted features-text">{stagePanelWords.criteriaText}</p>
        <ol class="name-list">
          {criteria.map((each) => (
            <CriterionCard
              key={each.id}
              criterion={each}
              criteria={criteria}
              features={features.filter((one) => one.criterion === each.id)}
              may={may}
              onGroup={group}
              onNew={onNew}
              onRemove={onRemove}
              onOpen={(what) => setOpen({ what, criterion: each })}
            />
          ))}
        </ol>
      </section>
      <div class="console-rail">
        <section class="card card-tight stack-s" aria-labelledby="name-counts">
          <h2 id="name-counts" class="rail-title">
            {stagePanelWords.counts}
          </h2>
          {playbook?.anonymous_wall ? (
            <p>{stagePanelWords.namedInAll(features.length)}</p>
          ) : (
            <Tally
              label={stagePanelWords.named(playbook?.features_asked ?? 0)}
              all={all}
              done={namersOf(features, playbook?.features_asked ?? 0)}
            />
          )}
          <Tally label={stagePanelWords.rated} all={all} done={raters} names={false} />
          <Tally label={stagePanelWords.prepared} all={all} done={begun} names={false} />
        </section>
        <section class="card card-tight stack-s">
          <p class="small">{session.wall_shown ? stagePanelWords.wallShown : stagePanelWords.wallHidden}</p>
          {may && (
            <div>
              <Button
                size="s"
                icon={session.wall_shown ? 'hidden' : 'eye'}
                onClick={() =>
                  live.send(
                    'show_wall',
                    { shown: !session.wall_shown },
                    {
                      guess: [
                        { kind: 'session', id: session.id, fields: { wall_shown: !session.wall_shown } },
                      ],
                    },
                  )
                }
              >
                {session.wall_shown ? stagePanelWords.hideWall : stagePanelWords.showWall}
              </Button>
            </div>
          )}
        </section>
        <ReferenceCard session={session} criteria={criteria} may={may} />
      </div>
      {open?.what === 'word' && (
        <WordDialog
          criterion={open.criterion}
          looksLike={open.text}
          onSaved={(title) => open.feature && setWaiting({ title, feature: open.feature })}
          onClose={close}
        />
      )}
      {open?.what === 'merge' && (
        <MergeCriterionDialog criterion={open.criterion} criteria={criteria} onClose={close} />
      )}
      {open?.what === 'remove_feature' && (
        <ConfirmDialog
          title={stagePanelWords.removeFeatureTitle}
          text={stagePanelWords.removeFeatureText(shortText(open.feature.text))}
          onClose={close}
        >
          <Button
            look="danger"
            onClick={() => {
              live.send('remove_feature', { feature: open.feature.id });
              close();
            }}
          >
            {stagePanelWords.removeFeature}
          </Button>
        </ConfirmDialog>
      )}
      {open?.what === 'remove' && <RemoveCriterionDialog criterion={open.criterion} onClose={close} />}
    </div>
  );
}
