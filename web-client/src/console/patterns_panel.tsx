// For the debrief: how everybody was rated, where each room stands, and what to talk about together.
import { useLive } from '../app/live.ts';
import { PatternChart } from '../debrief/pattern_chart.tsx';
import { gapVerdicts } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { debriefConsoleWords } from '../words/console_debrief.ts';
import { HeatTable } from './heat_table.tsx';
import { NextSession } from './next_session.tsx';
import { isReview } from './rounds.ts';
import { ActionSteps, Attempts, SpotlightList } from './spotlight_panel.tsx';

export function PatternsPanel() {
  const { tables } = useLive();
  const attempts = tables.all('attempt').filter((each) => each.state === 'shared');
  const delivered = tables
    .all('feedback')
    .filter((each) => each.state === 'delivered' && !each.hidden && isReview(each));
  const tookPart = tables
    .all('member')
    .filter((each) => each.role === 'participant' && each.attendance !== 'removed');
  const closed = [...gapVerdicts(tables).values()].filter((each) => each === 'closed');
  const firsts = attempts.filter((each) => each.answers === 0).length;
  const numbers = [
    { value: tookPart.length, label: consoleWords.numbers.people },
    { value: firsts, label: consoleWords.numbers.attempts(firsts) },
    { value: attempts.filter((each) => each.answers > 0).length, label: consoleWords.numbers.seconds },
    { value: closed.length, label: debriefConsoleWords.gaps(closed.length) },
    { value: delivered.length, label: consoleWords.numbers.feedback },
  ];
  return (
    <div class="console-debrief">
      <dl class="console-numbers" aria-label={consoleWords.summary}>
        {numbers.map((each) => (
          <div key={each.label}>
            <dt>{each.label}</dt>
            <dd class="tabular">{each.value}</dd>
          </div>
        ))}
      </dl>
      <NextSession />
      <section class="card console-wide" aria-labelledby="rooms-heat">
        <h2 id="rooms-heat">{debriefConsoleWords.heat}</h2>
        <p class="muted small console-heat-text">{debriefConsoleWords.heatText}</p>
        <HeatTable />
      </section>
      <div class="stack">
        <SpotlightList />
        <section class="card" aria-labelledby="heat">
          <h2 id="heat">{consoleWords.heatTitle}</h2>
          <p class="muted small console-heat-text">{consoleWords.heatText}</p>
          <PatternChart />
        </section>
      </div>
      <div class="stack">
        <ActionSteps />
        <Attempts />
      </div>
    </div>
  );
}
