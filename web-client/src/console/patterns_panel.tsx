// For the debrief: the ratings of everybody, and the action steps to talk about.
import { useLive } from '../app/live.ts';
import { PatternChart } from '../debrief/pattern_chart.tsx';
import { Paragraphs } from '../design/text.tsx';
import { nameOf } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';

const stepsShownMax = 30;

export function PatternsPanel() {
  const { tables } = useLive();
  const attempts = tables.all('attempt').filter((each) => each.state === 'shared');
  const delivered = tables
    .all('feedback')
    .filter((each) => each.state === 'delivered' && !each.hidden)
    .sort((one, other) => other.given_at - one.given_at);
  const tookPart = tables
    .all('member')
    .filter((each) => each.role === 'participant' && each.attendance !== 'removed');
  const numbers = [
    { value: tookPart.length, label: consoleWords.numbers.people },
    { value: attempts.filter((each) => each.answers === 0).length, label: consoleWords.numbers.attempts },
    { value: attempts.filter((each) => each.answers > 0).length, label: consoleWords.numbers.seconds },
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
      <section class="card" aria-labelledby="heat">
        <h2 id="heat">{consoleWords.heatTitle}</h2>
        <p class="muted small console-heat-text">{consoleWords.heatText}</p>
        <PatternChart />
      </section>
      <section class="card" aria-labelledby="steps">
        <h2 id="steps">{consoleWords.stepsTitle}</h2>
        <ul class="console-steps">
          {delivered.slice(0, stepsShownMax).map((each) => (
            <li key={each.id}>
              <Paragraphs text={each.action_step} />
              <p class="small muted">
                {roomWords.from(nameOf(tables, each.reviewer, sessionWords.somebody))} →{' '}
                {nameOf(tables, each.receiver, sessionWords.somebody)}
              </p>
            </li>
          ))}
          {delivered.length === 0 && <li class="muted">{consoleWords.heatNone}</li>}
        </ul>
      </section>
    </div>
  );
}
