import { beforeEach, describe, expect, it } from 'vitest';
import { Autosave, autosaveAfterMs, autosaveWithinMs } from './autosave.ts';
import { newSent, type Settling } from './sent.ts';

let kept: string | undefined;
let sent: { value: string; settling: Settling }[];
let time: number;
let late: string[];
let due: { ms: number; run: () => void }[];

function autosave(): Autosave<string> {
  const write = (value: string) => {
    kept = value;
  };
  const clear = () => {
    kept = undefined;
  };
  return new Autosave<string>({
    keep: { read: () => kept, write, clear },
    save(value) {
      const settling = newSent(String(sent.length));
      sent.push({ value, settling });
      return settling;
    },
    refusedLate: (value) => late.push(value),
    now: () => time,
    after(ms, run) {
      const timer = { ms, run };
      due.push(timer);
      return () => {
        due = due.filter((each) => each !== timer);
      };
    },
  });
}

const pause = (): void => {
  const all = due;
  due = [];
  for (const each of all) each.run();
};
const answered = async (at: number, state: 'saved' | 'refused' | 'replaced'): Promise<void> => {
  sent[at]!.settling.settle(state, undefined);
  await Promise.resolve();
  await Promise.resolve();
};

beforeEach(() => {
  kept = undefined;
  sent = [];
  due = [];
  late = [];
  time = 0;
});

describe('autosave', () => {
  it('sends one save when the typing pauses', () => {
    const one = autosave();
    for (const text of ['a', 'ab', 'abc']) one.change(text);
    expect(due.map((each) => each.ms)).toEqual([autosaveAfterMs]);
    pause();
    expect(sent.map((each) => each.value)).toEqual(['abc']);
    expect(one.state.value).toBe('saving');
  });

  it('says saved only when the server has the newest words', async () => {
    const one = autosave();
    one.change('a');
    pause();
    one.change('ab');
    await answered(0, 'saved');
    expect(one.state.value).toBe('unsaved');
    pause();
    await answered(1, 'saved');
    expect(one.state.value).toBe('saved');
  });

  it('keeps the newest words on this device until they are saved', async () => {
    const one = autosave();
    one.change('a');
    expect(kept).toBe('a');
    pause();
    one.change('ab');
    await answered(0, 'saved');
    expect(kept).toBe('ab');
    pause();
    await answered(1, 'saved');
    expect(kept).toBeUndefined();
  });

  it('says why when it was refused, and keeps the words', async () => {
    const one = autosave();
    one.change('a');
    pause();
    await answered(0, 'refused');
    expect(one.state.value).toBe('refused');
    expect(kept).toBe('a');
  });

  it('sends at once when the page goes away', () => {
    const one = autosave();
    one.change('a');
    one.leave();
    expect(sent.map((each) => each.value)).toEqual(['a']);
    pause();
    expect(sent).toHaveLength(1);
  });

  it('P5, P16 sends now and then while somebody types without a pause', () => {
    const one = autosave();
    for (; time <= autosaveWithinMs; time += 200) {
      one.change(`at ${time}`);
      // What falls due before the next letter.
      if (due[0]!.ms <= 200) pause();
    }
    expect(sent.map((each) => each.value)).toEqual([`at ${autosaveWithinMs - 200}`]);
  });

  it('P16 tells of a refusal that comes when the screen has gone, and only of that', async () => {
    const one = autosave();
    one.change('a');
    pause();
    await answered(0, 'refused');
    expect(late).toEqual([]);
    one.change('ab');
    one.leave();
    await answered(1, 'refused');
    expect(late).toEqual(['ab']);
    expect(kept).toBe('ab');
  });

  it('saves nothing more once the words were shared', () => {
    const one = autosave();
    one.change('a');
    one.done();
    pause();
    expect(sent).toEqual([]);
    expect(kept).toBeUndefined();
  });

  it('holds the words while a form is being given', () => {
    const one = autosave();
    one.change('a');
    one.hold();
    pause();
    expect(sent).toEqual([]);
    expect(kept).toBe('a');
  });
});
