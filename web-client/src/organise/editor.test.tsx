// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { timingWords } from '../words/console_plan.ts';
import { organiseWords } from '../words/organise.ts';
import { playbookWords } from '../words/playbook.ts';
import { button, leavePage, newServer, savedHere, type, withKey } from './test_page.tsx';
import { type FakePlaybooks, organiserKey, own, shipped } from './test_server.ts';

let server: FakePlaybooks;

beforeEach(() => {
  server = newServer();
});
afterEach(leavePage);

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
    expect(await screen.findByDisplayValue('autumn-3')).toBeTruthy(); // it knows what there is
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
