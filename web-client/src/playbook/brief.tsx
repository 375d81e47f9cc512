import { Paragraphs } from '../design/text.tsx';
import type { Scenario } from '../protocol.ts';
import type { SlotRole } from '../room/turn.ts';
import { playbookWords } from '../words/playbook.ts';
import './playbook.css';

export function Brief({ scenario, role, slot }: { scenario: Scenario; role: SlotRole; slot: number }) {
  return (
    <div class="brief">
      <Paragraphs text={scenario[role]} />
      <h3 class="brief-head">{playbookWords.situation}</h3>
      <Paragraphs text={scenario.situation} />
      {scenario.harder && slot > 1 && (
        <>
          <h3 class="brief-head">{playbookWords.harder}</h3>
          <Paragraphs text={scenario.harder} />
        </>
      )}
    </div>
  );
}
