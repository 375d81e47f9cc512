// The story page: /stories.html lists them, /stories.html?story=<name> shows one.
import { render } from 'preact';
import '../design/tokens.css';
import '../design/fonts.css';
import '../design/base.css';
import { Live, LiveContext } from '../app/live.ts';
import { SessionView } from '../app/session_page.tsx';
import { followDevice } from '../app/theme.ts';
import { Announcer } from '../design/announcer.tsx';
import { Notices } from '../design/notices.tsx';
import { fakeSurroundings } from './fake_server.ts';
import { organiseStories } from './organise_stories.tsx';
import { stories } from './stories.ts';

followDevice();
const wanted = new URLSearchParams(location.search).get('story') ?? '';
const story = stories[wanted];
const page = Object.entries(organiseStories).find(([name]) => name === wanted)?.[1];
const root = document.getElementById('app')!;

if (story) {
  const live = new Live('story', 'ticket', fakeSurroundings(story()));
  live.start();
  render(
    <LiveContext.Provider value={live}>
      <SessionView live={live} />
      <Notices />
      <Announcer />
    </LiveContext.Provider>,
    root,
  );
} else if (page) {
  render(
    <>
      {page()}
      <Notices />
      <Announcer />
    </>,
    root,
  );
} else {
  render(
    <main class="stack">
      <h1>Stories</h1>
      <ul>
        {[...Object.keys(stories), ...Object.keys(organiseStories)].map((each) => (
          <li key={each}>
            <a href={`?story=${each}`}>{each}</a>
          </li>
        ))}
      </ul>
    </main>,
    root,
  );
}
