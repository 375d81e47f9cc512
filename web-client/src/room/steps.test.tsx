// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Live, LiveContext } from '../app/live.ts';
import { autosaveAfterMs } from '../commands/autosave.ts';
import { emptyStore, problem, TestWorld } from '../connection/test_world.ts';
import { Announcer } from '../design/announcer.tsx';
import { Notices } from '../design/notices.tsx';
import type { Change, Pace, Room } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { noticeWords } from '../words/design.ts';
import { feedbackWords } from '../words/feedback.ts';
import { roomWords } from '../words/room.ts';
import { RoomScreen } from './room_screen.tsx';

const a = f.attempt(401, f.amara, f.room1);
const open = { ...a, feedback_open: true };
const people = f.everybody(true).filter((each) => each.room === f.room1);
const fromBen = f.feedback(501, open, f.ben, f.filled);
const fromChloe = f.feedback(502, open, f.chloe, f.filledToo);
const own = f.feedback(500, open, f.amara, {
  ...f.filledToo,
  strength: 'I began.',
  action_step: 'Stand up.',
});

let world: TestWorld;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

interface Scene {
  me: number;
  pace?: Pace;
  room: Partial<Room>;
  more?: Change[];
}

function show({ me, pace = 'lockstep', room, more = [] }: Scene): Live {
  world = new TestWorld(emptyStore(), 'load-');
  const live = new Live('s1', 'the-ticket', world);
  live.connection.start();
  world.socket.accept();
  const changes = [
    ...f.lesson({ now: 'rehearse', rooms: 'open' }, people),
    ...f.put('playbook', { ...f.playbook, pace }),
    ...f.put('room', f.room(f.room1, 1, { performer: f.amara, coach: f.ben, ...room })),
    ...more,
  ];
  const welcome = { frame: 'welcome', epoch: 'e1', seq: 1, mark: 0, now: 0, snapshot: true } as const;
  world.socket.say({ ...welcome, member: me, present: [me], changes });
  render(
    <LiveContext.Provider value={live}>
      <RoomScreen />
      <Notices />
      <Announcer />
    </LiveContext.Provider>,
  );
  return live;
}

const button = (name: string) => screen.queryByRole('button', { name });
const press = (name: string) => act(() => void fireEvent.click(screen.getByRole('button', { name })));
const choose = (name: string | RegExp) =>
  act(() => void fireEvent.click(screen.getByRole('radio', { name })));
const sent = (name: string) =>
  world.socket
    .sent('command')
    .filter((each) => each.name === name)
    .map((each) => each.args);
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const arrives = (...changes: Change[]) =>
  act(async () => {
    world.socket.say({ frame: 'changes', seq: 2, mark: 0, at: 0, changes });
    await vi.advanceTimersByTimeAsync(0);
  });

describe('watch me for', () => {
  const gap = f.criteria[2]!;

  test('P7 the prepared gap is chosen beforehand, and told only when its owner says so', async () => {
    show({
      me: f.amara,
      room: { step: 'frame' },
      more: f.put('preparation', f.preparation(f.amara, { gap: gap.id })),
    });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: new RegExp(gap.title) }).checked).toBe(true);
    await pass(autosaveAfterMs * 2);
    expect(sent('frame_attempt')).toEqual([]);
    press(roomWords.watchSay);
    expect(sent('frame_attempt')).toEqual([{ criterion: gap.id, words: '' }]);
  });

  test('the others see what they are asked to watch, in this and in the next step', () => {
    for (const step of ['frame', 'attempt_a'] as const) {
      show({ me: f.chloe, room: { step, watch_for: gap.id, watch_words: 'how I stand up' } });
      const asked = screen.getByRole('region', { name: roomWords.asksToWatch('Amara Okafor') });
      expect(asked.textContent).toContain(gap.title);
      expect(asked.textContent).toContain('how I stand up');
      cleanup();
    }
  });

  test('P13 passing is asked about once, and needs no reason', () => {
    show({ me: f.amara, room: { step: 'frame' } });
    press(roomWords.pass);
    expect(sent('pass_turn')).toEqual([]);
    const dialog = screen.getByRole('dialog');
    act(() => void fireEvent.click(within(dialog).getByRole('button', { name: roomWords.pass })));
    expect(sent('pass_turn')).toEqual([{}]);
  });
});

