import { useState } from 'preact/hooks';
import { Avatar } from '../design/avatar.tsx';
import { Mark } from '../design/mark.tsx';
import { Menu } from '../design/menu.tsx';
import type { Stage } from '../protocol.ts';
import { leads, stagesOf, thePlaybook, theSession, timeLeft } from '../tables/views.ts';
import { appWords } from '../words/app.ts';
import { clockText } from '../words/format.ts';
import { sessionRecordWords } from '../words/record.ts';
import { sessionWords } from '../words/session.ts';
import { ConnectionMark } from './connection_state.tsx';
import './header.css';
import { headline } from './headline.ts';
import { LeaveDialog } from './leave_dialog.tsx';
import { useLive } from './live.ts';
import { RenameDialog } from './rename_dialog.tsx';
import { switchTheme, theme } from './theme.ts';

export function StageSteps({ now }: { now: Stage }) {
  const stages = stagesOf(thePlaybook(useLive().tables));
  const reached = stages.indexOf(now);
  return (
    <ol class="stages" aria-label={sessionWords.stages}>
      {stages.map((stage, at) => (
        <li
          key={stage}
          class={at < reached ? 'stage-past' : at === reached ? 'stage-now' : ''}
          aria-current={at === reached ? 'step' : undefined}
        >
          {sessionWords.stage[stage]}
        </li>
      ))}
    </ol>
  );
}

export interface HeaderProps {
  /** Whether the record is on view, and how to go there and back; absent where it is the screen itself. */
  record?: { shown: boolean; toggle: () => void } | undefined;
}

export function Header({ record }: HeaderProps) {
  const live = useLive();
  const session = theSession(live.tables);
  const me = live.me.value;
  const now = headline.value;
  const [open, setOpen] = useState<'rename' | 'leave' | undefined>(undefined);
  const dark = theme.value === 'dark';
  return (
    <header class="header">
      <div class="header-bar">
        <Mark size={30} />
        <p class="header-title" title={session?.title}>
          {now?.title ?? session?.title}
        </p>
        {now?.timer && (
          <span class="header-time tabular" aria-hidden="true">
            {clockText(timeLeft(now.timer, live.second.value * 1000))}
          </span>
        )}
        {/* The console has them with their times. */}
        {session && me?.role === 'participant' && <StageSteps now={session.now} />}
        <ConnectionMark />
        <Menu
          label={me?.name ?? appWords.menu}
          icon="down"
          wordy
          picture={me && <Avatar id={me.id} name={me.name} size="s" />}
          items={[
            record && {
              label: record.shown
                ? sessionWords.backToNow
                : me?.role === 'participant'
                  ? sessionWords.myRecord
                  : sessionRecordWords.myRecord,
              icon: record.shown ? ('arrow' as const) : ('list' as const),
              onChoose: record.toggle,
            },
            { label: sessionWords.changeName, icon: 'pen', onChoose: () => setOpen('rename') },
            {
              label: dark ? appWords.toLight : appWords.toDark,
              icon: dark ? 'sun' : 'moon',
              onChoose: switchTheme,
            },
            !leads(me) && {
              label: sessionWords.leave,
              icon: 'exit' as const,
              danger: true,
              onChoose: () => setOpen('leave'),
            },
          ]}
        />
      </div>
      {open === 'rename' && me && <RenameDialog member={me} onClose={() => setOpen(undefined)} />}
      {open === 'leave' && <LeaveDialog onClose={() => setOpen(undefined)} />}
    </header>
  );
}
