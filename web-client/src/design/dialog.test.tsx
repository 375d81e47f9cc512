// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';

afterEach(cleanup);

const open = (autofocus: boolean, onClose = () => {}) =>
  render(
    <Dialog title="Everybody in the session" onClose={onClose}>
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

test('a press beside it closes it; a selection that is dragged out of it does not', () => {
  const close = vi.fn();
  open(true, close);
  const dialog = screen.getByRole('dialog');
  // The browser gives the click to what both ends of the drag lie in.
  fireEvent.pointerDown(screen.getByLabelText('Find a name'));
  fireEvent.click(dialog);
  expect(close).not.toHaveBeenCalled();
  fireEvent.pointerDown(dialog);
  fireEvent.click(dialog);
  expect(close).toHaveBeenCalledTimes(1);
});
