// The overviews of all rooms, kept as long as the console shows them. Each room has a signal of its own: most changes are
// about one room, and draw its card and its line and no others, however many rooms there are.
import { computed, type ReadonlySignal } from '@preact/signals';
import type { Live } from '../app/live.ts';
import { presenceOf } from '../design/people.tsx';
import { keepAlike } from '../tables/alike.ts';
import { overviews, type RoomOverview } from './overview.ts';

export class RoomWatch {
  /** By their numbers. */
  readonly all: ReadonlySignal<readonly RoomOverview[]>;
  private readonly byRoom: ReadonlySignal<ReadonlyMap<number, RoomOverview>>;
  private readonly rooms = new Map<number, ReadonlySignal<RoomOverview | undefined>>();

  constructor(live: Live) {
    let before: readonly RoomOverview[] = [];
    this.all = computed(() => {
      const present = live.presence.value;
      const now = overviews(
        live.tables,
        (each) => presenceOf(each, present.get(each.id)) === 'here',
        live.memberId.value,
        live.coarse.value * 1000,
      );
      before = keepAlike(before, now, (each) => each.room.id);
      return before;
    });
    this.byRoom = computed(() => new Map(this.all.value.map((each) => [each.room.id, each])));
  }

  /** Undefined once nobody is in it any more. */
  room(id: number): ReadonlySignal<RoomOverview | undefined> {
    const known = this.rooms.get(id) ?? computed(() => this.byRoom.value.get(id));
    this.rooms.set(id, known);
    return known;
  }
}
