// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organiseWords } from '../words/organise.ts';
import { OrganisePage } from './organise_page.tsx';
import { button, goTo, leavePage, newServer, savedHere, type, withKey } from './test_page.tsx';
import { type FakePlaybooks, organiserKey, own, shipped } from './test_server.ts';

let server: FakePlaybooks;

beforeEach(() => {
  server = newServer();
});
afterEach(leavePage);

describe('the organiser’s key', () => {
  it('is asked for, tried, and kept in this tab only', async () => {
    render(<OrganisePage />);
    type(organiseWords.key, 'another');
    fireEvent.click(button(organiseWords.keyGo));
    expect(await screen.findByText(organiseWords.keyWrong)).toBeTruthy();
    expect(sessionStorage.length).toBe(0);

    type(organiseWords.key, ` ${organiserKey} `);
    fireEvent.click(button(organiseWords.keyGo));
    expect(await screen.findByRole('heading', { name: organiseWords.title })).toBeTruthy();
    expect(sessionStorage.getItem('reprise.organiser_key')).toBe(organiserKey);
    expect(JSON.stringify(localStorage)).not.toContain(organiserKey);
    expect(document.body.innerHTML).not.toContain(organiserKey);
  });

  it('is not sent while it is empty, and is forgotten on wish', async () => {
    render(<OrganisePage />);
    fireEvent.click(button(organiseWords.keyGo));
    expect(await screen.findByText(organiseWords.keyNeeded)).toBeTruthy();
    expect(server.asked).toEqual([]);
    cleanup();

    await withKey();
    fireEvent.click(button(organiseWords.forget));
    expect(await screen.findByLabelText(organiseWords.key)).toBeTruthy();
    expect(sessionStorage.length).toBe(0);
  });

  it('is asked for again when the server takes it no longer', async () => {
    await withKey(own.key);
    fireEvent.click(await screen.findByRole('button', { name: organiseWords.open }));
    server.next.set('/api/sessions', [401, { code: 'bad_key', detail: 'no' }]);
    fireEvent.click(button(organiseWords.openGo));
    expect(await screen.findByText(organiseWords.keyAgain)).toBeTruthy();
    expect(sessionStorage.length).toBe(0);
  });
});

describe('the shelf', () => {
  it('shows every playbook, and which are one’s own', async () => {
    await withKey();
    const cards = await screen.findAllByRole('article');
    expect(cards).toHaveLength(2);
    expect(within(cards[0]!).getByText(organiseWords.shipped)).toBeTruthy();
    expect(within(cards[1]!).getByText(organiseWords.own)).toBeTruthy();
    const link = within(cards[1]!).getByRole('link', { name: own.playbook.title });
    expect(link.getAttribute('href')).toBe('#autumn-2');
  });

  it('says when it is empty, or the server is away, and tries again', async () => {
    server.all = [];
    server.next.set('/api/playbooks', 'offline');
    await withKey();
    expect(await screen.findByText(organiseWords.noServer)).toBeTruthy();
    fireEvent.click(button(organiseWords.again));
    expect(await screen.findByText(organiseWords.none)).toBeTruthy();
    expect(screen.queryByText(organiseWords.noServer)).toBeNull();
  });
});

describe('a file that is brought in', () => {
  const bring = (name: string, text: string) =>
    fireEvent.change(screen.getByLabelText(organiseWords.importChoose, { selector: 'input' }), {
      target: { files: [new File([text], name)] },
    });

  it('and is wrong is shown with its line, beside where it was chosen', async () => {
    await withKey();
    bring('mine.yaml', 'title: x\nroom_size: 9\n');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(organiseWords.importWrong('mine.yaml'));
    expect(alert.textContent).toContain('Line 2: room_size must be a whole number from 2 to 4.');
    expect(within(alert).getByText('room_size: 9').tagName).toBe('CODE');
    expect(button(organiseWords.importChoose).getAttribute('aria-describedby')).toBe(alert.id);
  });

  it('and is right is looked at, and saved under a name', async () => {
    await withKey();
    bring('mine.yaml', 'title: fine');
    expect(
      await screen.findByRole('heading', { name: organiseWords.importedTitle(shipped.playbook.title) }),
    ).toBeTruthy();
    type(organiseWords.saveName, 'brought-in');
    fireEvent.click(button(organiseWords.saveAs));
    await waitFor(() => expect(location.hash).toBe('#brought-in'));
    expect(server.all.map((each) => each.key)).toContain('brought-in');
  });
});

describe('one playbook', () => {
  it('is looked at whole', async () => {
    await withKey(shipped.key);
    expect(await screen.findByRole('heading', { level: 1, name: shipped.playbook.title })).toBeTruthy();
    for (const each of shipped.criteria) expect(screen.getByText(each.title)).toBeTruthy();
    for (const text of [shipped.playbook.gap_task_prompts[0]!, shipped.playbook.form.evidence])
      expect(screen.getByText(text)).toBeTruthy();
    const file = screen.getByRole('link', { name: organiseWords.download });
    expect(file.getAttribute('href')).toBe(`/api/playbooks/${shipped.key}/file`);
  });

  it('that is gone is said to be gone', async () => {
    sessionStorage.setItem('reprise.organiser_key', organiserKey);
    history.replaceState(null, '', '/organise#nowhere');
    render(<OrganisePage />);
    expect(await screen.findByText(organiseWords.gone)).toBeTruthy();
    expect(button(organiseWords.all)).toBeTruthy();
  });

  it('follows the address, so that Back goes back', async () => {
    await withKey(shipped.key);
    await goTo(own.key);
    expect(await screen.findByRole('heading', { level: 1, name: own.playbook.title })).toBeTruthy();
    await goTo('');
    expect(await screen.findByRole('heading', { name: organiseWords.title })).toBeTruthy();
  });
});

describe('an own playbook', () => {
  const remove = async () => {
    fireEvent.click(await screen.findByRole('button', { name: organiseWords.takeAway }));
    const dialog = screen.getByRole('dialog', { name: organiseWords.takeAwayTitle(own.playbook.title) });
    fireEvent.click(within(dialog).getByRole('button', { name: organiseWords.takeAway }));
    return dialog;
  };

  it('is removed by whoever has saved it', async () => {
    savedHere(own.key);
    await withKey(own.key);
    await remove();
    expect(await screen.findByRole('heading', { name: organiseWords.title })).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    expect(server.all).toEqual([shipped]);
    expect(localStorage.length).toBe(0);
  });

  it('of somebody else stays, and it is said why', async () => {
    await withKey(own.key);
    const dialog = await remove();
    expect(await within(dialog).findByText('Save a copy of your own under another name.')).toBeTruthy();
    expect(server.all).toHaveLength(2);
  });

  it('is neither changed nor removed where the operator does not let people save', async () => {
    savedHere(own.key);
    server.saving = false;
    await withKey(own.key);
    expect(await screen.findByText(organiseWords.fixed)).toBeTruthy();
    expect(screen.queryByRole('button', { name: organiseWords.takeAway })).toBeNull();
    expect(screen.queryByRole('button', { name: organiseWords.change })).toBeNull();
    expect(button(organiseWords.open)).toBeTruthy();
    await goTo('');
    expect(await screen.findByText(organiseWords.fixed)).toBeTruthy();
    expect(screen.queryByRole('button', { name: organiseWords.importChoose })).toBeNull();
  });

  it('that ships cannot be removed', async () => {
    await withKey(shipped.key);
    expect(await screen.findByRole('button', { name: organiseWords.change })).toBeTruthy();
    expect(screen.queryByRole('button', { name: organiseWords.takeAway })).toBeNull();
  });
});
