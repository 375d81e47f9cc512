import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { RenameDialog } from '../app/rename_dialog.tsx';
import { Dialog } from '../design/dialog.tsx';
import { SelectField, TextField } from '../design/field.tsx';
import { Menu } from '../design/menu.tsx';
import { PersonRow } from '../design/people.tsx';
import type { Member, Role } from '../protocol.ts';
import { leads } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { sessionWords } from '../words/session.ts';
import { ReasonDialog } from './dialogs.tsx';

const roles: readonly Role[] = ['participant', 'co_facilitator', 'observer'];

export function PeopleDialog({ onClose }: { onClose: () => void }) {
  const live = useLive();
  const { tables } = live;
  const [wanted, setWanted] = useState('');
  const [renaming, setRenaming] = useState<Member | undefined>(undefined);
  const [removing, setRemoving] = useState<Member | undefined>(undefined);
  const mayAssign = live.me.value?.role === 'facilitator';
  const all = tables
    .all('member')
    .filter((each) => each.name.toLocaleLowerCase('en-GB').includes(wanted.trim().toLocaleLowerCase('en-GB')))
    .sort(
      (one, other) =>
        Number(leads(other)) - Number(leads(one)) || one.name.localeCompare(other.name, 'en-GB'),
    );
  return (
    <Dialog title={consoleWords.peopleTitle} size="l" onClose={onClose}>
      <div class="stack">
        <TextField label={consoleWords.searchPeople} type="search" value={wanted} onValue={setWanted} />
        <ul class="console-people">
          {all.map((each) => {
            const room = tables.get('room', each.room);
            const place = room ? consoleWords.room(room.number) : consoleWords.notInRoom;
            const settled = each.attendance !== 'removed';
            return (
              <li key={each.id}>
                <PersonRow
                  member={each}
                  note={each.role === 'participant' ? place : sessionWords.role[each.role]}
                  aside={
                    <>
                      {mayAssign && each.role !== 'facilitator' && settled && (
                        <SelectField
                          label={consoleWords.roleOf(each.name)}
                          labelHidden
                          value={each.role}
                          options={roles.map((role) => ({ value: role, label: sessionWords.role[role] }))}
                          onValue={(role) => live.send('set_role', { member: each.id, role: role as Role })}
                        />
                      )}
                      {settled && (
                        <Menu
                          label={consoleWords.optionsPerson(each.name)}
                          items={[
                            { label: consoleWords.rename, icon: 'pen', onChoose: () => setRenaming(each) },
                            each.role !== 'facilitator' && {
                              label: consoleWords.remove,
                              icon: 'cross' as const,
                              danger: true,
                              onChoose: () => setRemoving(each),
                            },
                          ]}
                        />
                      )}
                    </>
                  }
                />
              </li>
            );
          })}
        </ul>
      </div>
      {renaming && <RenameDialog member={renaming} onClose={() => setRenaming(undefined)} />}
      {removing && <RemoveDialog member={removing} onClose={() => setRemoving(undefined)} />}
    </Dialog>
  );
}

export function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const live = useLive();
  return (
    <ReasonDialog
      title={consoleWords.removeTitle(member.name)}
      text={consoleWords.removeText}
      action={consoleWords.remove}
      danger
      onReason={(reason) => live.send('remove_member', { member: member.id, reason })}
      onClose={onClose}
    />
  );
}
