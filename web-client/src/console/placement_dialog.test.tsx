// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { arrive, draw } from '../app/test_live.tsx';
import type { TestWorld } from '../connection/test_world.ts';
import { groupsCharsMax } from '../playbook/groups.ts';
import * as f from '../stories/fixtures.ts';
import { refusedHere } from '../words/commands.ts';
import { consoleWords } from '../words/console.ts';
import { PlacementDialog } from './placement_dialog.tsx';

let world: TestWorld;
let open: boolean;

beforeEach(() => {
  const arrived = arrive(f.lesson({}, [f.facilitator]));
  world = arrived.world;
  open = true;
  const close = () => {
    open = false;
  };
  draw(arrived.live, <PlacementDialog onClose={close} />);
});
afterEach(cleanup);

const box = () => screen.getByLabelText<HTMLTextAreaElement>(consoleWords.groups);

async function save(groups: string): Promise<void> {
  fireEvent.click(screen.getByRole('radio', { name: new RegExp(consoleWords.mode.prepared) }));
  fireEvent.input(box(), { target: { value: groups } });
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: consoleWords.savePlacement }));
    world.pass(0);
  });
}

test.each([
  ['more than the field takes', 'Ada, Ben\n'.repeat(groupsCharsMax / 9 + 1), consoleWords.groupsTooLong],
  ['more than can be sent', '李'.repeat(groupsCharsMax), refusedHere.tooLarge.detail],
])('%s is said beside the lists, which stay; nothing is sent', async (_, groups, why) => {
  await save(groups);
  expect(screen.getByText(why)).toBeTruthy();
  expect(box().value).toBe(groups);
  expect(open).toBe(true);
  expect(world.socket.sent('command')).toEqual([]);
});

test('a full session of long names goes through', async () => {
  await save('Chloë Fitzgerald-Montague, Amara Okafor\n'.repeat(500));
  expect(world.socket.sent('command')).toHaveLength(1);
});
