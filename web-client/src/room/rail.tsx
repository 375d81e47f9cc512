// What is at hand beside the work: who is here, my brief, the criteria, the exemplar, help.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Dialog } from '../design/dialog.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import { TextArea } from '../design/field.tsx';
import { Icon } from '../design/icon.tsx';
import { Brief } from '../playbook/brief.tsx';
import { CriteriaList } from '../playbook/criteria.tsx';
import { ExemplarText } from '../playbook/exemplar.tsx';
import { limits, type Room } from '../protocol.ts';
import { criteriaOf, given, inLockstep, reviewsOn, thePlaybook } from '../tables/views.ts';
import { playbookWords } from '../words/playbook.ts';
import { roomWords } from '../words/room.ts';
import { RoomPeople } from './room_people.tsx';
import { slotRole, type Turn } from './turn.ts';

export function Rail({ room, turn }: { room: Room; turn: Turn }) {
  const live = useLive();
  const { tables } = live;
  const playbook = thePlaybook(tables);
  const role = slotRole(room, live.memberId.value);
  const lockstep = inLockstep(tables);
  const [reading, setReading] = useState(false);
  const [explained, setExplained] = useState(false);
  const open = turn.current && !turn.current.feedback_open ? turn.current : undefined;
  const ticks = new Set(
    open
      ? reviewsOn(tables, open.id)
          .filter(given)
          .map((each) => each.reviewer)
      : [],
  );
  const tickOf = (member: number) => {
    const ready = lockstep && room.ready.includes(member);
    if (!ready && !ticks.has(member)) return undefined;
    return (
      <Badge tone="good" icon="check">
        {ready ? roomWords.isReady : roomWords.given}
      </Badge>
    );
  };
  return (
    <div class="page-rail room-rail">
      <RoomPeople room={room} id="room-people" title={roomWords.people} aside={tickOf}>
        <Help />
      </RoomPeople>
      <section class="card card-tight room-wide" aria-labelledby="room-criteria">
        <div class="card-head">
          <h2 id="room-criteria" class="rail-title">
            {playbookWords.criteria}
          </h2>
          <Button size="s" look="quiet" aria-pressed={explained} onClick={() => setExplained(!explained)}>
            {explained ? playbookWords.less : playbookWords.more}
          </Button>
        </div>
        <CriteriaList criteria={criteriaOf(tables)} brief={!explained} />
      </section>
      {playbook && room.step !== 'done' && (
        <div class="room-wide">
          <Disclosure icon="mask" title={playbookWords.brief[role]} open>
            <Brief scenario={playbook.scenario} role={role} harder={room.harder} />
          </Disclosure>
        </div>
      )}
      {playbook && (
        <Button icon="book" class="room-wide" onClick={() => setReading(true)}>
          {playbookWords.readExemplar}
        </Button>
      )}
      {reading && playbook && (
        <Dialog title={playbook.exemplar.title} size="l" onClose={() => setReading(false)}>
          <ExemplarText exemplar={playbook.exemplar} heading={false} />
        </Dialog>
      )}
    </div>
  );
}

/** Where there is no room beside the work: the same things, one press away. */
export function AtHand({ room }: { room: Room }) {
  const live = useLive();
  const { tables } = live;
  const playbook = thePlaybook(tables);
  const role = slotRole(room, live.memberId.value);
  const [open, setOpen] = useState<'brief' | 'criteria' | 'exemplar' | undefined>(undefined);
  const close = () => setOpen(undefined);
  if (!playbook) return null;
  return (
    <div class="at-hand">
      <Button size="s" icon="mask" onClick={() => setOpen('brief')}>
        {playbookWords.briefShort}
      </Button>
      <Button size="s" icon="list" onClick={() => setOpen('criteria')}>
        {playbookWords.criteriaShort}
      </Button>
      <Button size="s" icon="book" onClick={() => setOpen('exemplar')}>
        {playbookWords.exemplarShort}
      </Button>
      {open === 'brief' && (
        <Dialog title={playbookWords.brief[role]} onClose={close}>
          <Brief scenario={playbook.scenario} role={role} harder={room.harder} />
        </Dialog>
      )}
      {open === 'criteria' && (
        <Dialog title={playbookWords.criteria} onClose={close}>
          <CriteriaList criteria={criteriaOf(tables)} />
        </Dialog>
      )}
      {open === 'exemplar' && (
        <Dialog title={playbook.exemplar.title} size="l" onClose={close}>
          <ExemplarText exemplar={playbook.exemplar} heading={false} />
        </Dialog>
      )}
    </div>
  );
}

function Help() {
  const live = useLive();
  const me = live.memberId.value;
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const waiting = live.tables
    .all('help_request')
    .find((each) => each.asker === me && each.state === 'waiting');
  if (waiting) {
    return (
      <div class="note note-good room-help" role="status">
        <Icon name="hand" />
        <span class="grow">{roomWords.helpWaiting}</span>
        {waiting.id > 0 && (
          <Button
            size="s"
            look="quiet"
            onClick={() =>
              live.send(
                'close_help',
                { request: waiting.id },
                { guess: [{ kind: 'help_request', id: waiting.id, fields: { state: 'closed' } }] },
              )
            }
          >
            {roomWords.helpTakeBack}
          </Button>
        )}
      </div>
    );
  }
  const send = (event: Event) => {
    event.preventDefault();
    const fields = {
      id: -1,
      asker: me,
      room: live.me.value?.room ?? 0,
      text: text.trim(),
      state: 'waiting' as const,
      asked_at: live.now(),
      closed_at: 0,
    };
    live.send(
      'ask_for_help',
      { text: text.trim() },
      { key: 'help', guess: [{ kind: 'help_request', id: -1, fields }] },
    );
    setAsking(false);
    setText('');
  };
  return (
    <>
      <Button icon="hand" size="s" class="room-help" onClick={() => setAsking(true)}>
        {roomWords.ask}
      </Button>
      {asking && (
        <Dialog title={roomWords.helpTitle} size="s" onClose={() => setAsking(false)}>
          <form class="stack" onSubmit={send}>
            <TextArea
              label={roomWords.helpText}
              value={text}
              onValue={setText}
              max={limits.message_chars_max}
              rows={3}
              autofocus
            />
            <Button type="submit" look="primary" icon="hand">
              {roomWords.helpSend}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
