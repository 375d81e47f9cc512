// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consoleWords } from '../words/console.ts';
import { timingWords } from '../words/console_plan.ts';
import { organiseWords } from '../words/organise.ts';
import { playbookWords } from '../words/playbook.ts';
import { OrganisePage } from './organise_page.tsx';
import { type FakePlaybooks, fakePlaybooks, organiserKey, own, shipped } from './test_server.ts';

let server: FakePlaybooks;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/organise');
  server = fakePlaybooks();
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const button = (name: string) => screen.getByRole('button', { name });
const savedHere = (name: string) => localStorage.setItem(`reprise.edit_key.${name}`, `edit-key-of-${name}`);
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

async function withKey(place = '') {
  sessionStorage.setItem('reprise.organiser_key', organiserKey);
  if (place) history.replaceState(null, '', `/organise#${place}`);
  render(<OrganisePage />);
  await screen.findByRole('heading', { level: 1 });
}

async function goTo(place: string) {
  location.hash = place;
  dispatchEvent(new Event('hashchange'));
}

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

describe('a playbook that is changed', () => {
  async function change(key: string) {
    await withKey(key);
    fireEvent.click(await screen.findByRole('button', { name: organiseWords.change }));
    await screen.findByLabelText(organiseWords.playbookTitle);
  }
  const sent = () => JSON.parse(server.asked.filter((each) => each.method === 'POST').at(-1)!.body);

  it('is saved as one’s own: title, timings, room, criteria', async () => {
    await change(shipped.key);
    type(organiseWords.playbookTitle, 'Spring group');
    fireEvent.change(screen.getByLabelText(organiseWords.roomSize), { target: { value: '2' } });
    type(timingWords.minutesOf('See'), '4.5');
    fireEvent.click(button(organiseWords.down(organiseWords.nth('criteria', 1))));
    fireEvent.click(button(organiseWords.remove(organiseWords.nth('criteria', 3))));
    fireEvent.click(button(organiseWords.add('criteria')));
    const at = shipped.criteria.length;
    type(organiseWords.criterionTitle(at), 'Warm and clear');
    type(organiseWords.criterionText(at), 'Says it kindly.');
    type(organiseWords.saveName, 'spring');
    fireEvent.click(button(organiseWords.saveAs));
    await waitFor(() => expect(location.hash).toBe('#spring'));
    const [a, b, , ...others] = shipped.criteria.map((each) => each.title);
    expect(sent().title).toBe('Spring group');
    expect(sent().room_size).toBe(2);
    expect(sent().stages.find((each: { stage: string }) => each.stage === 'see').seconds).toBe(270);
    expect(sent().criteria.map((each: { title: string }) => each.title)).toEqual([
      b,
      a,
      ...others,
      'Warm and clear',
    ]);
    expect(server.all.find((each) => each.key === shipped.key)).toBe(shipped);
  });

  it('is not sent while something is wrong, and says where', async () => {
    await change(shipped.key);
    type(organiseWords.playbookTitle, '');
    type(organiseWords.saveName, 'Spring Group');
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByText(organiseWords.look)).toBeTruthy();
    expect(screen.getByLabelText(organiseWords.playbookTitle).getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(organiseWords.saveNameWrong)).toBeTruthy();
    expect(server.asked.every((each) => each.method === 'GET')).toBe(true);
  });

  it('cannot take the name of one that ships, and says when it takes the place of an own one', async () => {
    savedHere(own.key);
    await change(shipped.key);
    type(organiseWords.saveName, own.key);
    expect(await screen.findByText(organiseWords.saveOver)).toBeTruthy();
    type(organiseWords.saveName, shipped.key);
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByText(organiseWords.saveNameShipped)).toBeTruthy();
  });

  it('keeps what was typed when the key is no longer good', async () => {
    savedHere(own.key);
    await change(own.key);
    type(organiseWords.playbookTitle, 'Mine');
    server.next.set('/api/playbooks/autumn-2', [401, { code: 'bad_key', detail: 'no' }]);
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByText(organiseWords.keyAgain)).toBeTruthy();
    type(organiseWords.key, organiserKey);
    fireEvent.click(button(organiseWords.keyGo));
    await waitFor(() => expect(screen.queryByLabelText(organiseWords.key)).toBeNull());
    expect((screen.getByLabelText(organiseWords.playbookTitle) as HTMLInputElement).value).toBe('Mine');
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByRole('heading', { level: 1, name: 'Mine' })).toBeTruthy();
  });

  it('is saved with all its texts, lists and the wall', async () => {
    await change(shipped.key);
    type(organiseWords.purpose, 'To rehearse a hard conversation.');
    type(organiseWords.exemplarTitle, 'A quiet word');
    type(organiseWords.exemplarContext, 'Tuesday, after school.');
    fireEvent.click(button(organiseWords.remove(organiseWords.nth('passages', 1))));
    type(playbookWords.passage(1), 'She closes the door.');
    fireEvent.click(button(organiseWords.add('passages')));
    const last = shipped.playbook.exemplar.passages.length;
    type(playbookWords.passage(last), 'And sits down.');
    for (const role of ['performer', 'coach', 'pupil'] as const)
      type(organiseWords.briefOf[role], `For the ${role}.`);
    type(organiseWords.situation, 'A father waits.');
    type(organiseWords.harder, 'He has brought his lawyer.');
    type(organiseWords.prompts.evidence, 'What did you hear?');
    type(organiseWords.nth('strength_starters', 1), 'You kept …');
    fireEvent.click(button(organiseWords.remove(organiseWords.nth('action_step_starters', 1))));
    type(organiseWords.nth('gap_task_prompts', 1), 'Which parent?');
    fireEvent.change(screen.getByLabelText(organiseWords.featuresEach), { target: { value: '4' } });
    fireEvent.click(screen.getByRole('checkbox', { name: new RegExp(organiseWords.anonymousWall) }));
    type(organiseWords.saveName, 'spring');
    fireEvent.click(button(organiseWords.saveAs));
    await waitFor(() => expect(location.hash).toBe('#spring'));
    const { exemplar, form } = shipped.playbook;
    expect(sent()).toMatchObject({
      purpose: 'To rehearse a hard conversation.',
      exemplar: {
        title: 'A quiet word',
        context: 'Tuesday, after school.',
        passages: ['She closes the door.', ...exemplar.passages.slice(2), 'And sits down.'],
      },
      scenario: {
        situation: 'A father waits.',
        performer: 'For the performer.',
        coach: 'For the coach.',
        pupil: 'For the pupil.',
        harder: 'He has brought his lawyer.',
      },
      form: {
        evidence: 'What did you hear?',
        strength: form.strength,
        strength_starters: ['You kept …', ...form.strength_starters.slice(1)],
        action_step_starters: form.action_step_starters.slice(1),
      },
      gap_task_prompts: ['Which parent?', ...shipped.playbook.gap_task_prompts.slice(1)],
      features_asked: 4,
      anonymous_wall: !shipped.playbook.anonymous_wall,
    });
  });

  it('opens the fold where something is wrong, and says from outside how much', async () => {
    await change(shipped.key);
    type(organiseWords.briefOf.coach, '');
    type(organiseWords.scenarioTitle, 'x'.repeat(121));
    fireEvent.click(button(organiseWords.saveAs));
    const wrong = screen.getByLabelText(organiseWords.scenarioTitle);
    await waitFor(() => expect(document.activeElement).toBe(wrong));
    const fold = wrong.closest('details');
    expect(fold?.open).toBe(true);
    expect(fold?.querySelector('summary')?.textContent).toContain(organiseWords.toMend(2));
    expect(screen.getByText(organiseWords.tooLong(121, 120))).toBeTruthy();
    expect(screen.getAllByText(organiseWords.toMend(2))).toHaveLength(1);
    expect(screen.queryByText(organiseWords.toMend(1))).toBeNull();
  });

  it('says every bound beside its field', async () => {
    await change(shipped.key);
    const bounds = screen
      .getAllByText(organiseWords.upTo(3000))
      .filter((each) => !each.closest('.visually-hidden'));
    // The context, what each criterion looks like, and five texts of the scenario; of a list beside it.
    expect(bounds).toHaveLength(1 + shipped.criteria.length + 5);
    for (const [list, count, chars] of [
      ['passages', 60, 3000],
      ['gap_task_prompts', 12, 500],
    ] as const)
      expect(screen.getByText(new RegExp(organiseWords.upToMany(list, count, chars)))).toBeTruthy();
  });

  it('of somebody else is kept from being replaced, and a copy is offered', async () => {
    await change(own.key);
    expect(await screen.findByDisplayValue('autumn-3')).toBeTruthy();
    type(organiseWords.saveName, own.key);
    expect(screen.getByText(organiseWords.saveForeign)).toBeTruthy();
    type(organiseWords.playbookTitle, 'Mine');
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByText('Save a copy of your own under another name.')).toBeTruthy();
    expect(screen.getByLabelText(organiseWords.saveName).getAttribute('aria-invalid')).toBe('true');
    fireEvent.click(button(organiseWords.saveCopy('autumn-3')));
    fireEvent.click(button(organiseWords.saveAs));
    await waitFor(() => expect(location.hash).toBe('#autumn-3'));
    expect(server.all.find((each) => each.key === own.key)).toBe(own);
    expect(localStorage.getItem(`reprise.edit_key.${own.key}`)).toBeNull();
    const mine = server.editKeys.get('autumn-3');
    expect(mine).toMatch(/^[\w-]{43}$/);
    expect(localStorage.getItem('reprise.edit_key.autumn-3')).toBe(mine);
    // With the key that the browser has kept, it is replaced without another question.
    fireEvent.click(await screen.findByRole('button', { name: organiseWords.change }));
    type(organiseWords.playbookTitle, 'Mine again');
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByRole('heading', { level: 1, name: 'Mine again' })).toBeTruthy();
    expect(localStorage.getItem('reprise.edit_key.autumn-3')).toBe(mine);
  });

  it('that was saved while the answer was lost is one’s own, and is saved over', async () => {
    await change(own.key);
    type(organiseWords.playbookTitle, 'Mine');
    server.next.set('/api/playbooks/autumn-3', 'lost');
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByText(organiseWords.noServer)).toBeTruthy();
    expect(server.all.find((each) => each.key === 'autumn-3')?.playbook.title).toBe('Mine');
    type(organiseWords.playbookTitle, 'Mine again');
    fireEvent.click(button(organiseWords.saveAs));
    await waitFor(() => expect(location.hash).toBe('#autumn-3'));
    expect(server.all.find((each) => each.key === 'autumn-3')?.playbook.title).toBe('Mine again');
  });

  it('keeps what was typed when the server refuses it, and says why at its field', async () => {
    savedHere(own.key);
    await change(own.key);
    server.next.set('/api/playbooks/autumn-2', [
      422,
      { code: 'bad_text', detail: 'Line 1: title must be on one line.', field: 'title' },
    ]);
    type(organiseWords.playbookTitle, 'Mine');
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findAllByText('title must be on one line.')).toHaveLength(2);
    expect((screen.getByLabelText(organiseWords.playbookTitle) as HTMLInputElement).value).toBe('Mine');
    fireEvent.click(button(organiseWords.saveAs));
    expect(await screen.findByRole('heading', { level: 1, name: 'Mine' })).toBeTruthy();
  });
});
