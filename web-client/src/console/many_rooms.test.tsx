// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/preact';
import { options, type VNode } from 'preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { consoleWords } from '../words/console.ts';
import { presenceWords } from '../words/design.ts';
import { everybody, TestConsole } from './test_console.tsx';

let opened: TestConsole;
let seq = 2;
/** Cards and lines about rooms that were drawn since the last change. */
let drawn: string[] = [];

const before = options.vnode;
const drawnAs = (vnode: VNode): string | undefined => {
  if (typeof vnode.type !== 'string') return undefined;
  const name = String((vnode.props as { class?: unknown }).class ?? '').split(' ')[0];
  return ['tile', 'tile-person', 'attention-row'].find((each) => each === name);
};

beforeEach(() => {
  opened = new TestConsole(
    f.lesson(
      { now: 'rehearse', rooms: 'open' },
      everybody,
      f.put('playbook', { ...f.playbook, pace: 'own' }),
      f.put(
        'room',
        f.room(f.room1, 1, { performer: f.amara, coach: f.ben }),
        f.room(f.room2, 2, { performer: f.dev }),
        f.room(f.room3, 3, { performer: f.farhan }),
      ),
      help(1, f.farhan, f.room3, 'Which one?'),
    ),
  );
  options.vnode = (vnode) => {
    const name = drawnAs(vnode);
    if (name) drawn.push(name);
    before?.(vnode);
  };
});

afterEach(() => {
  if (before) options.vnode = before;
  else delete options.vnode;
  cleanup();
});

const help = (id: number, asker: number, room: number, text: string): Change[] =>
  f.put('help_request', {
    id,
    asker,
    room,
    text,
    state: 'waiting',
    asked_at: Date.now() - 60_000,
    closed_at: 0,
  });

async function told(...changes: Change[]) {
  drawn = [];
  await act(() => opened.world.socket.say({ frame: 'changes', seq: seq++, mark: 0, at: 1, changes }));
}

const card = (number: number) => within(screen.getByRole('article', { name: consoleWords.room(number) }));

describe('with many rooms', () => {
  test('a change in one of them draws its card and its line, and no others', async () => {
    await told(...f.put('room', f.room(f.room2, 2, { performer: f.eleri })));
    expect(card(2).getByText(consoleWords.performs).closest('li')?.textContent).toContain('Eleri');
    expect(drawn.filter((each) => each === 'tile')).toHaveLength(1);
    expect(drawn.filter((each) => each === 'attention-row').length).toBeLessThanOrEqual(1);
  });

  test('a call for help draws its room and its line in the list', async () => {
    await told(...help(2, f.dev, f.room2, 'Are we late?'));
    expect(card(2).getByText(consoleWords.reasons.help)).toBeTruthy();
    expect(drawn.filter((each) => each === 'tile')).toHaveLength(1);
    expect(drawn.filter((each) => each === 'attention-row')).toHaveLength(1);
  });

  test('what is written without being shared draws none', async () => {
    await told(...f.put('attempt', f.attempt(950, f.grace, f.room3, { state: 'draft', text: 'So' })));
    expect(drawn).toEqual([]);
  });

  test('somebody who types is drawn alone', async () => {
    drawn = [];
    await act(() =>
      opened.world.socket.say({
        frame: 'presence',
        members: [{ member: f.dev, here: true, typing: true, attempt: 0 }],
      }),
    );
    expect(card(2).getByText(presenceWords.typing)).toBeTruthy();
    expect(drawn).toEqual(['tile-person']);
  });

  test('however many need somebody, the most pressing are listed, and whoever asked for help is still in sight', async () => {
    const numbers = Array.from({ length: 20 }, (_, at) => at + 10);
    await told(
      ...numbers.flatMap((number) => [
        ...f.put('member', f.member(number, `Person ${number}`, number * 100, 1)),
        ...f.put('room', f.room(number * 100, number, { performer: number })),
        ...help(number, number, number * 100, 'Could you come?'),
      ]),
    );
    const list = within(screen.getByRole('region', { name: consoleWords.attention }));
    const lines = () => list.getAllByRole('listitem').length;
    expect(lines()).toBe(8);
    const all = Number(list.getByText(/^\d+$/).textContent);
    expect(all).toBeGreaterThan(20);
    const more = list.getByRole('button', { name: consoleWords.attentionMore(all - 8) });
    expect(more.getAttribute('aria-expanded')).toBe('false');
    await act(() => more.click());
    expect(lines()).toBe(all);
    await act(() => list.getByRole('button', { name: consoleWords.attentionFirst }).click());
    expect(lines()).toBe(8);
  });
});
