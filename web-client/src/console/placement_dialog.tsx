// The standing rule: who goes into which room, for everybody who is here and everybody who is still to come.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useSubmit } from '../commands/use_submit.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { lengthOf } from '../design/text_length.ts';
import { groupsCharsMax, groupsOf, textOf } from '../playbook/groups.ts';
import { PlacementFields, type Placing } from '../playbook/placement_fields.tsx';
import { consoleWords } from '../words/console.ts';
import { dialogWords } from '../words/design.ts';

export function PlacementDialog({ onClose }: { onClose: () => void }) {
  const live = useLive();
  const rule = live.tables.only('placement');
  const [placing, setPlacing] = useState<Placing>({
    mode: rule?.mode ?? 'random',
    size: rule?.room_size ?? 3,
    groups: textOf(rule?.groups ?? []),
  });
  const [error, setError] = useState<string | undefined>(undefined);
  const { busy, submit } = useSubmit();
  const { mode, size, groups } = placing;
  const prepared = mode === 'prepared';
  const save = (event: Event) => {
    event.preventDefault();
    if (prepared && lengthOf(groups) > groupsCharsMax) {
      setError(consoleWords.groupsTooLong);
      return;
    }
    const args = { mode, room_size: size, groups: prepared ? groupsOf(groups) : [] };
    void submit(() => live.send('set_placement', args, { ownRefusals: true }), {
      said: consoleWords.placementSaved,
      saved: onClose,
      refused: (problem) => setError(problem.detail),
    });
  };
  return (
    <Dialog title={consoleWords.placementTitle} onClose={onClose}>
      <form class="stack" onSubmit={save} noValidate>
        <PlacementFields
          of={placing}
          onChange={(to) => {
            if (to.groups !== groups) setError(undefined);
            setPlacing(to);
          }}
          errors={prepared ? { groups: error } : { size: error }}
        />
        <div class="row">
          <Button type="submit" look="primary" busy={busy}>
            {consoleWords.savePlacement}
          </Button>
          <Button onClick={onClose}>{dialogWords.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
