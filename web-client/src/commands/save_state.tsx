// "Saving…", "Saved", or why not: in a place of fixed width, so that nothing beside it moves.
import { useLive } from '../app/live.ts';
import { Icon } from '../design/icon.tsx';
import { saveWords } from '../words/commands.ts';
import type { Autosave } from './autosave.ts';
import './save_state.css';

export function SaveState<Value>({ of }: { of: Autosave<Value> }) {
  const live = useLive();
  const state = of.state.value;
  const offline = live.state.value.is !== 'live';
  const heldUp = live.heldUp.value;
  const text =
    state === 'clean'
      ? ''
      : state === 'saved'
        ? saveWords.saved
        : state === 'kept'
          ? saveWords.notGiven
          : state === 'refused'
            ? saveWords.refused(of.detail.value)
            : offline
              ? saveWords.offline
              : heldUp
                ? saveWords.held
                : saveWords.saving;
  const look =
    state === 'refused' || ((offline || heldUp) && (state === 'unsaved' || state === 'saving'))
      ? 'wrong'
      : state;
  return (
    <span class={`save-state save-${look}`} role="status" aria-live="polite">
      {state === 'saved' && <Icon name="check" size={16} />}
      {look === 'wrong' && <Icon name={offline ? 'noWave' : 'warning'} size={16} />}
      {text}
    </span>
  );
}
