// "Watch me for ...": the performer says it, the others see it for the rest of the turn.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextArea } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { limits, type Room } from '../protocol.ts';
import { preparationOf } from '../tables/stage_views.ts';
import { criteriaOf, nameOf } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { Choices } from './choices.tsx';
import './steps.css';
import { useSaveBeforeEnd } from './use_save_before_end.ts';

interface Frame {
  criterion: number;
  words: string;
}

const sameFrame = (one: Frame, other: Frame): boolean =>
  one.criterion === other.criterion && one.words.trim() === other.words.trim();

const wasSaid = (room: Room): boolean => room.watch_for > 0 || room.watch_words !== '';

export function FrameChoice({ room }: { room: Room }) {
  const live = useLive();
  const { tables } = live;
  // What was prepared is private: it is chosen here beforehand, and told only when the performer says so.
  const gap = preparationOf(tables, live.memberId.value)?.gap ?? 0;
  const said = wasSaid(room);
  const draft = useDraft<Frame>({
    place: `frame:${room.id}:${room.slot}`,
    onServer: { criterion: said ? room.watch_for : gap, words: room.watch_words },
    same: sameFrame,
    about: 0,
    save: ({ criterion, words }) =>
      live.send(
        'frame_attempt',
        { criterion, words: words.trim() },
        {
          key: 'frame',
          ownRefusals: true,
          guess: [{ kind: 'room', id: room.id, fields: { watch_for: criterion, watch_words: words.trim() } }],
        },
      ),
  });
  useSaveBeforeEnd(draft.autosave);
  const { value } = draft;
  const arrived = said && sameFrame(value, { criterion: room.watch_for, words: room.watch_words });
  return (
    <section class="card card-raised stack" aria-label={roomWords.stepName.frame}>
      <Choices
        legend={roomWords.watchLegend}
        options={[
          ...criteriaOf(tables).map((each) => ({
            value: each.id,
            label: `${each.number}. ${each.title}`,
            ...(each.id === gap ? { more: roomWords.watchYourGap } : {}),
          })),
          { value: 0, label: roomWords.watchNothing },
        ]}
        value={value.criterion}
        onValue={(criterion) => draft.set({ ...value, criterion })}
      />
      <TextArea
        label={roomWords.watchWords}
        hint={roomWords.watchWordsHint}
        aside={<SaveState of={draft.autosave} />}
        value={value.words}
        onValue={(words) => draft.set({ ...value, words })}
        max={limits.sentence_chars_max}
        rows={2}
      />
      <div class="row">
        <Button
          look={arrived ? 'plain' : 'primary'}
          icon={arrived ? 'check' : 'eye'}
          onClick={() => {
            draft.set(value);
            draft.autosave.flush();
          }}
        >
          {roomWords.watchSay}
        </Button>
        {arrived && <p class="small muted grow">{roomWords.watchSaid}</p>}
      </div>
    </section>
  );
}

/** What the performer asked for, as long as the turn lasts. */
export function WatchFor({ room }: { room: Room }) {
  const live = useLive();
  const { tables } = live;
  const name = nameOf(tables, room.performer, sessionWords.somebody);
  const criterion = tables.get('criterion', room.watch_for);
  const mine = room.performer === live.memberId.value;
  if (!wasSaid(room)) {
    if (mine || room.step !== 'frame') return null;
    return <p class="note">{roomWords.asksSoon(name)}</p>;
  }
  return (
    <section class="on-view" aria-label={mine ? roomWords.youAskThem : roomWords.asksToWatch(name)}>
      <p class="eyebrow">{mine ? roomWords.youAskThem : roomWords.asksToWatch(name)}</p>
      {criterion && (
        <p class="on-view-words">
          {criterion.number}. {criterion.title}
        </p>
      )}
      {room.watch_words && <p class={criterion ? 'on-view-more' : 'on-view-words'}>“{room.watch_words}”</p>}
    </section>
  );
}

/** Nobody has to perform, and nobody is asked why (P13). */
export function PassTurn() {
  const live = useLive();
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button size="s" look="quiet" class="button-flush" onClick={() => setAsking(true)}>
        {roomWords.pass}
      </Button>
      {asking && (
        <Dialog
          title={roomWords.passTitle}
          size="s"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{roomWords.passKeep}</Button>
              <Button
                look="primary"
                onClick={() => {
                  live.send('pass_turn', {}, { key: 'pass_turn' });
                  setAsking(false);
                }}
              >
                {roomWords.pass}
              </Button>
            </>
          }
        >
          <p>{roomWords.passText}</p>
        </Dialog>
      )}
    </div>
  );
}

export function Harder({ room }: { room: Room }) {
  const { tables } = useLive();
  const harder = tables.only('playbook')?.scenario.harder;
  if (!room.harder || !harder) return null;
  return (
    <section class="note note-brand harder" aria-label={roomWords.harder}>
      <Icon name="arrow" />
      <div class="grow stack-s">
        <h2 class="harder-title">{roomWords.harder}</h2>
        {harder
          .split(/\n{2,}/)
          .filter((each) => each.trim() !== '')
          .map((each) => (
            <p key={each}>{each}</p>
          ))}
      </div>
    </section>
  );
}
