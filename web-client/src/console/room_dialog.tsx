// Inside a room, for a facilitator: what was shared, what was given, and what can be done about it.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useOnce } from '../commands/use_once.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Clock } from '../design/clock.tsx';
import { Dialog } from '../design/dialog.tsx';
import { PersonRow } from '../design/people.tsx';
import type { Attempt, Feedback, Timer } from '../protocol.ts';
import { AttemptCard } from '../room/attempt_card.tsx';
import { FeedbackForm } from '../room/feedback_form.tsx';
import { FeedbackRead } from '../room/feedback_read.tsx';
import { slotRole } from '../room/turn.ts';
import { criteriaOf, feedbackOn, leads, owed, sharedIn, thePlaybook } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { roleWords } from '../words/playbook.ts';
import { ReasonDialog } from './dialogs.tsx';
import type { RoomOverview } from './overview.ts';
import { isReview, reviewsOf } from './rounds.ts';
import { SteerControls } from './steer_controls.tsx';
import { handOn, handsOn } from './steering.ts';
import { TimerControls } from './timer_panel.tsx';
import { VisitButtons } from './visit_buttons.tsx';

type Moderated = { attempt: number; feedback: number; hidden: boolean };

export function RoomDialog({ of, onClose }: { of: RoomOverview; onClose: () => void }) {
  const live = useLive();
  const { tables } = live;
  const { room, timer } = of;
  const may = leads(live.me.value);
  const [moderated, setModerated] = useState<Moderated | undefined>(undefined);
  const playbook = thePlaybook(tables);
  const watched = criteriaOf(tables).find((each) => each.id === room.watch_for);
  const idle = room.step === 'waiting' || room.step === 'done';
  const where =
    room.slot > 0 && room.step !== 'done'
      ? steeringWords.where(
          steeringWords.turn(room.slot, playbook?.slots ?? room.slot),
          steeringWords.step[room.step],
        )
      : steeringWords.step[room.step];
  const shared = sharedIn(tables, room.id).reverse();
  return (
    <Dialog title={consoleWords.room(room.number)} size="l" onClose={onClose}>
      <div class="stack">
        <div class="row">
          <VisitButtons of={of} />
          {may && playbook?.pace === 'own' && room.fishbowl !== 'watched' && (
            <Button size="s" icon="swap" busy={handsOn(live, room)} onClick={() => handOn(live, room)}>
              {consoleWords.nextTurn}
            </Button>
          )}
        </div>
        <section class="console-steer" aria-label={steeringWords.steer.room(room.number)}>
          {of.clock ? (
            <StepClock timer={{ ...of.clock, label: where }} />
          ) : (
            <p class="round-where">{where}</p>
          )}
          {room.held && <p class="small">{steeringWords.held}</p>}
          {(watched || room.watch_words) && (
            <p class="small muted">{steeringWords.watchesFor(room.watch_words || (watched?.title ?? ''))}</p>
          )}
          {may && (
            <SteerControls
              room={room.id}
              place={consoleWords.room(room.number)}
              clock={of.clock}
              idle={idle}
            />
          )}
        </section>
        {timer && may && <TimerControls timer={timer} size="m" />}
        <ul class="console-inside-people">
          {of.people.map((each) => (
            <li key={each.id}>
              <PersonRow member={each} note={roleWords[slotRole(room, each.id)]} />
            </li>
          ))}
        </ul>
        {shared.length === 0 && <p class="muted">{consoleWords.nothingShared}</p>}
        {shared.map((each) => (
          <Inside key={each.id} attempt={each} may={may} onModerate={setModerated} />
        ))}
      </div>
      {moderated && (
        <ReasonDialog
          title={moderated.hidden ? consoleWords.restoreTitle : consoleWords.hideTitle}
          text={moderated.hidden ? consoleWords.restoreText : consoleWords.hideText}
          action={moderated.hidden ? consoleWords.restore : consoleWords.hide}
          onReason={(reason) => {
            const { attempt, feedback } = moderated;
            live.send(moderated.hidden ? 'restore' : 'hide', { attempt, feedback, reason });
          }}
          onClose={() => setModerated(undefined)}
        />
      )}
    </Dialog>
  );
}

/** Apart, because only this changes every second. */
function StepClock({ timer }: { timer: Timer }) {
  return <Clock timer={timer} now={useLive().second.value * 1000} />;
}

interface InsideProps {
  attempt: Attempt;
  may: boolean;
  onModerate: (what: Moderated) => void;
}

function Inside({ attempt, may, onModerate }: InsideProps) {
  const live = useLive();
  const { tables } = live;
  const all = feedbackOn(tables, attempt.id);
  const mine = all.find((each) => each.reviewer === live.memberId.value);
  const [writing, setWriting] = useState(false);
  const opening = useOnce(`open:${attempt.id}`);
  const progress = reviewsOf(all);
  const form = mine ? owed(mine) || writing : writing;
  const hider = (row: { hidden: boolean }, ids: { attempt: number; feedback: number }) =>
    may && (
      <Button
        size="s"
        look="quiet"
        icon={row.hidden ? 'eye' : 'hidden'}
        onClick={() => onModerate({ ...ids, hidden: row.hidden })}
      >
        {row.hidden ? consoleWords.restore : consoleWords.hide}
      </Button>
    );
  return (
    <section class="console-inside stack-s">
      <AttemptCard attempt={attempt} level={3} />
      <div class="row">
        {hider(attempt, { attempt: attempt.id, feedback: 0 })}
        {!attempt.feedback_open && attempt.answers === 0 && (
          <>
            {progress.expected > 0 && (
              <Badge tone={progress.writing.length === 0 ? 'good' : 'plain'}>
                {consoleWords.sealedCount(progress.given, progress.expected)}
              </Badge>
            )}
            {may && progress.given > 0 && (
              <Button
                size="s"
                icon="opened"
                busy={opening.busy}
                onClick={() => opening.send('open_feedback', { attempt: attempt.id })}
              >
                {consoleWords.openFeedback}
              </Button>
            )}
            {may && !form && !mine && (
              <Button size="s" look="quiet" icon="pen" onClick={() => setWriting(true)}>
                {consoleWords.wroteFeedback}
              </Button>
            )}
          </>
        )}
      </div>
      {form && may && <FeedbackForm attempt={attempt} mine={mine} onDone={() => setWriting(false)} />}
      <div class="console-inside-feedback">
        {all
          .filter((each: Feedback) => each.state === 'delivered' && isReview(each))
          .map((each) => (
            <div key={each.id} class="stack-s">
              <FeedbackRead feedback={each} level={4} />
              <div>{hider(each, { attempt: 0, feedback: each.id })}</div>
            </div>
          ))}
      </div>
    </section>
  );
}