describe('performing', () => {
  test('aloud needs no words', () => {
    show({ me: f.amara, room: { step: 'attempt_a' } });
    press(roomWords.finished);
    expect(sent('share_attempt')).toEqual([{ attempt: 0, answers: 0, kind: 'live', text: '' }]);
  });

  test('P1 words that were typed are not lost by performing aloud', () => {
    show({ me: f.amara, room: { step: 'attempt_b', attempt_a: 401 }, more: f.put('attempt', open) });
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.writeA), { target: { value: 'Watch me.' } });
    });
    expect(screen.getByText(roomWords.aloudWith)).toBeTruthy();
    press(roomWords.finished);
    expect(sent('share_attempt')).toEqual([{ attempt: 0, answers: 401, kind: 'live', text: 'Watch me.' }]);
  });

  test('the coach stops it and asks for it again; everybody is told, aloud too', async () => {
    show({ me: f.ben, room: { step: 'attempt_a' } });
    press(roomWords.hold);
    expect(sent('hold_performance')).toEqual([{ held: true }]);
    expect(button(roomWords.goAgain)).toBeTruthy();
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.rewindFrom), { target: { value: ' Right, boards ' } });
    });
    press(roomWords.rewind);
    expect(sent('rewind_performance')).toEqual([{ from: 'Right, boards' }]);
    await pass(0);
    const told = roomWords.again('Ben Whitcombe', 'Right, boards');
    expect(screen.getAllByText(told).some((each) => each.closest('[role=status]'))).toBe(true);
    expect(screen.getAllByText(told).some((each) => !each.closest('[role=status]'))).toBe(true);
  });

  test('P1 what the coach has begun to ask for outlives the step, and goes when it is sent', () => {
    const typed = () => screen.getByLabelText<HTMLInputElement>(roomWords.rewindFrom).value;
    show({ me: f.ben, room: { step: 'attempt_a' } });
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.rewindFrom), { target: { value: 'Right, bo' } });
    });
    cleanup();
    show({ me: f.ben, room: { step: 'attempt_b', attempt_a: 401 }, more: f.put('attempt', open) });
    expect(typed()).toBe('Right, bo');
    press(roomWords.rewind);
    expect(typed()).toBe('');
    cleanup();
    show({ me: f.ben, room: { step: 'attempt_b', attempt_a: 401 }, more: f.put('attempt', open) });
    expect(typed()).toBe('');
  });

  test('what was begun for one performer is not asked of the next', () => {
    show({ me: f.ben, room: { step: 'attempt_a', slot: 1 } });
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.rewindFrom), { target: { value: 'Right, bo' } });
    });
    cleanup();
    show({ me: f.ben, room: { step: 'attempt_a', slot: 2 } });
    expect(screen.getByLabelText<HTMLInputElement>(roomWords.rewindFrom).value).toBe('');
  });

  test('nobody but the coach has that', () => {
    show({ me: f.chloe, room: { step: 'attempt_a' } });
    expect(button(roomWords.hold)).toBeNull();
  });
});

