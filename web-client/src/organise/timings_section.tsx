// How long a session takes, how its rooms go on, and how many people are in one.

import { RoomSizeField } from '../playbook/placement_fields.tsx';
import { Numbers, PaceField, SlotsField } from '../playbook/timing_fields.tsx';
import { timingWords } from '../words/console_plan.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { organiseWords } from '../words/organise.ts';
import { sessionWords } from '../words/session.ts';
import { playbookOf, secondsInAll } from './draft.ts';
import { Section } from './section.tsx';
import type { TextSectionProps } from './text_sections.tsx';
import { TimeLine } from './time_line.tsx';

export function TimingsSection({ draft, onDraft, onPlaybook, errors }: TextSectionProps) {
  const { playbook } = draft;
  const timed = playbookOf(draft);
  return (
    <Section
      title={organiseWords.timingsSection}
      note={organiseWords.inAll(secondsInAll(timed))}
      fields={['stages', 'steps', 'slots', 'pace', 'room_size']}
      errors={errors}
    >
      <TimeLine playbook={timed} />
      <div class="plan-split">
        <fieldset class="stack-s">
          <legend class="plan-legend">{timingWords.pace}</legend>
          <PaceField pace={playbook.pace} onPace={(pace) => onPlaybook({ pace })} />
          <SlotsField
            slots={playbook.slots}
            onSlots={(slots) => onPlaybook({ slots })}
            error={errors.slots}
          />
          <RoomSizeField
            size={playbook.room_size}
            onSize={(room_size) => onPlaybook({ room_size })}
            error={errors.room_size}
          />
        </fieldset>
        <fieldset class="stack-s">
          <legend class="plan-legend">{timingWords.stages}</legend>
          <p class="small muted">{timingWords.stagesHint}</p>
          <Numbers
            labels={playbook.stages.map((each) => sessionWords.stage[each.stage])}
            named={timingWords.minutesOf}
            values={draft.minutes}
            onValues={(minutes) => onDraft({ minutes })}
            errorOf={(at) => errors[`stages[${at}].seconds`]}
          />
        </fieldset>
        <fieldset class="stack-s">
          <legend class="plan-legend">{timingWords.steps}</legend>
          <p class="small muted">{timingWords.stepsHint}</p>
          <Numbers
            labels={playbook.steps.map((each) => steeringWords.step[each.step])}
            named={timingWords.secondsOf}
            values={draft.seconds}
            onValues={(seconds) => onDraft({ seconds })}
            errorOf={(at) => errors[`steps[${at}].seconds`]}
          />
        </fieldset>
      </div>
    </Section>
  );
}
