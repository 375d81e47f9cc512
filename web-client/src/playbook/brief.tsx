import { Paragraphs } from '../design/text.tsx';
import type { Scenario } from '../protocol.ts';
import type { SlotRole } from '../room/turn.ts';
import { playbookWords } from '../words/playbook.ts';
import './playbook.css';

export interface BriefProps {
  scenario: Scenario;
  role: SlotRole;
  /** Whoever performs has performed before. */
  harder: boolean;
}

export function Brief({ scenario, role, harder }: BriefProps) {
  return (
    <div class="brief">
      <Paragraphs text={scenario[role]} />
      <h3 class="brief-head">{playbookWords.situation}</h3>
      <Paragraphs text={scenario.situation} />
      {scenario.harder && harder && (
        <>
          <h3 class="brief-head">{playbookWords.harder}</h3>
          <Paragraphs text={scenario.harder} />
        </>
      )}
    </div>
  );
}
