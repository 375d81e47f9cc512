// @vitest-environment happy-dom
// From step to step, and from turn to turn.
import { screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { roomWords } from '../words/room.ts';
import {
  arrives,
  button,
  enterRoom,
  fromBen,
  leaveRoom,
  open,
  people,
  press,
  sent,
  show,
} from './test_room.tsx';

beforeEach(enterRoom);
afterEach(leaveRoom);

describe('going on', () => {
  test('in lockstep one says that one is ready, and takes it back', () => {
    show({ me: f.chloe, room: { step: 'deliver', attempt_a: 401, ready: [f.ben] } });
    expect(screen.getByText(roomWords.readyCount(1, 3))).toBeTruthy();
    press(roomWords.ready);
    expect(screen.getByText(roomWords.readyCount(2, 3))).toBeTruthy();
    press(roomWords.notReady);
    expect(sent('set_ready')).toEqual([{ ready: true }, { ready: false }]);
    expect(button(roomWords.nextTurn)).toBeNull();
  });

  test('at its own pace anybody goes on, to the next step of the playbook', () => {
    show({
      me: f.chloe,
      pace: 'own',
      room: { step: 'deliver', attempt_a: 401 },
      more: f.put('attempt', open),
    });
    expect(button(roomWords.ready)).toBeNull();
    press(roomWords.goOn.commit);
    expect(sent('go_on')).toEqual([{ room: f.room1, from: 'deliver' }]);
  });

  test('after the last turn there can be one more', () => {
    show({ me: f.chloe, pace: 'own', room: { step: 'done', slot: 3, performer: 0, coach: 0 } });
    press(roomWords.oneMore);
    expect(sent('next_slot')).toEqual([{ room: f.room1, from: 3 }]);
  });

  test('P6 in lockstep a room whose performer has left is told to talk until all go on', () => {
    const gone = f.put('member', { ...people[0]!, attendance: 'left' });
    const more = [...f.put('attempt', open), ...f.put('feedback', fromBen), ...gone];
    show({ me: f.ben, room: { step: 'attempt_b', attempt_a: 401 }, more });
    expect(screen.getByRole('heading', { level: 1, name: 'Amara Okafor has left' })).toBeTruthy();
    expect(button(roomWords.ready)).toBeTruthy();
  });

  test('P12 a new step is said once, with the new part', async () => {
    const room = f.room(f.room1, 1, { performer: f.amara, coach: f.ben, step: 'close' });
    show({ me: f.ben, room });
    await arrives(...f.put('room', { ...room, step: 'frame', slot: 2, performer: f.ben, coach: f.chloe }));
    const said = document.querySelector('[data-announcer=polite]')?.textContent ?? '';
    expect(said).toContain(roomWords.nowYouAre('Performer'));
    expect(said).toContain('what should they watch for');
  });
});

test('what one may prepare is folded where a turn is under way from the beginning', () => {
  show({ me: f.chloe, room: { step: 'frame' } });
  expect(screen.getByText(roomWords.prepare).closest('details')!.open).toBe(false);
});
