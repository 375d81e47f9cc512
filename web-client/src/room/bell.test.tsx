// @vitest-environment happy-dom
// What is being written when the step ends.
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { autosaveAfterMs } from '../commands/autosave.ts';
import { pauseMsMax } from '../connection/backoff.ts';
import { emptyStore, problem } from '../connection/test_world.ts';
import type { Change, Room } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { noticeWords } from '../words/design.ts';
import { roomWords } from '../words/room.ts';
import {
  arrives,
  enterRoom,
  fromBen,
  leaveRoom,
  open,
  pass,
  press,
  sent,
  show,
  world,
} from './test_room.tsx';

beforeEach(enterRoom);
afterEach(leaveRoom);

test('P5 whoever types until the very end has it saved before', async () => {
  const live = show({ me: f.amara, room: { step: 'attempt_a' } });
  const step = { id: 303, room: f.room1, purpose: 'step' as const, total_ms: 5_000 };
  await arrives(...f.put('timer', f.timer({ ...step, ends_at: live.now() + 5_000 })));
  for (let typed = 1; typed <= 24; typed += 1) {
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.writeA), { target: { value: 'x'.repeat(typed) } });
    });
    await pass(200);
  }
  const last = sent('save_attempt_draft').at(-1) as { text: string } | undefined;
  expect(last?.text.length).toBeGreaterThanOrEqual(20);
});

describe('P16 whoever types up to the bell, and whose page is loaded again before they hear of it', () => {
  const typing = 'Jo, at 1.57 four of twenty-seven';
  const fuller = 'Jo, at 1.57 four of twenty-seven had drawn their axes. Watch me.';
  const draft = f.attempt(411, f.amara, f.room1, { state: 'draft', text: '', draft: typing });
  const shared = { ...draft, state: 'shared' as const, text: typing, draft: '' };
  const box = () => screen.queryByLabelText<HTMLTextAreaElement>(roomWords.writeA);
  const notices = () => screen.queryAllByLabelText<HTMLTextAreaElement>(noticeWords.words);

  function typeAndReload(room: Partial<Room>, ...rows: Change[]): void {
    show({ me: f.amara, room, more: rows });
    act(() => void fireEvent.input(box()!, { target: { value: fuller } }));
    cleanup();
  }

  test('is offered the last words for the attempt that was shared', () => {
    typeAndReload({ step: 'attempt_a' }, ...f.put('attempt', draft));
    show({ me: f.amara, room: { step: 'write', attempt_a: 411 }, more: f.put('attempt', shared) });
    expect(screen.getByText(roomWords.moreThanShared)).toBeTruthy();
    press(roomWords.seeRevision);
    expect(box()?.value).toBe(fuller);
  });

  test('does not find them in the attempt of a later turn, but beside it, once', async () => {
    typeAndReload({ step: 'attempt_a' }, ...f.put('attempt', draft));
    const later = {
      me: f.amara,
      room: { step: 'attempt_a' as const, slot: 4 },
      more: f.put(
        'attempt',
        { ...shared, feedback_open: true },
        f.attempt(412, f.amara, f.room1, { answers: 411, feedback_open: true }),
      ),
    };
    show(later);
    expect(box()?.value).toBe('');
    await pass(autosaveAfterMs * 2);
    expect(sent('save_attempt_draft')).toEqual([]);
    expect(notices().map((each) => each.value)).toEqual([fuller]);
    press(noticeWords.dismiss);
    cleanup();
    show(later);
    expect(notices()).toEqual([]);
  });

  test('is shown the last words of attempt B', () => {
    const b = { answers: 401 };
    typeAndReload({ step: 'attempt_b', attempt_a: 401 }, ...f.put('attempt', open, { ...draft, ...b }));
    const rows = f.put('attempt', open, { ...shared, ...b, feedback_open: true });
    show({ me: f.amara, room: { step: 'close', attempt_a: 401, attempt_b: 411 }, more: rows });
    expect(notices().map((each) => each.value)).toEqual([fuller]);
    press(noticeWords.dismiss);
  });

  test('is told nothing where all of it was shared, and nothing is left behind', () => {
    typeAndReload({ step: 'attempt_a' }, ...f.put('attempt', draft));
    const rows = f.put('attempt', { ...shared, text: fuller });
    show({ me: f.amara, room: { step: 'write', attempt_a: 411 }, more: rows });
    expect(screen.queryByText(roomWords.moreThanShared)).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });

  test('does not begin the next attempt with them, where not a word had come to the server', () => {
    const tab = emptyStore();
    show({ me: f.amara, room: { step: 'attempt_a' }, tab });
    world.socket.cut();
    act(() => void fireEvent.input(box()!, { target: { value: fuller } }));
    cleanup(); // what was typed is sent as the page goes
    const aloud = f.attempt(411, f.amara, f.room1, { kind: 'live', text: '' });
    show({ me: f.amara, room: { step: 'write', attempt_a: 411 }, more: f.put('attempt', aloud), tab });
    expect(sent('save_attempt_draft')).toEqual([]);
    press(roomWords.seeRevision);
    expect(box()?.value).toBe(fuller);
  });

  test('nor where the page stayed open, and only the connection was away', async () => {
    const live = show({ me: f.amara, room: { step: 'attempt_a' } });
    act(() => world.socket.cut());
    act(() => void fireEvent.input(box()!, { target: { value: fuller } }));
    await pass(autosaveAfterMs);
    expect(live.unanswered.value).toBe(1);
    const aloud = f.attempt(411, f.amara, f.room1, { kind: 'live', text: '' });
    const room = f.room(f.room1, 1, { performer: f.amara, coach: f.ben, step: 'write', attempt_a: 411 });
    const changes = [...f.put('attempt', aloud), ...f.put('room', room)];
    await act(async () => {
      world.pass(pauseMsMax);
      world.socket.accept();
      const welcome = { frame: 'welcome', epoch: 'e1', seq: 2, mark: 0, now: 0, snapshot: false } as const;
      world.socket.say({ ...welcome, member: f.amara, present: [f.amara], changes });
      await vi.advanceTimersByTimeAsync(autosaveAfterMs * 2);
    });
    expect(sent('save_attempt_draft')).toEqual([]);
    press(roomWords.seeRevision);
    expect(box()?.value).toBe(fuller);
  });

  test('has them for the next performance where nothing was shared, also after an attempt that was withdrawn', () => {
    const withdrawn = f.attempt(390, f.amara, f.room1, { state: 'withdrawn' });
    typeAndReload({ step: 'attempt_a' }, ...f.put('attempt', withdrawn));
    show({ me: f.amara, room: { step: 'attempt_a', slot: 2 }, more: f.put('attempt', withdrawn) });
    expect(box()?.value).toBe(fuller);
  });
});