describe('writing and reading', () => {
  test('the performer rates themself on the same form, and nobody waits for it', () => {
    show({
      me: f.ben,
      pace: 'own',
      room: { step: 'write', attempt_a: 401 },
      more: [
        ...f.put('attempt', a),
        ...f.put(
          'feedback',
          f.feedback(500, a, f.amara),
          f.feedback(501, a, f.ben, { state: 'sealed' }),
          f.feedback(502, a, f.chloe, { state: 'sealed' }),
        ),
      ],
    });
    expect(screen.getByText('2/2')).toBeTruthy();
    expect(button(roomWords.open)).toBeTruthy();
    cleanup();
    show({
      me: f.amara,
      room: { step: 'write', attempt_a: 401 },
      more: [
        ...f.put('attempt', a),
        ...f.put('feedback', f.feedback(500, a, f.amara), f.feedback(501, a, f.ben)),
      ],
    });
    expect(screen.getByRole('form', { name: feedbackWords.own.title })).toBeTruthy();
    expect(screen.getByText('0/1')).toBeTruthy();
  });

  test('in lockstep nobody opens it by hand; what is left over from another room its author does', () => {
    const left = f.attempt(390, f.amara, f.room1, { slot: 0 });
    const sealed = { state: 'sealed' as const };
    show({
      me: f.amara,
      room: { step: 'write', attempt_a: 401 },
      more: [
        ...f.put('attempt', left, a),
        ...f.put('feedback', f.feedback(501, a, f.ben, sealed), f.feedback(490, left, f.dev, sealed)),
      ],
    });
    press(roomWords.open);
    expect(sent('open_feedback')).toEqual([{ attempt: 390 }]);
  });

  test('the step that is worked on and its fix do not overwrite each other', async () => {
    show({
      me: f.amara,
      room: { step: 'commit', attempt_a: 401 },
      more: [...f.put('attempt', open), ...f.put('feedback', own, fromBen, fromChloe)],
    });
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.fix), { target: { value: 'I stand up first.' } });
    });
    await pass(autosaveAfterMs);
    const card = screen.getByRole('article', { name: feedbackWords.by('Ben Whitcombe') });
    act(() => void fireEvent.click(within(card).getByRole('button', { name: roomWords.chooseStep })));
    expect(sent('commit_to_fix')).toEqual([
      { attempt: 401, feedback: 0, fix: 'I stand up first.' },
      { attempt: 401, feedback: 501, fix: 'I stand up first.' },
    ]);
    expect(within(card).getByRole('button', { name: roomWords.chosenStep })).toBeTruthy();
  });

  test('only the receiver says how useful it was, of what others wrote; the giver is told', () => {
    const more = [...f.put('attempt', open), ...f.put('feedback', own, fromBen, fromChloe)];
    show({ me: f.amara, room: { step: 'deliver', attempt_a: 401 }, more });
    expect(screen.getAllByRole('radio', { name: roomWords.worth.useful })).toHaveLength(2);
    const card = screen.getByRole('article', { name: feedbackWords.by('Ben Whitcombe') });
    act(() => void fireEvent.click(within(card).getByRole('radio', { name: roomWords.worth.very_useful })));
    expect(sent('rate_usefulness')).toEqual([{ feedback: 501, worth: 'very_useful' }]);
    cleanup();
    const row = { id: 951, feedback: 501, receiver: f.amara, giver: f.ben, worth: 'useful' as const };
    show({
      me: f.ben,
      room: { step: 'deliver', attempt_a: 401 },
      more: [...more, ...f.put('usefulness', row)],
    });
    expect(screen.queryByRole('radio', { name: roomWords.worth.useful })).toBeNull();
    expect(screen.getByText(roomWords.worthWas('Amara Okafor', 'useful'))).toBeTruthy();
  });
});

describe('the close', () => {
  test('is judged in one word, and why is saved as one types', async () => {
    show({
      me: f.chloe,
      room: { step: 'close', attempt_a: 401 },
      more: f.put('attempt', open, f.attempt(402, f.amara, f.room1, { answers: 401, feedback_open: true })),
    });
    choose(roomWords.verdict.partly);
    act(() => {
      fireEvent.input(screen.getByLabelText(roomWords.judgeWhy), { target: { value: 'You stood up.' } });
    });
    await pass(autosaveAfterMs);
    expect(sent('judge_gap')).toEqual([
      { attempt: 401, verdict: 'partly', why: '' },
      { attempt: 401, verdict: 'partly', why: 'You stood up.' },
    ]);
    expect(screen.getByRole('region', { name: roomWords.judgements }).textContent).toContain('Chloë');
  });
});

describe('a gap of an earlier turn', () => {
  const later = { step: 'attempt_a' as const, slot: 2, performer: f.ben, coach: f.chloe, attempt_a: 0 };
  const b = f.attempt(402, f.amara, f.room1, { answers: 401, feedback_open: true });

  test('is judged late by whoever had no time for it, and again by whoever has thought again', async () => {
    show({ me: f.chloe, room: later, more: f.put('attempt', open, b) });
    const fold = screen.getByText(roomWords.judgeLater).closest('details')!;
    expect(fold.open).toBe(false);
    act(() => void fireEvent.click(within(fold).getByRole('radio', { name: roomWords.verdict.closed })));
    expect(sent('judge_gap')).toEqual([{ attempt: 401, verdict: 'closed', why: '' }]);
    expect(screen.getByText(roomWords.judgeAgain).closest('details')).toBe(fold);
    expect(screen.getByRole('region', { name: roomWords.judgements }).textContent).toContain('Chloë');
  });

  test('is not judged before its feedback is open, nor without an attempt B', () => {
    show({ me: f.chloe, room: later, more: f.put('attempt', a, { ...b, feedback_open: false }) });
    expect(screen.queryByText(roomWords.judgeLater)).toBeNull();
    cleanup();
    show({ me: f.chloe, room: later, more: f.put('attempt', open) });
    expect(screen.queryByText(roomWords.judgeLater)).toBeNull();
  });
});

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

  test('what one may prepare is folded where a turn is under way from the beginning', () => {
    show({ me: f.chloe, room: { step: 'frame' } });
    expect(screen.getByText(roomWords.prepare).closest('details')!.open).toBe(false);
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
});
