// /s/<session>: opens the connection, and shows what belongs to this member now.
import { useEffect, useState } from 'preact/hooks';
import { announce } from '../design/announcer.tsx';
import { Button } from '../design/button.tsx';
import { notify } from '../design/notices.tsx';
import { theSession } from '../tables/views.ts';
import { appWords, endingWords } from '../words/app.ts';
import { ConnectionBanner } from './connection_state.tsx';
import { FullMessage } from './full_message.tsx';
import { Live, LiveContext } from './live.ts';
import { SessionScreen } from './session_screen.tsx';
import { dropTicket, goOnAs, learnOf, takeTicketFromAddress, ticketFor } from './tickets.ts';
import { keepAwake } from './wake_lock.ts';

export function SessionPage({ session }: { session: string }) {
  const [live] = useState(() => {
    takeTicketFromAddress(session);
    const kept = ticketFor(session);
    if (kept) goOnAs(kept);
    return kept ? new Live(session, kept.ticket) : undefined;
  });
  useEffect(() => {
    live?.start();
    return () => live?.stop();
  }, [live]);
  if (!live) {
    return (
      <FullMessage title={appWords.noTicketTitle}>
        <p>{appWords.noTicket}</p>
        <a class="button button-primary button-m" href="/">
          {appWords.join}
        </a>
      </FullMessage>
    );
  }
  return (
    <LiveContext.Provider value={live}>
      <SessionView live={live} />
    </LiveContext.Provider>
  );
}

/** Apart from SessionPage so that stories and tests can give it a Live of their own. */
export function SessionView({ live }: { live: Live }) {
  const state = live.state.value;
  const closed = state.is === 'closed' ? state : undefined;
  const me = live.me.value;
  const title = theSession(live.tables)?.title;

  // The list on the join page says which session and under which name; whoever leads keeps their place in this browser.
  useEffect(() => {
    if (me && title) {
      learnOf(live.session, { title, name: me.name, leads: me.role !== 'participant', left: false });
    }
  }, [live, me?.name, me?.role, title]);

  useEffect(() => {
    if (!closed) return;
    announce(endingWords(closed).title, 'assertive');
    if (closed.code === 4501 || closed.code === 4503) dropTicket(live.session);
    if (closed.code === 4504) learnOf(live.session, { left: true });
  }, [live, closed]);

  // Each of them, also when several come at once.
  useEffect(
    () =>
      live.lastRefusal.subscribe((refusal) => {
        if (refusal) notify(refusal.problem.detail || refusal.problem.title, 'bad', refusal.words);
      }),
    [live],
  );

  const underWay = !closed && theSession(live.tables)?.now !== 'ended';
  useEffect(() => (underWay ? keepAwake() : undefined), [underWay]);

  if (closed) {
    const words = endingWords(closed);
    return (
      <FullMessage title={words.title}>
        <p>{words.text}</p>
        {closed.code === 4504 || closed.code < 4501 ? (
          <Button look="primary" onClick={() => location.reload()}>
            {appWords.comeBack}
          </Button>
        ) : (
          <a class="button button-primary button-m" href="/">
            {appWords.join}
          </a>
        )}
      </FullMessage>
    );
  }
  if (!live.welcomed.value || !me) {
    return (
      <FullMessage title={appWords.loading} waiting>
        {state.is === 'waiting' && <p>{appWords.stillTrying}</p>}
      </FullMessage>
    );
  }
  return (
    <>
      <a class="skip-link" href="#main">
        {appWords.skip}
      </a>
      <SessionScreen />
      <ConnectionBanner />
    </>
  );
}
