// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consoleWords } from '../words/console.ts';
import { organiseWords } from '../words/organise.ts';
import { OrganisePage } from './organise_page.tsx';
import { button, goTo, leavePage, newServer, type, withKey } from './test_page.tsx';
import { type FakePlaybooks, organiserKey, own } from './test_server.ts';

let server: FakePlaybooks;

beforeEach(() => {
  server = newServer();
});
afterEach(leavePage);

describe('one playbook', () => {
  it('becomes a session, with a link for everybody and one for the facilitator', async () => {
    await withKey(own.key);
    fireEvent.click(await screen.findByRole('button', { name: organiseWords.open }));
    type(organiseWords.yourName, 'Fiona');
    server.next.set('/api/sessions', 'offline');
    fireEvent.click(button(organiseWords.openGo));
    expect(await screen.findByText(organiseWords.noServer)).toBeTruthy();
    fireEvent.click(button(organiseWords.openGo));
    expect(await screen.findByRole('heading', { name: organiseWords.opened })).toBeTruthy();
    const [first, second] = server.asked.filter((each) => each.path === '/api/sessions');
    expect(JSON.parse(second!.body)).toMatchObject({ playbook: 'autumn-2', facilitator: 'Fiona' });
    expect(JSON.parse(second!.body).id).toBe(JSON.parse(first!.body).id);
    expect(screen.getByText('K7QF2M')).toBeTruthy();
    expect(screen.getByText(`${location.origin}/?code=K7QF2M`)).toBeTruthy();
    expect(screen.getByText(`${location.origin}/s/abc#ticket=t`)).toBeTruthy();
    expect(screen.getByRole('link', { name: organiseWords.toConsole }).getAttribute('href')).toBe(
      '/s/abc#ticket=t',
    );
  });
});

describe('the groups of a session', () => {
  const opening = async () => {
    await withKey(own.key);
    fireEvent.click(await screen.findByRole('button', { name: organiseWords.open }));
  };
  const asked = () => JSON.parse(server.asked.filter((each) => each.path === '/api/sessions').at(-1)!.body);
  const choose = (mode: 'prepared' | 'by_hand') =>
    fireEvent.click(screen.getByRole('radio', { name: new RegExp(consoleWords.mode[mode]) }));

  it('are by chance unless something else is chosen', async () => {
    await opening();
    fireEvent.click(button(organiseWords.openGo));
    await screen.findByRole('heading', { name: organiseWords.opened });
    expect(asked().grouping).toBeUndefined();
  });

  it('are prepared as lists of names', async () => {
    await opening();
    choose('prepared');
    type(consoleWords.groups, 'Ada, Ben\n Cy ; Dee, Eve\n\n');
    fireEvent.change(screen.getByLabelText(consoleWords.roomSize), { target: { value: '2' } });
    fireEvent.click(button(organiseWords.openGo));
    await screen.findByRole('heading', { name: organiseWords.opened });
    expect(asked().grouping).toEqual({
      mode: 'prepared',
      room_size: 2,
      groups: [
        ['Ada', 'Ben'],
        ['Cy', 'Dee', 'Eve'],
      ],
    });
  });

  it('that the server refuses are said to be wrong where they are typed', async () => {
    await opening();
    choose('prepared');
    type(consoleWords.groups, 'Ada, Ada');
    const detail = 'A name stands in these groups twice.';
    server.next.set('/api/sessions', [409, { code: 'already_done', detail, field: 'grouping.groups' }]);
    fireEvent.click(button(organiseWords.openGo));
    expect(await screen.findByText(detail)).toBeTruthy();
    expect(screen.getByLabelText(consoleWords.groups).getAttribute('aria-invalid')).toBe('true');
    choose('by_hand');
    fireEvent.click(button(organiseWords.openGo));
    await screen.findByRole('heading', { name: organiseWords.opened });
    expect(asked().grouping).toEqual({ mode: 'by_hand', room_size: 3, groups: [] });
  });
});

describe('the next session of a group', () => {
  it('follows the one whose link led here', async () => {
    sessionStorage.setItem('reprise.organiser_key', organiserKey);
    history.replaceState(null, '', '/organise?follows=before');
    render(<OrganisePage />);
    expect(await screen.findByText(organiseWords.follows)).toBeTruthy();
    await goTo(own.key);
    fireEvent.click(await screen.findByRole('button', { name: organiseWords.open }));
    expect(screen.getByText(organiseWords.follows)).toBeTruthy();
    fireEvent.click(button(organiseWords.openGo));
    await screen.findByRole('heading', { name: organiseWords.opened });
    const asked = server.asked.find((each) => each.path === '/api/sessions');
    expect(JSON.parse(asked!.body)).toMatchObject({ playbook: own.key, follows: 'before' });
  });
});
