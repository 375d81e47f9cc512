// Something that one has named, where it stands in the exemplar.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Paragraphs } from '../design/text.tsx';
import { useFocusOn } from '../design/use_focus_on.ts';
import type { Feature } from '../protocol.ts';
import { clipWords } from '../words/clip.ts';
import { nameWords } from '../words/name.ts';

export interface OwnFeatureProps {
  feature: Feature;
  onEdit: () => void;
  onRemove: () => void;
}

export function OwnFeature({ feature, onEdit, onRemove }: OwnFeatureProps) {
  const { tables } = useLive();
  const [sure, setSure] = useState(false);
  const box = useFocusOn<HTMLLIElement>(sure, '[data-focus]');
  const behind = tables.get('criterion', feature.criterion);
  const which = <span class="visually-hidden"> {nameWords.which(feature.text)}</span>;
  return (
    <li ref={box} class="own-feature">
      <p class="own-feature-head">
        <span>
          {nameWords.mine}
          {feature.moment_ms > 0 && ` ${clipWords.moment(feature.moment_ms)}`}
        </span>
        {behind ? (
          <Badge tone="brand">{nameWords.behind(behind.number)}</Badge>
        ) : (
          feature.shown && <Badge tone="brand">{nameWords.onWall}</Badge>
        )}
      </p>
      <Paragraphs text={feature.text} />
      {feature.id < 0 ? (
        <p class="small muted own-feature-saving">{nameWords.saving}</p>
      ) : sure ? (
        <div class="row">
          <span class="small">{nameWords.removeSure}</span>
          <Button size="s" look="danger" onClick={onRemove}>
            {nameWords.remove}
            {which}
          </Button>
          <Button size="s" data-focus onClick={() => setSure(false)}>
            {nameWords.keep}
          </Button>
        </div>
      ) : (
        <div class="row own-feature-acts">
          <Button size="s" look="quiet" icon="pen" onClick={onEdit}>
            {nameWords.edit}
            {which}
          </Button>
          <Button size="s" look="quiet" icon="cross" data-focus onClick={() => setSure(true)}>
            {nameWords.remove}
            {which}
          </Button>
        </div>
      )}
    </li>
  );
}
