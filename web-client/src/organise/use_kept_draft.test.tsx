// @vitest-environment happy-dom
// A playbook that is being changed outlives a reload and Back.
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { organiseWords } from '../words/organise.ts';
import { OrganisePage } from './organise_page.tsx';
import { button, goTo, leavePage, newServer, type, withKey } from './test_page.tsx';
import { shipped } from './test_server.ts';

beforeEach(() => {
  newServer();
});
afterEach(leavePage);

async function change() {
  await withKey(shipped.key);
  fireEvent.click(await screen.findByRole('button', { name: organiseWords.change }));
  await screen.findByLabelText(organiseWords.playbookTitle);
}
function reload() {
  cleanup();
  render(<OrganisePage />);
}
const title = async () =>
  ((await screen.findByLabelText(organiseWords.playbookTitle)) as HTMLInputElement).value;
function leaving(): Event {
  const event = new Event('beforeunload', { cancelable: true });
  dispatchEvent(event);
  return event;
}

it('is there again after a reload, with the name that was typed, and says so', async () => {
  await change();
  expect(screen.queryByText(organiseWords.unsaved)).toBeNull();
  type(organiseWords.playbookTitle, 'Spring group');
  type(organiseWords.saveName, 'spring');
  reload();
  expect(await title()).toBe('Spring group');
  expect((screen.getByLabelText(organiseWords.saveName) as HTMLInputElement).value).toBe('spring');
  expect(screen.getByText(organiseWords.unsaved)).toBeTruthy();
});

it('is there again after Back, and in its own playbook only', async () => {
  await change();
  type(organiseWords.playbookTitle, 'Spring group');
  await goTo('');
  await screen.findByRole('heading', { name: organiseWords.title });
  await goTo('autumn-2');
  expect(await screen.findByRole('button', { name: organiseWords.change })).toBeTruthy();
  await goTo(shipped.key);
  expect(await title()).toBe('Spring group');
});

it('can be thrown away: then it is as it was saved, and stays so', async () => {
  await change();
  type(organiseWords.playbookTitle, 'Spring group');
  reload();
  await title();
  fireEvent.click(button(organiseWords.throwAway));
  expect(await title()).toBe(shipped.playbook.title);
  expect(screen.queryByText(organiseWords.unsaved)).toBeNull();
  reload();
  expect(await screen.findByRole('button', { name: organiseWords.change })).toBeTruthy();
});

it('is over when it is saved', async () => {
  await change();
  type(organiseWords.playbookTitle, 'Spring group');
  type(organiseWords.saveName, 'spring');
  fireEvent.click(button(organiseWords.saveAs));
  await screen.findByRole('heading', { level: 1, name: 'Spring group' });
  await goTo(shipped.key);
  expect(await screen.findByRole('heading', { level: 1, name: shipped.playbook.title })).toBeTruthy();
});

it('is asked about when the page is left, while it is changed and not saved', async () => {
  await change();
  expect(leaving().defaultPrevented).toBe(false);
  type(organiseWords.playbookTitle, 'Spring group');
  expect(leaving().defaultPrevented).toBe(true);
  fireEvent.click(button('Cancel'));
  fireEvent.click(button(organiseWords.throwAway));
  await screen.findByRole('button', { name: organiseWords.change });
  expect(leaving().defaultPrevented).toBe(false);
});

it('is not thrown away by Cancel before it has been asked about', async () => {
  await change();
  type(organiseWords.playbookTitle, 'Spring group');
  fireEvent.click(button('Cancel'));
  expect(screen.getByRole('dialog').textContent).toContain(organiseWords.giveUpTitle);
  fireEvent.click(button(organiseWords.goOnChanging));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(await title()).toBe('Spring group');
  reload();
  expect(await title()).toBe('Spring group');
  fireEvent.click(button('Cancel'));
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: organiseWords.throwAway }));
  expect(await screen.findByRole('button', { name: organiseWords.change })).toBeTruthy();
  reload();
  expect(await screen.findByRole('heading', { level: 1, name: shipped.playbook.title })).toBeTruthy();
});

it('is left at once where nothing was changed', async () => {
  await change();
  fireEvent.click(button('Cancel'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(await screen.findByRole('button', { name: organiseWords.change })).toBeTruthy();
});

it('from a file is there again too, which is nowhere else', async () => {
  await withKey();
  const input = screen.getByLabelText(organiseWords.importChoose, { selector: 'input' });
  const file = new File(['title: x'], 'mine.yaml');
  fireEvent.change(input, { target: { files: [file] } });
  await screen.findByLabelText(organiseWords.playbookTitle);
  type(organiseWords.playbookTitle, 'From a colleague');
  reload();
  expect(await title()).toBe('From a colleague');
  expect(screen.getByText(organiseWords.unsaved)).toBeTruthy();
});

it('what an older version of the page has left is not shown in this one', async () => {
  const draft = { playbook: {}, criteria: [] };
  sessionStorage.setItem(
    `reprise.playbook_draft.${shipped.key}`,
    JSON.stringify({ document: shipped, draft }),
  );
  await change();
  expect(await title()).toBe(shipped.playbook.title);
});
