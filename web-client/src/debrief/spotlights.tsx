// Words that everybody looks at together. Nobody's are shown before they have said yes, and a yes can be taken back.
import { useEffect } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { announce } from '../design/announcer.tsx';
import { Avatar } from '../design/avatar.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { tell } from '../design/notices.tsx';
import { Paragraphs } from '../design/text.tsx';
import type { Spotlight } from '../protocol.ts';
import { facilitators } from '../tables/views.ts';
import { spotlightWords } from '../words/record.ts';
import { askedOf, onShow, voteOf } from './spotlight_views.ts';
import './spotlights.css';

const what = (of: Spotlight): string => (of.feedback ? spotlightWords.step : spotlightWords.attempt);

function useAnswer(): (of: Spotlight, yes: boolean) => void {
  const live = useLive();
  return (of, yes) => {
    live.send(
      'answer_spotlight',
      { spotlight: of.id, yes },
      {
        key: `spotlight:${of.id}`,
        guess: [{ kind: 'spotlight', id: of.id, fields: { state: yes ? 'shown' : 'declined' } }],
      },
    );
    announce(yes ? spotlightWords.nowShown : spotlightWords.nowKept);
    // The button that was pressed has gone; the one that takes the answer back has the focus.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-spotlight="${of.id}"] [data-answer]`)?.focus(),
    );
  };
}

/** What somebody would like to show of mine. */
export function AskedToShow() {
  const live = useLive();
  const { tables } = live;
  const answer = useAnswer();
  const all = askedOf(tables, live.memberId.value);
  const leaders = facilitators(tables);
  const who = leaders.length === 1 ? leaders[0]!.name : spotlightWords.facilitator;
  const waiting = all.filter((each) => each.state === 'asked').length;
  useEffect(() => {
    if (waiting > 0) tell(spotlightWords.ask(who));
  }, [waiting]);
  return (
    <>
      {all.map((each) =>
        each.state === 'asked' ? (
          <section key={each.id} class="card card-raised spotlight-ask" aria-labelledby={`ask-${each.id}`}>
            <h2 id={`ask-${each.id}`} class="spotlight-ask-title">
              {spotlightWords.ask(who)}
            </h2>
            <p class="eyebrow">{what(each)}</p>
            <blockquote class="spotlight-words">
              <Paragraphs text={each.text} />
            </blockquote>
            <p class="small muted">{spotlightWords.askText}</p>
            <div class="row">
              <Button look="primary" onClick={() => answer(each, true)}>
                {spotlightWords.yes}
              </Button>
              <Button onClick={() => answer(each, false)}>{spotlightWords.no}</Button>
            </div>
          </section>
        ) : (
          <div key={each.id} class="note spotlight-kept" data-spotlight={each.id}>
            <Icon name="lock" />
            <p class="grow">
              {spotlightWords.kept(what(each))} <q class="spotlight-short">{each.text}</q>
            </p>
            <Button size="s" look="quiet" data-answer onClick={() => answer(each, true)}>
              {spotlightWords.afterAll}
            </Button>
          </div>
        ),
      )}
    </>
  );
}

/** What is on show for everybody; action steps can be voted for. */
export function Spotlights() {
  const live = useLive();
  const { tables } = live;
  const all = onShow(tables);
  if (all.length === 0) return null;
  const votable = all.some((each) => each.feedback > 0);
  return (
    <section class="stack" aria-labelledby="on-show">
      <div>
        <h2 id="on-show">{spotlightWords.title}</h2>
        <p class="muted">{votable ? spotlightWords.textVote : spotlightWords.text}</p>
      </div>
      <ul class="spotlights">
        {all.map((each) => (
          <OnShow key={each.id} of={each} />
        ))}
      </ul>
    </section>
  );
}

function OnShow({ of }: { of: Spotlight }) {
  const live = useLive();
  const answer = useAnswer();
  const mine = of.owner === live.memberId.value;
  return (
    <li class={`card card-tight spotlight ${of.feedback ? 'spotlight-step' : ''}`} data-spotlight={of.id}>
      <p class="spotlight-head">
        <Avatar id={of.owner} name={of.name} size="s" />
        <strong class="grow">{of.name}</strong>
        <Badge tone={of.feedback ? 'now' : 'brand'}>{what(of)}</Badge>
      </p>
      <blockquote class="spotlight-words">
        <Paragraphs text={of.text} />
      </blockquote>
      <div class="row spotlight-acts">
        {of.feedback > 0 && <Vote of={of} />}
        {mine && (
          <Button size="s" look="quiet" icon="hidden" data-answer onClick={() => answer(of, false)}>
            {spotlightWords.takeBack}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Of rows that the server has not numbered yet. */
let guessed = 0;

function Vote({ of }: { of: Spotlight }) {
  const live = useLive();
  const me = live.memberId.value;
  const vote = voteOf(live.tables, of.id, me);
  const toggle = () => {
    const yes = vote === undefined;
    guessed -= 1;
    live.send(
      'vote_for',
      { spotlight: of.id, yes },
      {
        guess: [
          yes
            ? { kind: 'vote', id: guessed, fields: { id: guessed, spotlight: of.id, member: me } }
            : { kind: 'vote', id: vote, fields: { spotlight: 0 } },
          { kind: 'spotlight', id: of.id, fields: { votes: Math.max(0, of.votes + (yes ? 1 : -1)) } },
        ],
      },
    );
  };
  return (
    <>
      <Button
        size="s"
        icon={vote === undefined ? 'plus' : 'check'}
        aria-pressed={vote !== undefined}
        class={vote === undefined ? '' : 'spotlight-voted'}
        onClick={toggle}
      >
        {spotlightWords.vote}
        <span class="visually-hidden"> {spotlightWords.stepOf(of.name)}</span>
      </Button>
      <span class="small muted tabular">{spotlightWords.votes(of.votes)}</span>
    </>
  );
}
