// While people plan: that they have begun, and nothing of what they write.
import { useLive } from '../app/live.ts';
import { criteriaOf, leads, participants, theSession } from '../tables/views.ts';
import { stagePanelWords } from '../words/console_stages.ts';
import { FishbowlCard } from './fishbowl_card.tsx';
import { ReferenceCard } from './reference_card.tsx';
import './stage_panels.css';
import { Tally } from './tally.tsx';

export function PlanPanel() {
  const live = useLive();
  const { tables } = live;
  const session = theSession(tables);
  const all = participants(tables);
  const begun = new Set(tables.all('preparation').map((each) => each.member));
  const raters = new Set(tables.all('calibration').map((each) => each.rater));
  return (
    <div class="console-split console-split-lobby">
      <div class="stack">
        <section class="card stack" aria-labelledby="plan-title">
          <h2 id="plan-title">{stagePanelWords.planTitle}</h2>
          <p class="muted">{stagePanelWords.planText}</p>
          <Tally label={stagePanelWords.prepared} all={all} done={begun} />
          <Tally label={stagePanelWords.rated} all={all} done={raters} names={false} />
        </section>
        {session && <FishbowlCard session={session} />}
      </div>
      <div class="console-rail">
        {session && (
          <ReferenceCard session={session} criteria={criteriaOf(tables)} may={leads(live.me.value)} />
        )}
      </div>
    </div>
  );
}
