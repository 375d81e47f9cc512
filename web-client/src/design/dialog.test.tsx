// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';

afterEach(cleanup);

const open = (autofocus: boolean) =>
  render(
    <Dialog title="Everybody in the session" onClose={() => {}}>
      <TextField label="Find a name" value="" onValue={() => {}} autofocus={autofocus} />
    </Dialog>,
  );

test('P12 the focus begins at the title, which says where one is', () => {
  open(false);
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Everybody in the session' }));
});

test('P12 or in the field that asks for it', () => {
  open(true);
  expect(document.activeElement?.tagName).not.toBe('H2');
});
