// One's own answer, which only its owner is told of.
import { useLive } from '../app/live.ts';
import type { Agreement, Room } from '../protocol.ts';

export function useMyAgreement(room: Room): Agreement | undefined {
  const live = useLive();
  const me = live.memberId.value;
  return live.tables.all('agreement').find((each) => each.room === room.id && each.member === me);
}

export function useAnswerFishbowl(room: Room): (yes: boolean) => void {
  const live = useLive();
  const me = live.memberId.value;
  return (yes) =>
    live.send(
      'answer_fishbowl',
      { yes },
      {
        key: 'fishbowl',
        guess: yes
          ? [{ kind: 'agreement', id: -room.id, fields: { id: -room.id, room: room.id, member: me } }]
          : room.fishbowl === 'asked'
            ? [{ kind: 'room', id: room.id, fields: { fishbowl: 'none' } }]
            : [],
      },
    );
}
