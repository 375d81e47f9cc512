// /organise in the states that matter, with a server of its own.
import { OrganisePage } from '../organise/organise_page.tsx';
import { fakePlaybooks, organiserKey, own, shipped } from '../organise/test_server.ts';

function at(place: string, key = organiserKey, all = [shipped, own, { ...shipped, key: 'another' }]) {
  return () => {
    globalThis.fetch = fakePlaybooks(all).fetch;
    sessionStorage.setItem('reprise.organiser_key', key);
    location.hash = place;
    return <OrganisePage />;
  };
}

export const organiseStories = {
  'organise-key': at('', ''),
  organise: at(''),
  'organise-empty': at('', organiserKey, []),
  'organise-playbook': at(shipped.key),
  'organise-gone': at('nowhere'),
};
