import { describe, expect, it } from 'vitest';
import { stageSecondsOf, stepSecondsOf } from '../playbook/timing_fields.tsx';
import * as f from '../stories/fixtures.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { apartOf, gatheringsOf, plannedSeconds, readiness, secondsAfter, timelineOf } from './rounds.ts';

const rooms = (count: number, from: number, over: Parameters<typeof f.room>[2]) =>
  Array.from({ length: count }, (_, at) => f.room(2000 + from + at, from + at, over));

describe('where the rooms are', () => {
  const together = rooms(98, 1, { step: 'write' });

  it('says nothing of being apart while they are together', () => {
    expect(apartOf(gatheringsOf(together))).toEqual([]);
  });

  it('tells who is behind and who is ahead', () => {
    const behind = rooms(2, 99, { step: 'attempt_a' });
    const apart = apartOf(gatheringsOf([...together, ...behind]));
    expect(steeringWords.apart(apart)).toBe(
      '98 rooms write feedback, 2 still perform attempt A (rooms 99 and 100).',
    );
    const ahead = rooms(1, 99, { step: 'deliver' });
    expect(steeringWords.apart(apartOf(gatheringsOf([...together, ...ahead])))).toBe(
      '98 rooms write feedback, 1 already delivers feedback (room 99).',
    );
    const done = rooms(1, 99, { step: 'done' });
    expect(steeringWords.apart(apartOf(gatheringsOf([...together, ...done])))).toBe(
      '98 rooms write feedback, 1 is done (room 99).',
    );
  });

  it('counts who is ready of those who are here', () => {
    const people = f.everybody(true).filter((each) => each.room === f.room1);
    const room = f.room(f.room1, 1, { ready: [f.amara, f.chloe] });
    expect(readiness([{ room, people }], (each) => each.id !== f.chloe)).toEqual({ ready: 1, of: 2 });
  });
});

describe('the plan', () => {
  it('gives rehearsing the time of its turns', () => {
    expect(plannedSeconds(f.playbook, 'rehearse')).toBe(3 * 480);
    expect(plannedSeconds(f.playbook, 'see')).toBe(360);
    expect(secondsAfter(f.playbook, 3, 'attempt_b')).toBe(60);
    expect(secondsAfter(f.playbook, 2, 'close')).toBe(480);
    expect(secondsAfter(f.playbook, 0, 'done')).toBe(0);
  });

  it('knows what is now and next', () => {
    expect(timelineOf(f.playbook, 'plan').map((each) => each.state)).toEqual([
      'past',
      'past',
      'past',
      'now',
      'next',
      'later',
      'later',
      'later',
    ]);
  });

  it.each([
    ['6', 360],
    ['1.5', 90],
    ['1,5', 90],
    ['', 0],
    ['0', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['241', undefined],
  ])('reads "%s" minutes as %s seconds', (minutes, seconds) => {
    expect(stageSecondsOf(minutes)).toBe(seconds);
  });

  it.each([
    ['90', 90],
    ['', 0],
    ['1.5', undefined],
    ['14401', undefined],
  ])('reads "%s" seconds as %s', (typed, seconds) => {
    expect(stepSecondsOf(typed)).toBe(seconds);
  });
});
