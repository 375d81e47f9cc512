import { describe, expect, test } from 'vitest';
import type { Step } from '../protocol.ts';
import { close_codes } from '../protocol.ts';
import { endingWords } from './app.ts';
import { instructionFor, roomWords } from './room.ts';

const codes = Object.entries(close_codes);

describe('the end of a connection', () => {
  test.each(codes.filter(([, each]) => !each.come_back))(
    '%s is told in words, with what to do',
    (code, { meaning }) => {
      const words = endingWords({ is: 'closed', code: Number(code), name: '', meaning });
      expect(words.title).not.toBe('');
      expect(words.text).toMatch(/join|code|back|again|facilitator/i);
      expect(words.text).not.toContain(code);
    },
  );

  test('a code that only a newer server knows still gets words', () => {
    const words = endingWords({ is: 'closed', code: 4599, name: '', meaning: '' });
    expect(words.text).toMatch(/Load the page again/);
  });
});

describe('P6: what do I do now', () => {
  const roles = ['performer', 'coach', 'pupil'] as const;
  const steps = Object.keys(roomWords.stepName) as Step[];
  const every = steps.flatMap((step) => roles.map((role) => [step, role] as const));

  test.each(every)('is said in step %s to the %s', (step, role) => {
    for (const lockstep of [true, false]) {
      for (const bits of [0, 1, 2, 3, 4, 5, 6, 7]) {
        const [owes, allGiven, shared] = [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0];
        const waitsFor = allGiven ? [] : ['Ben'];
        const said = instructionFor(step, role, 'Ada', { owes, allGiven, shared, lockstep, waitsFor });
        expect(said.title.length).toBeGreaterThan(5);
        expect(said.text.length).toBeGreaterThan(10);
        expect(`${said.title} ${said.text}`).not.toMatch(/undefined|\[object|null/);
        if (role === 'performer') expect(said.title).not.toContain('Ada');
      }
    }
  });

  test('the one who owes feedback is told for whom; the one who gave it is told who is waited for', () => {
    const now = { allGiven: false, shared: true, lockstep: true };
    const owing = instructionFor('write', 'coach', 'Ada', { ...now, owes: true, waitsFor: [] });
    expect(owing.title).toContain('Ada');
    const given = instructionFor('write', 'coach', 'Ada', {
      ...now,
      owes: false,
      waitsFor: ['Ben', 'Cleo'],
    });
    expect(given.text).toContain('Ben and Cleo');
  });
});
