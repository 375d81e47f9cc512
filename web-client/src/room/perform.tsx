// While somebody performs: what the performer has at hand, what the coach may do, and what everybody is told of it.
import { useEffect, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { keepTyped } from '../commands/keep_in_session.ts';
import { Button } from '../design/button.tsx';
import { tell } from '../design/notices.tsx';
import '../design/card.css';
import { Disclosure } from '../design/disclosure.tsx';
import { TextField } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { Paragraphs } from '../design/text.tsx';
import { limits, type Room } from '../protocol.ts';
import { preparationOf } from '../tables/stage_views.ts';
import { nameOf } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import './steps.css';

/** The performer's own plan, beside the performance. */
export function OwnPlan() {
  const live = useLive();
  const plan = preparationOf(live.tables, live.memberId.value);
  if (!plan || (plan.words === '' && plan.moves === '')) return null;
  return (
    <Disclosure icon="pen" title={roomWords.plan} open>
      <dl class="own-plan">
        {plan.words && (
          <div>
            <dt>{roomWords.planWords}</dt>
            <dd>
              <Paragraphs text={plan.words} />
            </dd>
          </div>
        )}
        {plan.moves && (
          <div>
            <dt>{roomWords.planMoves}</dt>
            <dd>
              <Paragraphs text={plan.moves} />
            </dd>
          </div>
        )}
      </dl>
    </Disclosure>
  );
}

export function CoachControls({ room }: { room: Room }) {
  const live = useLive();
  // As drafts do, it outlives a change of step in the same turn, and a reload.
  const [keep] = useState(() => keepTyped<string>(live, `again_from.${room.id}.${room.slot}`));
  const [from, setFrom] = useState(() => keep.read() ?? '');
  const [error, setError] = useState<string | undefined>(undefined);
  const hold = (held: boolean) =>
    live.send(
      'hold_performance',
      { held },
      {
        key: 'hold',
        guess: [{ kind: 'room', id: room.id, fields: held ? { held } : { held, again_from: '' } }],
      },
    );
  const rewind = (event: Event) => {
    event.preventDefault();
    const words = from.trim();
    if (words === '') {
      setError(roomWords.rewindEmpty);
      return;
    }
    live.send(
      'rewind_performance',
      { from: words },
      {
        key: 'rewind',
        guess: [{ kind: 'room', id: room.id, fields: { held: false, again_from: words } }],
      },
    );
    setFrom('');
    keep.clear();
  };
  return (
    <section class="card card-tight coach" aria-label={roomWords.coaching}>
      <h2 class="rail-title">{roomWords.coaching}</h2>
      <Button
        icon={room.held ? 'play' : 'pause'}
        look={room.held ? 'now' : 'plain'}
        onClick={() => hold(!room.held)}
      >
        {room.held ? roomWords.goAgain : roomWords.hold}
      </Button>
      <form class="coach-again" noValidate onSubmit={rewind}>
        <TextField
          label={roomWords.rewindFrom}
          hint={roomWords.rewindHint}
          value={from}
          onValue={(text) => {
            setFrom(text);
            keep.write(text);
            setError(undefined);
          }}
          error={error}
          max={limits.sentence_chars_max}
        />
        <Button type="submit" icon="again">
          {roomWords.rewind}
        </Button>
      </form>
    </section>
  );
}

/** Said aloud once, and on view as long as it holds. */
export function Held({ room }: { room: Room }) {
  const live = useLive();
  const coach = nameOf(live.tables, room.coach, sessionWords.somebody);
  const text = room.held
    ? roomWords.isHeld(coach)
    : room.again_from
      ? roomWords.again(coach, room.again_from)
      : '';
  useEffect(() => {
    if (text) tell(text);
  }, [text]);
  if (!text) return null;
  return (
    <p class="note note-now held">
      <Icon name={room.held ? 'pause' : 'again'} />
      <span>{text}</span>
    </p>
  );
}
