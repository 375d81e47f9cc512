import { Announcer } from '../design/announcer.tsx';
import { Notices } from '../design/notices.tsx';
import { Join } from '../join/join.tsx';
import { lazy } from './lazy.tsx';
import { goToSession, route } from './route.ts';

const OrganisePage = lazy(() => import('../organise/organise_page.tsx').then((part) => part.OrganisePage));
const SessionPage = lazy(() => import('./session_page.tsx').then((part) => part.SessionPage));

export function App() {
  const at = route.value;
  return (
    <>
      {at.at === 'join' ? (
        <Join onJoined={goToSession} />
      ) : at.at === 'organise' ? (
        <OrganisePage />
      ) : (
        <SessionPage key={at.session} session={at.session} />
      )}
      <Notices />
      <Announcer />
    </>
  );
}
