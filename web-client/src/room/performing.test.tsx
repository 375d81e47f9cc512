// @vitest-environment happy-dom
// Until the attempt is shared: what the others are asked to watch, the performance, and the coach.
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { autosaveAfterMs } from '../commands/autosave.ts';
import * as f from '../stories/fixtures.ts';
import { roomWords } from '../words/room.ts';
import { button, enterRoom, leaveRoom, open, pass, press, sent, show } from './test_room.tsx';

beforeEach(enterRoom);
afterEach(leaveRoom);

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
