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
import { stagePanelWords } from '../words/console_stages.ts';
import { shortText } from './features.ts';
import { useNextFocus } from './use_next_focus.ts';

export interface Grouping {
  onGroup: (feature: number, criterion: number) => void;
  onNew: (feature: number) => void;
  onRemove: (feature: Feature) => void;
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

export function FeatureQueue({ features, some, criteria, may, onGroup, onNew, onRemove }: FeatureQueueProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const list = useRef<HTMLUListElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const leaves = useNextFocus(list, features.length, title);
  return (
    <section class="card card-tight" aria-labelledby="features">
      <div class="card-head">
        <h2 id="features" ref={title} tabIndex={-1} class="rail-title">
          {stagePanelWords.features}
        </h2>
        {features.length > 0 && <Badge tone="brand">{stagePanelWords.unsorted(features.length)}</Badge>}
      </div>
      {features.length === 0 ? (
        <p class={some ? 'note note-good' : 'note'}>
          <Icon name={some ? 'check' : 'pen'} />
          <span>{some ? stagePanelWords.featuresSorted : stagePanelWords.featuresNone}</span>
        </p>
      ) : (
        may && <p class="small muted features-text">{stagePanelWords.featuresText}</p>
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
            onRemove={onRemove}
          />
        ))}
      </ul>
      {features.length > shown && (
        <Button size="s" look="quiet" onClick={() => setShown(shown + shownAtFirst * 2)}>
          {stagePanelWords.featuresMore(features.length - shown)}
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

export function FeatureItem({ feature, criteria, may, onGroup, onNew, onRemove }: FeatureItemProps) {
  const { tables } = useLive();
  const who = nameOf(tables, feature.author, stagePanelWords.anonymous);
  const where = stagePanelWords.where(feature.passage, feature.moment_ms);
  const put = (criterion: Criterion | undefined) => {
    onGroup(feature.id, criterion?.id ?? 0);
    announce(criterion ? stagePanelWords.putThere(criterion.number) : stagePanelWords.takenOut);
  };
  const items: (MenuItem | false)[] = [
    ...criteria
      .filter((each) => each.id !== feature.criterion)
      .map((each) => ({
        label: stagePanelWords.behind(each.number, each.title),
        onChoose: () => put(each),
      })),
    { label: stagePanelWords.behindNew, icon: 'plus', onChoose: () => onNew(feature.id) },
    feature.criterion > 0 && {
      label: stagePanelWords.behindNone,
      icon: 'back',
      onChoose: () => put(undefined),
    },
    {
      label: stagePanelWords.removeFeature,
      icon: 'cross',
      danger: true,
      onChoose: () => onRemove(feature),
    },
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
              ? stagePanelWords.move(shortText(feature.text))
              : stagePanelWords.putBehindOf(shortText(feature.text))
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
