import { expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { secondsOf } from './lobby.tsx';

test('a stage lasts as long as the playbook says; a rehearsal as long as its turns', () => {
  const of = {
    ...f.playbook,
    slots: 2,
    stages: [
      { stage: 'see' as const, seconds: 360 },
      { stage: 'rehearse' as const, seconds: 0 },
    ],
    steps: [
      { step: 'frame' as const, seconds: 30 },
      { step: 'write' as const, seconds: 90 },
    ],
  };
  expect(secondsOf(of, 'see')).toBe(360);
  expect(secondsOf(of, 'rehearse')).toBe(240);
  expect(secondsOf(of, 'commit')).toBe(0);
});