test('P1 what one prepares stays open under whoever writes it, when the first turn begins', async () => {
  const room = f.room(f.room1, 1, { step: 'waiting', performer: 0, coach: 0, slot: 0 });
  show({ me: f.chloe, room });
  const box = screen.getByLabelText<HTMLTextAreaElement>(roomWords.writeA);
  act(() => void fireEvent.input(box, { target: { value: 'Half a' } }));
  await arrives(...f.put('room', { ...room, step: 'frame', slot: 1, performer: f.amara, coach: f.ben }));
  expect(screen.getByLabelText(roomWords.writeA)).toBe(box);
  expect(box.closest('details')!.open).toBe(true);
  expect(box.value).toBe('Half a');
});

test('P1 what is typed survives a new step', async () => {
  const room = f.room(f.room1, 1, { performer: f.amara, coach: f.ben, step: 'deliver', attempt_a: 401 });
  show({ me: f.amara, room, more: [...f.put('attempt', open), ...f.put('feedback', fromBen)] });
  await arrives(...f.put('room', { ...room, step: 'commit' }));
  act(() => {
    fireEvent.input(screen.getByLabelText(roomWords.fix), { target: { value: 'Half a' } });
  });
  await arrives(...f.put('room', { ...room, step: 'attempt_b' }));
  expect(sent('commit_to_fix')).toEqual([{ attempt: 401, feedback: 0, fix: 'Half a' }]);
  expect(screen.getByRole('region', { name: roomWords.fixMine }).textContent).toContain('Half a');
});

describe('P16 whoever types up to the bell', () => {
  const typing = 'Jo, at 1.57 four of twenty-seven';
  const fuller = 'Jo, at 1.57 four of twenty-seven had drawn their axes. Watch me.';
  const room = f.room(f.room1, 1, { performer: f.amara, coach: f.ben, step: 'attempt_a' });
  const draft = f.attempt(411, f.amara, f.room1, { state: 'draft', text: '', draft: typing });
  const type = (text: string) =>
    act(() => void fireEvent.input(screen.getByLabelText(roomWords.writeA), { target: { value: text } }));
  const box = () => screen.queryByLabelText<HTMLTextAreaElement>(roomWords.writeA);
  const bell = (text: string) =>
    arrives(
      ...f.put('attempt', { ...draft, state: 'shared', text, draft: '' }),
      ...f.put('room', { ...room, step: 'write', attempt_a: 411 }),
    );

  test('is offered their last words for the shared attempt, and they do not become the next one', async () => {
    show({ me: f.amara, room, more: f.put('attempt', draft) });
    type(fuller);
    await bell(typing);
    await pass(autosaveAfterMs * 2);
    expect(sent('save_attempt_draft')).toEqual([]);
    expect(box()).toBeNull(); // nothing comes up over what is to be done now
    expect(screen.getByText(roomWords.moreThanShared)).toBeTruthy();
    press(roomWords.seeRevision);
    expect(box()?.value).toBe(fuller);
    press(roomWords.saveRevision);
    expect(sent('revise_attempt')).toEqual([{ attempt: 411, text: fuller }]);
  });

  test('is offered nothing when all of it was shared', async () => {
    show({ me: f.amara, room, more: f.put('attempt', draft) });
    type(fuller);
    await bell(fuller);
    expect(sent('save_attempt_draft')).toEqual([]);
    expect(screen.queryByText(roomWords.moreThanShared)).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });

  test('and presses Share too late is offered those words as well', async () => {
    show({ me: f.amara, room, more: f.put('attempt', draft) });
    type(fuller);
    press(roomWords.shareA);
    await bell(typing);
    const { id } = world.socket.sent('command').find((each) => each.name === 'share_attempt')!;
    const why = problem('already_done', 'It was shared.');
    await act(async () => world.socket.say({ frame: 'refused', id, problem: why }));
    press(roomWords.seeRevision);
    expect(box()?.value).toBe(fuller);
  });

  test('is shown the last words of attempt B, which can no longer be revised', async () => {
    const inB = { ...room, step: 'attempt_b' as const, attempt_a: 401 };
    show({ me: f.amara, room: inB, more: f.put('attempt', open, { ...draft, answers: 401 }) });
    type(fuller);
    const b = {
      ...draft,
      answers: 401,
      state: 'shared' as const,
      text: typing,
      draft: '',
      feedback_open: true,
    };
    await arrives(...f.put('attempt', b), ...f.put('room', { ...inB, step: 'close', attempt_b: 411 }));
    expect(sent('save_attempt_draft')).toEqual([]);
    expect(screen.getByText(roomWords.moreThanSharedLate)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(noticeWords.words).value).toBe(fuller);
    press(noticeWords.dismiss);
  });
});
