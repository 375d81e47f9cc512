// What everybody named, once it is shown; and the criteria that come out of it, live.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Feature } from '../protocol.ts';
import { featuresBehind, featuresOnWall } from '../tables/stage_views.ts';
import { criteriaOf, nameOf, thePlaybook, theSession } from '../tables/views.ts';
import { nameWords } from '../words/name.ts';
import { useSaidOnce } from './use_said_once.ts';
import './wall.css';

/** Who named it, where that is known to everybody. */
function useNamer(): (feature: Feature) => string {
  const live = useLive();
  return (feature) => {
    if (feature.author === 0 || feature.anonymous) return '';
    return feature.author === live.memberId.value ? nameWords.you : nameOf(live.tables, feature.author);
  };
}

function From({ feature }: { feature: Feature }) {
  const said = [useNamer()(feature), nameWords.about(feature.passage, feature.moment_ms)]
    .filter(Boolean)
    .join(' · ');
  return <p class="wall-from">{said}</p>;
}

export function Wall() {
  const { tables } = useLive();
  const shown = theSession(tables)?.wall_shown ?? false;
  const features = featuresOnWall(tables);
  useSaidOnce(shown, nameWords.wallSpoken(features.length));
  if (!shown) return null;
  return (
    <section class="card" id="wall" aria-labelledby="the-wall">
      <h2 id="the-wall">{nameWords.wall}</h2>
      <p class="muted">
        {features.length > 0 ? nameWords.wallText : nameWords.wallAllGone}
        {thePlaybook(tables)?.anonymous_wall && ` ${nameWords.anonymous}`}
      </p>
      <ul class="wall-features">
        {features.map((each) => (
          <li key={each.id} class="wall-feature">
            <Paragraphs text={each.text} />
            <From feature={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function GrowingCriteria() {
  const { tables } = useLive();
  const criteria = criteriaOf(tables);
  const any = criteria.some((each) => featuresBehind(tables, each.id).length > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section class="card card-tight growing-card" id="criteria" tabIndex={0} aria-labelledby="growing">
      <h2 id="growing" class="wall-small">
        {nameWords.criteria}
      </h2>
      <p class="muted small">{nameWords.criteriaText}</p>
      {any && thePlaybook(tables)?.anonymous_wall && (
        <p class="small growing-anonymous">
          <Icon name="lock" size={16} />
          {nameWords.anonymous}
        </p>
      )}
      <ol class="criteria growing">
        {criteria.map((each) => (
          <li key={each.id}>
            <p class="criteria-title">{each.title}</p>
            <p class="criteria-text">{each.looks_like}</p>
            <Behind features={featuresBehind(tables, each.id)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const shownMax = 3;

function Behind({ features }: { features: readonly Feature[] }) {
  const [all, setAll] = useState(false);
  if (features.length === 0) return null;
  const shown = all || features.length <= shownMax + 1 ? features : features.slice(0, shownMax);
  return (
    <div class="growing-behind">
      <p class="growing-count">{nameWords.behindCount(features.length)}</p>
      <ul>
        {shown.map((each) => (
          <li key={each.id}>
            <Paragraphs text={each.text} />
            <From feature={each} />
          </li>
        ))}
      </ul>
      {shown.length < features.length && (
        <Button size="s" look="quiet" onClick={() => setAll(true)}>
          {nameWords.showAll(features.length)}
        </Button>
      )}
    </div>
  );
}
