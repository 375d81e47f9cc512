// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';
import { Disclosure } from './disclosure.tsx';
import { TextArea, TextField } from './field.tsx';
import { Menu } from './menu.tsx';
import { RatingControl } from './rating.tsx';

afterEach(cleanup);

describe('P12: a field', () => {
  test('is joined to its label, its hint and what is wrong with it', () => {
    render(
      <TextField
        label="Name"
        hint="As your group knows you"
        error="Type a name."
        value=""
        onValue={() => {}}
      />,
    );
    const field = screen.getByRole('textbox', { name: 'Name' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent?.trim());
    expect(described).toEqual(['As your group knows you', 'Type a name.']);
  });

  test('says nothing is wrong where nothing is', () => {
    render(<TextField label="Name" value="" onValue={() => {}} />);
    const field = screen.getByRole('textbox', { name: 'Name' });
    expect(field.hasAttribute('aria-invalid')).toBe(false);
    expect(field.hasAttribute('aria-describedby')).toBe(false);
  });

  test.each([
    [50, 'a', undefined],
    [55, 'a', '5 characters left'],
    [59, '👍', '1 character left'],
    [61, '👍', '1 character too many'],
  ])('with %i of 60 characters (%s) says: %s', (count, letter, words) => {
    render(<TextArea label="Words" max={60} value={letter.repeat(count)} onValue={() => {}} />);
    expect(document.querySelector('.field-left')?.textContent).toBe(words);
  });

  test('does not cut off what is pasted over its length: the words are there to be shortened', () => {
    const typed = vi.fn();
    render(<TextArea label="Words" max={5} value="" onValue={typed} />);
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'far too long' } });
    expect(typed).toHaveBeenCalledWith('far too long');
  });
});

describe('P10, P12: a rating', () => {
  function Rated({ first }: { first: number }) {
    const [score, setScore] = useState(first);
    return (
      <>
        <RatingControl label="Rating of criterion 1" value={score} onValue={setScore} />
        <output>{score}</output>
      </>
    );
  }

  test('is one group of four words, none of them chosen for anybody', () => {
    render(<Rated first={0} />);
    expect(screen.getByRole('group', { name: 'Rating of criterion 1' })).toBeTruthy();
    const words = screen.getAllByRole<HTMLInputElement>('radio');
    expect(words.map((each) => each.parentElement?.textContent)).toEqual([
      'Not yet',
      'Beginning',
      'Secure',
      'Strong',
    ]);
    expect(words.some((each) => each.checked)).toBe(false);
  });

  test('is taken back by choosing it again', () => {
    render(<Rated first={3} />);
    fireEvent.click(screen.getByRole('radio', { name: 'Secure' }));
    expect(screen.getByRole('status').textContent).toBe('0');
  });
});

describe('a button that is busy', () => {
  test('does nothing more, and says that it is at work', () => {
    const press = vi.fn();
    render(
      <Button busy onClick={press}>
        Share
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Share' });
    fireEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-busy')).toBe('true');
  });
});

describe('P12: a menu', () => {
  const open = () => {
    const chosen = vi.fn();
    render(
      <Menu
        label="Options"
        items={[
          { label: 'Move', onChoose: () => chosen('Move') },
          false,
          { label: 'Remove', onChoose: () => chosen('Remove') },
        ]}
      />,
    );
    const button = screen.getByRole('button', { name: 'Options' });
    button.focus();
    fireEvent.click(button);
    return { chosen, button, press: (key: string) => fireEvent.keyDown(document.activeElement!, { key }) };
  };
  const focused = () => document.activeElement?.textContent;

  test('says what it is and whether it is open, and begins at its first entry', async () => {
    const { button } = open();
    expect(button.getAttribute('aria-haspopup')).toBe('menu');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    await vi.waitFor(() => expect(focused()).toBe('Move'));
  });

  test('is gone through with the arrow keys, round and round', async () => {
    const { press } = open();
    await vi.waitFor(() => expect(focused()).toBe('Move'));
    press('ArrowDown');
    expect(focused()).toBe('Remove');
    press('ArrowDown');
    expect(focused()).toBe('Move');
    press('ArrowUp');
    expect(focused()).toBe('Remove');
    press('Home');
    expect(focused()).toBe('Move');
    press('End');
    expect(focused()).toBe('Remove');
  });

  test('closes with Escape and gives the focus back; nothing was chosen', async () => {
    const { press, button, chosen } = open();
    await vi.waitFor(() => expect(focused()).toBe('Move'));
    press('Escape');
    await vi.waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(document.activeElement).toBe(button);
    expect(chosen).not.toHaveBeenCalled();
  });

  test('chooses one thing, and closes', async () => {
    const { chosen } = open();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Remove' }));
    expect(chosen.mock.calls).toEqual([['Remove']]);
    await vi.waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  });
});

describe('P1, P12: what can be folded away', () => {
  const fold = (open: boolean) => <Disclosure title="Prepare" open={open} children={<input />} />;
  const isOpen = () => document.querySelector('details')!.open;

  test('is opened by the page, and folded shut by nobody but its reader', () => {
    const { rerender } = render(fold(true));
    rerender(fold(false));
    expect(isOpen()).toBe(true);
    document.querySelector('details')!.open = false;
    rerender(fold(false));
    expect(isOpen()).toBe(false);
    rerender(fold(true));
    expect(isOpen()).toBe(true);
  });
});
