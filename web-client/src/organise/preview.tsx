// A playbook as its people will meet it.
import { Disclosure } from '../design/disclosure.tsx';
import { Paragraphs } from '../design/text.tsx';
import { CriteriaList } from '../playbook/criteria.tsx';
import { ExemplarText } from '../playbook/exemplar.tsx';
import type { Playbook, PlaybookDocumentBody } from '../protocol.ts';
import { timingWords } from '../words/console_plan.ts';
import { organiseWords } from '../words/organise.ts';
import { playbookWords, roleWords } from '../words/playbook.ts';
import { TimeLine } from './time_line.tsx';

const roles = ['performer', 'coach', 'pupil'] as const;

export function Preview({ document: { playbook, criteria } }: { document: PlaybookDocumentBody }) {
  return (
    <div class="organise-preview">
      <section class="stack" aria-labelledby="organise-time">
        <h2 id="organise-time">{organiseWords.timings}</h2>
        <TimeLine playbook={playbook} />
        <p class="small muted">
          {timingWords.paces[playbook.pace]}. {organiseWords.roomSize}: {playbook.room_size}.{' '}
          {organiseWords.featuresAsked(playbook.features_asked)}.
        </p>
      </section>
      <section class="stack" aria-labelledby="organise-criteria">
        <h2 id="organise-criteria">{playbookWords.criteria}</h2>
        <CriteriaList criteria={criteria} />
      </section>
      <Texts playbook={playbook} />
    </div>
  );
}

/** What people read, folded away. */
function Texts({ playbook }: { playbook: Playbook }) {
  const { scenario, form } = playbook;
  return (
    <section class="stack-s">
      <Disclosure title={`${playbookWords.exemplar}: ${playbook.exemplar.title}`}>
        <ExemplarText exemplar={playbook.exemplar} heading={false} />
      </Disclosure>
      <Disclosure title={`${playbookWords.scenario}: ${scenario.title}`}>
        <Paragraphs text={scenario.situation} />
        {scenario.harder && (
          <>
            <h3 class="organise-part">{playbookWords.harder}</h3>
            <Paragraphs text={scenario.harder} />
          </>
        )}
      </Disclosure>
      <Disclosure title={organiseWords.briefs}>
        {roles.map((role) => (
          <div key={role}>
            <h3 class="organise-part">{roleWords[role]}</h3>
            <Paragraphs text={scenario[role]} />
          </div>
        ))}
      </Disclosure>
      <Disclosure title={organiseWords.form}>
        <dl class="organise-form">
          {(['evidence', 'strength', 'action_step'] as const).map((each) => (
            <div key={each}>
              <dt>{organiseWords.formParts[each]}</dt>
              <dd>{form[each]}</dd>
            </div>
          ))}
          {(['strength_starters', 'action_step_starters'] as const).map((each) => (
            <div key={each}>
              <dt>{organiseWords.formParts[each]}</dt>
              {form[each].map((starter) => (
                <dd key={starter}>{starter}</dd>
              ))}
            </div>
          ))}
        </dl>
      </Disclosure>
      <Disclosure title={organiseWords.gapTasks}>
        <ul class="organise-list">
          {playbook.gap_task_prompts.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}
