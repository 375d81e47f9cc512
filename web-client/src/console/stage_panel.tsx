// What a facilitator works with in the stages that are not spent in rooms. Fetched by itself: whoever opens the console
// needs the lobby first.
import type { Session } from '../protocol.ts';
import { CommitPanel } from './commit_panel.tsx';
import { NamePanel } from './name_panel.tsx';
import { PatternsPanel } from './patterns_panel.tsx';
import { PlanPanel } from './plan_panel.tsx';
import { SeePanel } from './see_panel.tsx';

export function StagePanel({ session }: { session: Session }) {
  switch (session.now) {
    case 'see':
      return <SeePanel session={session} />;
    case 'name':
      return <NamePanel session={session} />;
    case 'plan':
      return <PlanPanel />;
    case 'debrief':
    case 'ended':
      return <PatternsPanel />;
    case 'commit':
      return <CommitPanel />;
    case 'lobby':
    case 'rehearse':
      return null;
  }
}
