// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestWorld } from '../connection/test_world.ts';
import type { Change, Member, Session } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { commitWords } from '../words/commit.ts';
import { consoleWords } from '../words/console.ts';
import { nameWords } from '../words/name.ts';
import { planningWords } from '../words/plan.ts';
import { debriefWords, recordWords, sessionRecordWords } from '../words/record.ts';
import { seeWords } from '../words/see.ts';
import { sessionWords } from '../words/session.ts';
import type { Live } from './live.ts';
import { SessionScreen } from './session_screen.tsx';
import { arrive, draw } from './test_live.tsx';

const ada = f.member(7, 'Ada', f.room1, 1);
let world: TestWorld;
let live: Live;

beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  live.stop();
});

function open(over: Partial<Session>, me: Member = ada, ...more: Change[][]) {
  const room = f.put('room', f.room(f.room1, 1));
  ({ world, live } = arrive(f.lesson(over, [f.facilitator, me], room, ...more)));
  draw(live, <SessionScreen />);
}

const title = (name: string) => screen.findByRole('heading', { level: 1, name });

async function goTo(over: Partial<Session>): Promise<void> {
  await act(async () => {
    world.socket.say({
      frame: 'changes',
      seq: 2,
      mark: 0,
      at: 0,
      changes: f.put('session', f.session(over)),
    });
  });
}

test('P6 each stage has its screen, and a change of stage brings it', async () => {
  open({ now: 'lobby' });
  await title('You are in, Ada');
  await goTo({ now: 'see' });
  await title(seeWords.title);
  await goTo({ now: 'name' });
  await title(nameWords.title);
  await goTo({ now: 'plan' });
  await title(planningWords.title);
  await goTo({ now: 'rehearse', rooms: 'open' });
  expect((await screen.findByRole('main')).textContent).toContain('Room 1');
  await goTo({ now: 'rehearse', rooms: 'closed' });
  await title('The rooms are closed, Ada');
  await goTo({ now: 'debrief' });
  await title(debriefWords.title);
  await goTo({ now: 'commit' });
  await title(commitWords.title);
  await goTo({ now: 'ended' });
  await title(recordWords.title('Ada'));
});

test('the record can be read before the end, and one gets back', async () => {
  open({ now: 'debrief' });
  fireEvent.click(await screen.findByRole('button', { name: debriefWords.seeRecord }));
  await title(recordWords.title('Ada'));
  fireEvent.click(screen.getByRole('button', { name: recordWords.back }));
  await title(debriefWords.title);
});

test('P6 whoever reads their record is taken along when everybody goes on', async () => {
  open({ now: 'debrief' });
  fireEvent.click(await screen.findByRole('button', { name: debriefWords.seeRecord }));
  await title(recordWords.title('Ada'));
  await goTo({ now: 'lobby' });
  await title('You are in, Ada');
});

test('whoever leads finds the session as a table, and their console again', async () => {
  open(
    { now: 'ended' },
    f.member(7, 'Ruth', 0, 0, { role: 'facilitator' }),
    f.put('member', f.member(8, 'Ben')),
  );
  await title(consoleWords.title.ended);
  fireEvent.click(screen.getByRole('button', { name: 'Ruth' }));
  fireEvent.click(screen.getByRole('menuitem', { name: sessionRecordWords.myRecord }));
  await title(sessionRecordWords.title);
  expect(screen.getByRole('rowheader', { name: 'Ben' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Ruth' }));
  fireEvent.click(screen.getByRole('menuitem', { name: sessionWords.backToNow }));
  await title(consoleWords.title.ended);
});
