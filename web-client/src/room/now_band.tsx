// The answer, at a glance: what do I do now, in what role, how far are we, how long is left.

import { useHeadline } from '../app/headline.ts';
import { useLive } from '../app/live.ts';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Clock, NoClock } from '../design/clock.tsx';
import { Icon, type IconName } from '../design/icon.tsx';
import type { Room } from '../protocol.ts';
import { nameOf, peopleIn, timerBesides, timerFor } from '../tables/views.ts';
import { roleWords } from '../words/playbook.ts';
import { instructionFor, roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { GoOn } from './go_on.tsx';
import './now_band.css';
import { standingIn } from './standing.ts';
import { StepTrail } from './step_trail.tsx';
import { type SlotRole, slotRole, type Turn } from './turn.ts';

const roleIcons: Record<SlotRole, IconName> = { performer: 'mask', coach: 'eye', pupil: 'people' };

export function NowBand({ room, turn }: { room: Room; turn: Turn }) {
  const live = useLive();
  const { tables } = live;
  const me = live.memberId.value;
  const role = slotRole(room, me);
  const timer = timerFor(tables, room.id);
  const besides = timerBesides(tables, room.id, timer);
  const others = peopleIn(tables, room.id).filter((each) => each.id !== me);
  const watched = room.fishbowl === 'watched';
  const instruction =
    watched && room.step === 'done'
      ? roomWords.fishbowlOver
      : others.length === 0
        ? roomWords.alone
        : instructionFor(
            room.step,
            role,
            nameOf(tables, room.performer, sessionWords.somebody),
            standingIn(tables, turn, me),
          );
  const place = useHeadline(instruction.title, timer);
  return (
    <div ref={place} class={`now now-${role}`}>
      <div class="now-what">
        <p class="now-where">
          {room.performer > 0 && (
            <span class="now-role">
              <Icon name={roleIcons[role]} />
              <span class="visually-hidden">{roomWords.youAre} </span>
              {roleWords[role]}
            </span>
          )}
          <span>
            {roomWords.room(room.number)}
            {room.performer > 0 && ` · ${watched ? roomWords.fishbowl : roomWords.turn(room.slot)}`}
          </span>
        </p>
        <ScreenTitle
          place={`room:${room.id}`}
          spoken={`${roomWords.spoken(
            room.number,
            others.map((each) => each.name),
          )} ${instruction.title}.`}
          title={roomWords.title(room.number, instruction.title)}
          class="now-title"
        >
          {instruction.title}
        </ScreenTitle>
        <p class="now-text">{instruction.text}</p>
      </div>
      <div class="now-time">
        {timer ? <Clock timer={timer} now={live.second.value * 1000} size="l" speaks /> : <NoClock />}
        {besides && <Clock timer={besides} now={live.second.value * 1000} size="s" speaks />}
      </div>
      <StepTrail step={room.step} />
      <GoOn room={room} turn={turn} />
    </div>
  );
}
