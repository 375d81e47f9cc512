// What comes from outside the room: a facilitator at the door, an announcement, the closing of the rooms. Said aloud once.
import { useEffect } from 'preact/hooks';
import { lazy } from '../app/lazy.tsx';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { tell } from '../design/notices.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import type { Room } from '../protocol.ts';
import { nameOf, theSession } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';

const FishbowlBanner = lazy(() => import('../fishbowl/banner.tsx').then((part) => part.FishbowlBanner));

/** Older announcements are history. */
const announcementForMs = 5 * 60_000;

export function Banners({ room }: { room: Room }) {
  const live = useLive();
  const { tables } = live;
  const visits = tables.all('visit').filter((each) => each.room === room.id);
  const closing = theSession(tables)?.rooms === 'closing';
  const helps = tables
    .all('help_request')
    .filter(
      (each) => each.state === 'waiting' && each.room === room.id && each.asker !== live.memberId.value,
    );
  const visitText = visits
    .map((each) => {
      const name = nameOf(tables, each.visitor, sessionWords.role.facilitator);
      return each.state === 'knocking' ? roomWords.knocks(name) : roomWords.inside(name);
    })
    .join(' ');

  useEffect(() => {
    if (visitText) tell(visitText);
  }, [visitText]);
  useEffect(() => {
    if (closing) tell(roomWords.closing, 'assertive');
  }, [closing]);

  return (
    <>
      {room.fishbowl === 'watched' && <FishbowlBanner room={room} />}
      {closing && (
        <p class="note note-now">
          <Icon name="clock" />
          <span>{roomWords.closing}</span>
        </p>
      )}
      {visits.length > 0 && (
        <p class="note note-brand">
          <Icon name="door" />
          <span>{visitText}</span>
        </p>
      )}
      {helps.map((each) => (
        <p key={each.id} class="note">
          <Icon name="hand" />
          <span>{roomWords.helpWaitingOf(nameOf(tables, each.asker, sessionWords.somebody))}</span>
        </p>
      ))}
      <Announcements room={room.id} />
    </>
  );
}

/** The newest announcement to everybody or to this room, until it is dismissed. */
export function Announcements({ room }: { room: number }) {
  const live = useLive();
  const { tables } = live;
  const newest = tables
    .all('announcement')
    .filter((each) => each.room === 0 || each.room === room)
    .sort((one, other) => other.at - one.at || other.id - one.id)[0];
  const shown =
    newest && newest.id > live.dismissed.value && live.second.value * 1000 - newest.at < announcementForMs
      ? newest
      : undefined;
  const name = shown && nameOf(tables, shown.sender, sessionWords.role.facilitator);
  useEffect(() => {
    if (!shown || !name || shown.id <= live.announced) return;
    live.announced = shown.id;
    tell(`${roomWords.announcement(name)}: ${shown.text}`);
  }, [shown, name]);
  if (!shown || !name) return null;
  return (
    <div class="note note-brand">
      <Icon name="horn" />
      <p class="grow">
        <strong>{roomWords.announcement(name)}: </strong>
        {shown.text}
      </p>
      <Button
        size="s"
        look="quiet"
        onClick={() => {
          live.dismissed.value = shown.id;
        }}
      >
        {roomWords.dismiss}
      </Button>
    </div>
  );
}
