// A participant's debrief: the step they take with them, what they did and did again, how they were rated, what their room
// shared, and what happens next.
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { ScreenTitle } from '../app/screen_title.tsx';
import '../design/card.css';
import { Clock } from '../design/clock.tsx';
import { LateFeedback } from '../record/late_feedback.tsx';
import { stepsFor } from '../record/taken_step.ts';
import { Announcements } from '../room/banners.tsx';
import { theSession, timerFor } from '../tables/views.ts';
import { debriefWords } from '../words/record.ts';
import './debrief.css';
import { MyRounds } from './my_rounds.tsx';
import { MyStep } from './my_step.tsx';
import { NextSteps } from './next_steps.tsx';
import { PatternChart } from './pattern_chart.tsx';
import { RoomShared } from './room_shared.tsx';
import { AskedToShow, Spotlights } from './spotlights.tsx';

export function Debrief({ onRecord }: { onRecord?: () => void }) {
  const live = useLive();
  const { tables } = live;
  const me = live.memberId.value;
  const session = theSession(tables);
  const timer = timerFor(tables, 0);
  return (
    <main id="main" tabIndex={-1} class="page debrief">
      <div class="debrief-head">
        <div class="grow">
          <p class="eyebrow">{session?.npq}</p>
          <ScreenTitle
            place="debrief"
            spoken={debriefWords.spoken}
            title={session?.title ?? debriefWords.title}
          >
            {debriefWords.title}
          </ScreenTitle>
          <p class="debrief-text">{debriefWords.text}</p>
          <a class="debrief-jump" href="#what-next">
            {debriefWords.next}
          </a>
        </div>
        {timer && (
          <div class="card card-tight debrief-clock">
            <Clock timer={timer} now={live.second.value * 1000} size="l" speaks />
          </div>
        )}
      </div>
      <div class="page-split">
        <div class="page-main">
          <Announcements room={0} />
          <AskedToShow />
          <Spotlights />
          <LateFeedback />
          <MyStep />
          <MyRounds />
          {stepsFor(tables, me).length > 0 && (
            <section class="card" aria-labelledby="my-ratings">
              <h2 id="my-ratings" class="debrief-ratings">
                {debriefWords.mine}
              </h2>
              <PatternChart receiver={me} />
            </section>
          )}
          <RoomShared />
        </div>
        <div class="page-rail">
          <NextSteps onRecord={onRecord} />
        </div>
      </div>
    </main>
  );
}
