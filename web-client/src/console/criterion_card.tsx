// One criterion with what stands behind it. A feature can be dropped here.
import { useRef, useState } from 'preact/hooks';
import { Menu } from '../design/menu.tsx';
import type { Criterion, Feature } from '../protocol.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { FeatureItem, featureType, type Grouping } from './feature_queue.tsx';
import { useNextFocus } from './use_next_focus.ts';

export interface CriterionCardProps extends Grouping {
  criterion: Criterion;
  criteria: readonly Criterion[];
  features: readonly Feature[];
  may: boolean;
  onOpen: (what: 'word' | 'merge' | 'remove') => void;
}

export function CriterionCard(props: CriterionCardProps) {
  const { criterion, criteria, features, may, onGroup, onNew, onRemove, onOpen } = props;
  const [over, setOver] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const leaves = useNextFocus(list, features.length, title);
  const dragsFeature = (event: DragEvent) => may && event.dataTransfer?.types.includes(featureType);
  return (
    <li
      class={`card card-tight criterion ${over ? 'criterion-over' : ''}`}
      onDragOver={(event) => {
        if (!dragsFeature(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!dragsFeature(event)) return;
        event.preventDefault();
        onGroup(Number(event.dataTransfer?.getData(featureType)), criterion.id);
      }}
    >
      <div class="criterion-head">
        <h3 class="criterion-title" ref={title} tabIndex={-1}>
          <span class="criterion-number">{criterion.number}</span> {criterion.title}
        </h3>
        {may && (
          <Menu
            label={stagePanelWords.optionsCriterion(criterion.number)}
            items={[
              { label: stagePanelWords.word, icon: 'pen', onChoose: () => onOpen('word') },
              criteria.length > 1 && {
                label: stagePanelWords.merge,
                icon: 'merge' as const,
                onChoose: () => onOpen('merge'),
              },
              criteria.length > 1 && {
                label: stagePanelWords.remove,
                icon: 'cross' as const,
                danger: true,
                onChoose: () => onOpen('remove'),
              },
            ]}
          />
        )}
      </div>
      <p class="criterion-text small muted">{criterion.looks_like}</p>
      <p class="criterion-count">{stagePanelWords.featuresBehind(features.length)}</p>
      {features.length > 0 && (
        <ul class="features features-behind" ref={list}>
          {features.map((each, at) => (
            <FeatureItem
              key={each.id}
              feature={each}
              criteria={criteria}
              may={may}
              onGroup={(feature, to) => {
                leaves(at);
                onGroup(feature, to);
              }}
              onNew={onNew}
              onRemove={onRemove}
            />
          ))}
        </ul>
      )}
    </li>
  );
}
