// One room rehearses in front of everybody: ask it, see that its people have said yes, begin, steer and end it.
import { useState } from 'preact/hooks';
import { lazy } from '../app/lazy.tsx';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Clock } from '../design/clock.tsx';
import { SelectField } from '../design/field.tsx';
import { usePresence } from '../design/people.tsx';
import type { Room, Session } from '../protocol.ts';
import { leads, nameOf, openRooms, participants, peopleIn } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { fishbowlConsoleWords as words } from '../words/console_fishbowl.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { sessionWords } from '../words/session.ts';
import { overviews } from './overview.ts';
import { SteerControls } from './steer_controls.tsx';

const RoomDialog = lazy(() => import('./room_dialog.tsx').then((part) => part.RoomDialog));

export function FishbowlCard({ session }: { session: Session }) {
  const { tables } = useLive();
  const watched = tables.get('room', session.fishbowl);
  const asked = openRooms(tables).find((each) => each.fishbowl === 'asked');
  return (
    <section class="card stack-s" aria-labelledby="fishbowl">
      <h2 id="fishbowl">{words.title}</h2>
      {!watched && <p class="muted small">{words.text}</p>}
      {watched ? <Watched room={watched} /> : asked ? <Asked room={asked} /> : <Choose />}
    </section>
  );
}

function Choose() {
  const live = useLive();
  const { tables } = live;
  const presenceOf = usePresence();
  const may = leads(live.me.value);
  const [chosen, setChosen] = useState('');
  const all = openRooms(tables).filter((each) => peopleIn(tables, each.id).length > 0);
  const here = (room: Room) => peopleIn(tables, room.id).filter((each) => presenceOf(each) === 'here');
  const declined = all.filter((each) => each.fishbowl === 'declined');
  const possible = all.filter(
    (each) => each.slot === 0 && each.fishbowl !== 'declined' && here(each).length >= 2,
  );
  const outside = participants(tables).filter((each) => each.room === 0).length;
  const room = possible.find((each) => String(each.id) === chosen) ?? possible[0];
  return (
    <>
      {declined.length > 0 && (
        <p class="note">{words.declined(declined.map((each) => String(each.number)))}</p>
      )}
      {all.length === 0 && <p>{words.noRooms}</p>}
      {all.length > 0 && possible.length === 0 && <p class="small">{words.none}</p>}
      {may && room && (
        <>
          <SelectField
            label={words.room}
            value={String(room.id)}
            onValue={setChosen}
            options={possible.map((each) => ({
              value: String(each.id),
              label: words.option(
                each.number,
                peopleIn(tables, each.id).map((one) => one.name),
              ),
            }))}
          />
          <div>
            <Button
              icon="eye"
              busy={live.waiting('invite_fishbowl', 'fishbowl') !== undefined}
              onClick={() => live.send('invite_fishbowl', { room: room.id }, { key: 'fishbowl' })}
            >
              {words.ask}
            </Button>
          </div>
        </>
      )}
      {may && outside > 0 && (
        <div class="stack-s">
          <div>
            <Button
              size={all.length > 0 ? 's' : 'm'}
              icon="people"
              busy={live.waiting('place_people', 'place') !== undefined}
              onClick={() => live.send('place_people', {}, { key: 'place' })}
            >
              {all.length > 0 ? words.placeMore(outside) : words.place}
            </Button>
          </div>
          <p class="small muted">{words.placeText}</p>
        </div>
      )}
    </>
  );
}

function Asked({ room }: { room: Room }) {
  const live = useLive();
  const { tables } = live;
  const presenceOf = usePresence();
  const may = leads(live.me.value);
  const people = peopleIn(tables, room.id);
  const here = people.filter((each) => presenceOf(each) === 'here').length;
  const yes = tables.all('agreement').filter((each) => each.room === room.id).length;
  const ready = yes >= Math.max(here, 2);
  return (
    <>
      <p>
        {words.asked(
          room.number,
          people.map((each) => each.name),
        )}{' '}
        <Badge tone={ready ? 'good' : 'now'} {...(ready ? { icon: 'check' as const } : {})}>
          {words.saidYes(yes, Math.max(here, yes))}
        </Badge>
      </p>
      {!ready && <p class="small muted">{words.waiting}</p>}
      {may && (
        <div class="row">
          {ready && (
            <Button
              look="primary"
              icon="play"
              busy={live.waiting('open_fishbowl', 'fishbowl') !== undefined}
              onClick={() => live.send('open_fishbowl', { room: room.id }, { key: 'fishbowl' })}
            >
              {words.begin}
            </Button>
          )}
          <Close look="quiet" label={words.takeBack} />
        </div>
      )}
    </>
  );
}

function Close({ look, label }: { look: 'quiet' | 'plain' | 'primary'; label: string }) {
  const live = useLive();
  return (
    <Button
      look={look}
      icon="stop"
      busy={live.waiting('close_fishbowl', 'fishbowl') !== undefined}
      onClick={() => live.send('close_fishbowl', {}, { key: 'fishbowl' })}
    >
      {label}
    </Button>
  );
}

function Watched({ room }: { room: Room }) {
  const live = useLive();
  const { tables } = live;
  const presenceOf = usePresence();
  const may = leads(live.me.value);
  const [looking, setLooking] = useState(false);
  const clock = tables.get('timer', room.clock);
  const over = room.step === 'done';
  const of = looking
    ? overviews(
        tables,
        (each) => presenceOf(each) === 'here',
        live.memberId.value,
        live.coarse.value * 1000,
      ).find((each) => each.room.id === room.id)
    : undefined;
  const where = steeringWords.step[room.step];
  const who = nameOf(tables, room.performer, sessionWords.somebody);
  return (
    <>
      <p class="see-state">{words.watched(room.number)}</p>
      {room.performer > 0 && <p>{words.performs(who)}</p>}
      {clock ? (
        <Clock timer={{ ...clock, label: where }} now={live.second.value * 1000} speaks />
      ) : (
        <p class="round-where">{where}</p>
      )}
      {may && (
        <SteerControls room={room.id} place={consoleWords.room(room.number)} clock={clock} idle={over} />
      )}
      <div class="row">
        <Button icon="eye" onClick={() => setLooking(true)}>
          {words.look}
        </Button>
        {may && <Close look={over ? 'primary' : 'plain'} label={words.end} />}
      </div>
      {may && <p class="small muted">{words.endText}</p>}
      {of && <RoomDialog of={of} onClose={() => setLooking(false)} />}
    </>
  );
}
