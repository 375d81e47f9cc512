// What was named and stands behind no criterion yet, as it comes.
import { useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { announce } from '../design/announcer.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { Menu, type MenuItem } from '../design/menu.tsx';
import type { Criterion, Feature } from '../protocol.ts';
import { nameOf } from '../tables/views.ts';
import { stageWords } from '../words/console_stages.ts';
import { shortText } from './features.ts';
import { useNextFocus } from './use_next_focus.ts';

export interface Grouping {
  onGroup: (feature: number, criterion: number) => void;
  onNew: (feature: number) => void;
}

// Nobody reads three hundred at once, and a page of them would be slow to draw.
const shownAtFirst = 40;

export interface FeatureQueueProps extends Grouping {
  features: readonly Feature[];
  /** Whether anything was named at all. */
  some: boolean;
  criteria: readonly Criterion[];
  may: boolean;
}

export function FeatureQueue({ features, some, criteria, may, onGroup, onNew }: FeatureQueueProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const list = useRef<HTMLUListElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const leaves = useNextFocus(list, features.length, title);
  return (
    <section class="card card-tight" aria-labelledby="features">
      <div class="card-head">
        <h2 id="features" ref={title} tabIndex={-1} class="rail-title">
          {stageWords.features}
        </h2>
        {features.length > 0 && <Badge tone="brand">{stageWords.unsorted(features.length)}</Badge>}
      </div>
      {features.length === 0 ? (
        <p class={some ? 'note note-good' : 'note'}>
          <Icon name={some ? 'check' : 'pen'} />
          <span>{some ? stageWords.featuresSorted : stageWords.featuresNone}</span>
        </p>
      ) : (
        may && <p class="small muted features-text">{stageWords.featuresText}</p>
      )}
      <ul class="features" ref={list}>
        {features.slice(0, shown).map((each, at) => (
          <FeatureItem
            key={each.id}
            feature={each}
            criteria={criteria}
            may={may}
            onGroup={(feature, criterion) => {
              leaves(at);
              onGroup(feature, criterion);
            }}
            onNew={onNew}
          />
        ))}
      </ul>
      {features.length > shown && (
        <Button size="s" look="quiet" onClick={() => setShown(shown + shownAtFirst * 2)}>
          {stageWords.featuresMore(features.length - shown)}
        </Button>
      )}
    </section>
  );
}

export interface FeatureItemProps extends Grouping {
  feature: Feature;
  criteria: readonly Criterion[];
  may: boolean;
}

export function FeatureItem({ feature, criteria, may, onGroup, onNew }: FeatureItemProps) {
  const { tables } = useLive();
  const who = nameOf(tables, feature.author, stageWords.anonymous);
  const where = feature.passage > 0 ? stageWords.passage(feature.passage) : stageWords.wholeExemplar;
  const put = (criterion: Criterion | undefined) => {
    onGroup(feature.id, criterion?.id ?? 0);
    announce(criterion ? stageWords.putThere(criterion.number) : stageWords.takenOut);
  };
  const items: (MenuItem | false)[] = [
    ...criteria
      .filter((each) => each.id !== feature.criterion)
      .map((each) => ({
        label: stageWords.behind(each.number, each.title),
        onChoose: () => put(each),
      })),
    { label: stageWords.behindNew, icon: 'plus', onChoose: () => onNew(feature.id) },
    feature.criterion > 0 && { label: stageWords.behindNone, icon: 'cross', onChoose: () => put(undefined) },
  ];
  const sorted = feature.criterion > 0;
  return (
    <li
      class="feature"
      draggable={may}
      onDragStart={(event) => {
        event.dataTransfer?.setData(featureType, String(feature.id));
        if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <span class="feature-words">
        <span class="feature-text">{feature.text}</span>
        <span class="feature-who">
          {who} · {where}
        </span>
      </span>
      {may && (
        <Menu
          label={
            sorted
              ? stageWords.move(shortText(feature.text))
              : stageWords.putBehindOf(shortText(feature.text))
          }
          icon={sorted ? 'more' : 'arrow'}
          look={sorted ? 'quiet' : 'plain'}
          items={items}
        />
      )}
    </li>
  );
}

/** What is dragged is a feature, and nothing that somebody drags in from elsewhere. */
export const featureType = 'application/x-reprise-feature';
