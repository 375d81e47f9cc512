// The answer, at a glance: what do I do now, in what role, how far are we, how long is left.

import { useHeadline } from '../app/headline.ts';
import { useLive } from '../app/live.ts';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Clock, NoClock } from '../design/clock.tsx';
import { Icon, type IconName } from '../design/icon.tsx';
import type { Room } from '../protocol.ts';
import { feedbackOn, nameOf, owed, peopleIn, timerFor } from '../tables/views.ts';
import { roleWords } from '../words/playbook.ts';
import { instructionFor, roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import './now_band.css';
import { phases, type SlotRole, slotRole, type Turn } from './turn.ts';

const roleIcons: Record<SlotRole, IconName> = { performer: 'mask', coach: 'eye', pupil: 'people' };

export function NowBand({ room, turn }: { room: Room; turn: Turn }) {
  const live = useLive();
  const { tables } = live;
  const me = live.memberId.value;
  const role = slotRole(room, me);
  const timer = timerFor(tables, room.id);
  const others = peopleIn(tables, room.id).filter((each) => each.id !== me);
  const waiting = turn.current ? feedbackOn(tables, turn.current.id).filter(owed) : [];
  const stillHere = waiting.filter((each) => tables.get('member', each.reviewer)?.attendance === 'here');
  const instruction =
    others.length === 0
      ? roomWords.alone
      : room.slot === 0
        ? roomWords.notBegun
        : instructionFor(turn.phase, role, nameOf(tables, room.performer, sessionWords.somebody), {
            owes: waiting.some((each) => each.reviewer === me),
            waitsFor: stillHere.map((each) => nameOf(tables, each.reviewer)),
            allGiven: stillHere.length === 0,
          });
  const reached = phases.indexOf(turn.phase);
  const place = useHeadline(instruction.title, timer);
  return (
    <div ref={place} class={`now now-${role}`}>
      <div class="now-what">
        <p class="now-where">
          <span class="now-role">
            <Icon name={roleIcons[role]} />
            <span class="visually-hidden">{roomWords.youAre} </span>
            {roleWords[role]}
          </span>
          <span>
            {roomWords.room(room.number)}
            {room.slot > 0 && ` · ${roomWords.turn(room.slot)}`}
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
      </div>
      {room.slot > 0 && (
        <ol class="now-steps" aria-label={roomWords.steps}>
          {phases.map((phase, at) => (
            <li
              key={phase}
              class={at < reached ? 'now-step-past' : at === reached ? 'now-step-now' : ''}
              aria-current={at === reached ? 'step' : undefined}
            >
              <span class="now-step-bar" />
              <span class="now-step-label">{roomWords.phase[phase]}</span>
            </li>
          ))}
        </ol>
      )}
      {room.slot > 0 && (
        <p class="now-step-line" aria-hidden="true">
          {roomWords.step(reached + 1, phases.length, roomWords.phase[turn.phase])}
        </p>
      )}
    </div>
  );
}
