// The organiser’s page with a server of its own behind it, and how tests press and type on it. For tests only.
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { vi } from 'vitest';
import { OrganisePage } from './organise_page.tsx';
import { type FakePlaybooks, fakePlaybooks, organiserKey } from './test_server.ts';

/** Before each test; leavePage() after it. */
export function newServer(): FakePlaybooks {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/organise');
  const server = fakePlaybooks();
  vi.stubGlobal('fetch', server.fetch);
  return server;
}

export function leavePage(): void {
  cleanup();
  vi.unstubAllGlobals();
}

export const button = (name: string) => screen.getByRole('button', { name });
export const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

/** This browser has saved that playbook. */
export const savedHere = (name: string) =>
  localStorage.setItem(`reprise.edit_key.${name}`, `edit-key-of-${name}`);

export async function withKey(place = '') {
  sessionStorage.setItem('reprise.organiser_key', organiserKey);
  if (place) history.replaceState(null, '', `/organise#${place}`);
  render(<OrganisePage />);
  await screen.findByRole('heading', { level: 1 });
}

export async function goTo(place: string) {
  location.hash = place;
  dispatchEvent(new Event('hashchange'));
}
