// The answer at the head of a stage that everybody is in together: what do I do now, how long is left.
import type { ComponentChildren } from 'preact';
import { useHeadline } from '../app/headline.ts';
import { useLive } from '../app/live.ts';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Clock, NoClock } from '../design/clock.tsx';
import { Icon, type IconName } from '../design/icon.tsx';
import type { Stage } from '../protocol.ts';
import { stagesOf, thePlaybook, timerFor } from '../tables/views.ts';
import { seeWords } from '../words/see.ts';
import { sessionWords } from '../words/session.ts';
import './stage_band.css';

const icons: Partial<Record<Stage, IconName>> = { see: 'eye', name: 'pen', plan: 'list', commit: 'check' };

export interface StageBandProps {
  stage: Stage;
  title: string;
  text: string;
  /** Said on the way in, after the title. */
  spoken?: string;
  /** The parts of this stage, where it has several. */
  children?: ComponentChildren;
}

export function StageBand({ stage, title, text, spoken, children }: StageBandProps) {
  const live = useLive();
  const timer = timerFor(live.tables, 0);
  const stages = stagesOf(thePlaybook(live.tables));
  const next = stages[stages.indexOf(stage) + 1];
  const place = useHeadline(title, timer);
  return (
    <div ref={place} class="stage-band">
      <div class="stage-band-what">
        <p class="stage-band-where">
          <span class="stage-band-stage">
            <Icon name={icons[stage] ?? 'arrow'} />
            {sessionWords.stage[stage]}
          </span>
          {next && next !== 'ended' && <span>{seeWords.next(sessionWords.stage[next])}</span>}
        </p>
        <ScreenTitle
          place={stage}
          spoken={[`${title}.`, spoken].filter(Boolean).join(' ')}
          title={title}
          class="stage-band-title"
        >
          {title}
        </ScreenTitle>
        <p class="stage-band-text">{text}</p>
      </div>
      <div class="stage-band-time">
        {timer ? <Clock timer={timer} now={live.second.value * 1000} size="l" speaks /> : <NoClock />}
      </div>
      {children}
    </div>
  );
}
