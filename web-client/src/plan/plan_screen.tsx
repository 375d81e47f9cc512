// Plan: the brief and one's gap on view, and two texts that nobody else ever reads.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import { SaveState } from '../commands/save_state.tsx';
import type { Draft } from '../commands/use_draft.ts';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Disclosure } from '../design/disclosure.tsx';
import { TextArea } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { useFocusOn } from '../design/use_focus_on.ts';
import { FishbowlQuestion } from '../fishbowl/question.tsx';
import { Brief } from '../playbook/brief.tsx';
import { limits } from '../protocol.ts';
import { Announcements } from '../room/banners.tsx';
import { StageBand } from '../see/stage_band.tsx';
import { thePlaybook } from '../tables/views.ts';
import { planningWords } from '../words/plan.ts';
import { playbookWords } from '../words/playbook.ts';
import { GapPicker } from './gap_picker.tsx';
import './plan.css';
import { type Prepared, usePreparation } from './preparation.ts';

/** Everybody performs once, so everybody prepares as the performer. */
const briefOf = 'performer';

export function PlanScreen() {
  const { tables } = useLive();
  const scenario = thePlaybook(tables)?.scenario;
  const draft = usePreparation();
  const { value, set } = draft;
  return (
    <main id="main" tabIndex={-1} class="page plan-page">
      <StageBand stage="plan" title={planningWords.title} text={planningWords.text} />
      <Announcements room={0} />
      <FishbowlQuestion />
      <div class="plan-split">
        {scenario && (
          <div class="plan-brief">
            <Disclosure title={playbookWords.brief.performer} icon="mask" open>
              <h2 class="plan-scenario">{scenario.title}</h2>
              <Brief scenario={scenario} role={briefOf} harder={false} />
            </Disclosure>
          </div>
        )}
        <div class="stack plan-mine">
          <MyGap draft={draft} />
          <section class="card card-raised stack" aria-labelledby="my-plan">
            <div>
              <div class="card-head plan-head">
                <h2 id="my-plan">{planningWords.mine}</h2>
                <SaveState of={draft.autosave} />
              </div>
              <p class="plan-private">
                <Icon name="lock" size={18} />
                {planningWords.onlyYou}
              </p>
            </div>
            <TextArea
              label={planningWords.words}
              hint={planningWords.wordsHint}
              value={value.words}
              onValue={(words) => set({ ...value, words })}
              max={limits.attempt_chars_max}
              rows={7}
            />
            <TextArea
              label={planningWords.moves}
              hint={planningWords.movesHint}
              value={value.moves}
              onValue={(moves) => set({ ...value, moves })}
              max={limits.attempt_chars_max}
              rows={3}
            />
          </section>
        </div>
      </div>
    </main>
  );
}

function MyGap({ draft: { value, set } }: { draft: Draft<Prepared> }) {
  const { tables } = useLive();
  const gap = tables.get('criterion', value.gap);
  const [choosing, setChoosing] = useState(false);
  const box = useFocusOn<HTMLElement>(choosing, 'input:checked, [data-focus]');
  if (gap && !choosing) {
    return (
      <section ref={box} class="plan-gap" aria-labelledby="my-gap">
        <div class="card-head plan-head">
          <h2 id="my-gap" class="eyebrow">
            {planningWords.gap}
          </h2>
          <Button size="s" look="quiet" icon="swap" data-focus onClick={() => setChoosing(true)}>
            {planningWords.changeGap}
          </Button>
        </div>
        <p class="plan-gap-title">
          {gap.number}. {gap.title}
        </p>
        <p class="small">{gap.looks_like}</p>
      </section>
    );
  }
  return (
    <section ref={box} class="card stack-s" aria-labelledby="my-gap">
      <h2 id="my-gap">{planningWords.chooseGap}</h2>
      <p class="muted small">{planningWords.chooseGapText}</p>
      <GapPicker
        gap={value.gap}
        scores={value.scores}
        onGap={(chosen) => {
          set({ ...value, gap: chosen });
          // The first choice is made; the card stays open so that it can be thought over with the arrow keys.
          setChoosing(true);
        }}
      />
      {gap && (
        <div>
          <Button size="s" icon="check" onClick={() => setChoosing(false)}>
            {planningWords.keepGap}
          </Button>
        </div>
      )}
    </section>
  );
}
