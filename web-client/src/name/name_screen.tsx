// Name: what works in the exemplar, how strong it is, and where one is oneself. Three parts; the head of the page says how
// far one has got with each.
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { Icon } from '../design/icon.tsx';
import { known, usePreparation } from '../plan/preparation.ts';
import { Announcements } from '../room/banners.tsx';
import { StageBand } from '../see/stage_band.tsx';
import { calibrationBy, featuresBy, featuresOnWall } from '../tables/stage_views.ts';
import { criteriaOf, thePlaybook, theSession } from '../tables/views.ts';
import { nameWords } from '../words/name.ts';
import './name.css';
import { Naming } from './naming.tsx';
import { RateExemplar } from './rate_exemplar.tsx';
import { GrowingCriteria, Wall } from './wall.tsx';
import { WhereYouAre } from './where_you_are.tsx';

export function NameScreen() {
  const { tables } = useLive();
  const draft = usePreparation();
  return (
    <main id="main" tabIndex={-1} class="page name-page">
      <StageBand stage="name" title={nameWords.title} text={nameWords.text}>
        <Parts gap={draft.value.gap} />
      </StageBand>
      <div class="page-split">
        <div class="page-main">
          <Announcements room={0} />
          <Wall />
          <Naming />
          <RateExemplar />
          <WhereYouAre draft={draft} criteria={criteriaOf(tables)} />
        </div>
        <div class="page-rail">
          <GrowingCriteria />
        </div>
      </div>
    </main>
  );
}

interface Part {
  href: string;
  name: string;
  note: string;
  done: boolean;
  /** On view all the time where there is room beside. */
  beside?: boolean;
}

function Parts({ gap }: { gap: number }) {
  const live = useLive();
  const { tables } = live;
  const me = live.memberId.value;
  const criteria = criteriaOf(tables);
  const asked = thePlaybook(tables)?.features_asked ?? 0;
  const named = featuresBy(tables, me).length;
  const rated = known(calibrationBy(tables, me)?.scores ?? [], criteria).length;
  const chosen = criteria.find((each) => each.id === gap);
  const { of, step } = nameWords;
  const parts: Part[] = [
    {
      href: '#name-features',
      name: step.name,
      note: asked > 0 ? of(named, asked) : String(named),
      done: named >= Math.max(1, asked),
    },
    {
      href: '#rate',
      name: step.rate,
      note: of(rated, criteria.length),
      done: rated > 0 && rated === criteria.length,
    },
    {
      href: '#yourself',
      name: step.gap,
      note: chosen ? nameWords.gapIs(chosen.number) : nameWords.noGap,
      done: chosen !== undefined,
    },
  ];
  const wall = theSession(tables)?.wall_shown ? featuresOnWall(tables).length : 0;
  const behind = tables.all('feature').filter((each) => each.criterion > 0).length;
  if (behind > 0) {
    parts.splice(1, 0, {
      href: '#criteria',
      name: nameWords.step.criteria,
      note: nameWords.behindCount(behind),
      done: false,
      beside: true,
    });
  }
  if (wall > 0) parts.splice(1, 0, { href: '#wall', name: step.wall, note: String(wall), done: false });
  return (
    <nav class="name-parts" aria-label={nameWords.steps}>
      <ul>
        {parts.map((each) => (
          <li key={each.href} class={each.beside ? 'name-part-beside' : ''}>
            <a href={each.href} class={`name-part ${each.done ? 'name-part-done' : ''}`}>
              <span class="name-part-bar" aria-hidden="true" />
              <span class="name-part-name">
                {each.name}
                {each.done && <Icon name="check" size={16} />}
              </span>
              <span class="name-part-note tabular">
                {each.note}
                {each.done && <span class="visually-hidden">, {nameWords.done}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
