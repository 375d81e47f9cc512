import { describe, expect, test } from 'vitest';
import { close_codes } from '../protocol.ts';
import { phases } from '../room/turn.ts';
import { endingWords } from './app.ts';
import { instructionFor } from './room.ts';

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
  const every = phases.flatMap((phase) => roles.map((role) => [phase, role] as const));

  test.each(every)('is said in step %s to the %s', (phase, role) => {
    for (const owes of [true, false]) {
      for (const allGiven of [true, false]) {
        const said = instructionFor(phase, role, 'Ada', {
          owes,
          allGiven,
          waitsFor: allGiven ? [] : ['Ben'],
        });
        expect(said.title.length).toBeGreaterThan(5);
        expect(said.text.length).toBeGreaterThan(10);
        expect(`${said.title} ${said.text}`).not.toMatch(/undefined|\[object|null/);
        if (role === 'performer') expect(said.title).not.toContain('Ada');
      }
    }
  });

  test('the one who owes feedback is told for whom; the one who gave it is told who is waited for', () => {
    const owing = instructionFor('feedback_a', 'coach', 'Ada', { owes: true, allGiven: false, waitsFor: [] });
    expect(owing.title).toContain('Ada');
    const given = instructionFor('feedback_a', 'coach', 'Ada', {
      owes: false,
      allGiven: false,
      waitsFor: ['Ben', 'Cleo'],
    });
    expect(given.text).toContain('Ben and Cleo');
  });
});
