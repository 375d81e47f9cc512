// What everybody could learn from: action steps and attempts whose owners are asked before anybody else sees them.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { useOnce } from '../commands/use_once.ts';
import { Badge, type Tone } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import type { Attempt, Feedback, Spotlight, SpotlightState } from '../protocol.ts';
import { gapVerdicts, leads, nameOf } from '../tables/views.ts';
import { debriefConsoleWords } from '../words/console_debrief.ts';
import { sessionWords } from '../words/session.ts';
import { shortText } from './features.ts';
import { isReview } from './rounds.ts';
import './spotlight_panel.css';

const shownAtFirst = 12;

const tones: Record<SpotlightState, Tone> = { asked: 'now', shown: 'good', declined: 'plain', over: 'plain' };

export function SpotlightList() {
  const live = useLive();
  const { tables } = live;
  const may = leads(live.me.value);
  const words = debriefConsoleWords;
  const order: readonly SpotlightState[] = ['shown', 'asked', 'declined', 'over'];
  const all = tables
    .all('spotlight')
    .sort(
      (one, other) =>
        order.indexOf(one.state) - order.indexOf(other.state) || other.votes - one.votes || one.id - other.id,
    );
  return (
    <section class="card" aria-labelledby="spotlights">
      <h2 id="spotlights">{words.spotlights}</h2>
      <p class="muted small">{words.spotlightsText}</p>
      {all.length === 0 ? (
        <p class="muted spotlight-none">{words.spotlightsNone}</p>
      ) : (
        <ul class="spotlights">
          {all.map((each) => (
            <li key={each.id}>
              <p class="spotlight-text">{each.text}</p>
              <div class="row">
                <span class="small muted">{each.name}</span>
                <Badge tone={tones[each.state]}>{words.state[each.state]}</Badge>
                {each.state === 'shown' && each.feedback > 0 && (
                  <span class="small tabular">{words.votes(each.votes)}</span>
                )}
                {may && <EndButton spotlight={each} />}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function EndButton({ spotlight }: { spotlight: Spotlight }) {
  const ending = useOnce(`end_spotlight:${spotlight.id}`);
  if (spotlight.state !== 'asked' && spotlight.state !== 'shown') return null;
  const asked = spotlight.state === 'asked';
  const words = debriefConsoleWords;
  return (
    <Button
      size="s"
      look="quiet"
      icon="stop"
      aria-label={asked ? words.takeBackFor(spotlight.name) : words.endFor(spotlight.name)}
      busy={ending.busy}
      onClick={() => ending.send('end_spotlight', { spotlight: spotlight.id })}
    >
      {asked ? words.takeBack : words.end}
    </Button>
  );
}

/** Those that helped first: chosen by their receiver, the gap closed. */
export function ActionSteps() {
  const { tables } = useLive();
  const words = debriefConsoleWords;
  const chosen = new Set(tables.all('attempt').map((each) => each.chosen));
  const verdicts = gapVerdicts(tables);
  const worth = (of: Feedback): number =>
    (chosen.has(of.id) ? 2 : 0) + (chosen.has(of.id) && verdicts.get(of.attempt) === 'closed' ? 1 : 0);
  const all = tables
    .all('feedback')
    .filter((each) => each.state === 'delivered' && !each.hidden && isReview(each) && each.action_step)
    .sort((one, other) => worth(other) - worth(one) || other.given_at - one.given_at);
  return (
    <Candidates
      title={words.steps}
      none={words.stepsNone}
      all={all.map((each) => {
        const giver = nameOf(tables, each.reviewer, sessionWords.somebody);
        const verdict = chosen.has(each.id) ? verdicts.get(each.attempt) : undefined;
        return {
          id: each.id,
          text: each.action_step,
          who: words.to(giver, nameOf(tables, each.receiver, sessionWords.somebody)),
          marks: [chosen.has(each.id) ? words.chosen : '', verdict === 'closed' ? words.closed : ''],
          attempt: 0,
          feedback: each.id,
        };
      })}
    />
  );
}

/** Those that were done again with the gap closed first. What was only spoken has no words to show. */
export function Attempts() {
  const { tables } = useLive();
  const words = debriefConsoleWords;
  const verdicts = gapVerdicts(tables);
  const verdictOf = (of: Attempt) => verdicts.get(of.answers || of.id);
  const worth = (of: Attempt): number => (of.answers > 0 ? 1 : 0) + (verdictOf(of) === 'closed' ? 2 : 0);
  const all = tables
    .all('attempt')
    .filter((each) => each.state === 'shared' && !each.hidden && each.text !== '')
    .sort((one, other) => worth(other) - worth(one) || other.shared_at - one.shared_at);
  return (
    <Candidates
      title={words.attempts}
      none={words.attemptsNone}
      all={all.map((each) => {
        const verdict = verdictOf(each);
        const room = tables.get('room', each.room);
        const place = room ? ` · ${words.roomNumber(room.number)}` : '';
        return {
          id: each.id,
          text: each.text,
          who: `${nameOf(tables, each.author, sessionWords.somebody)} · ${words.attempt(each.answers > 0)}${place}`,
          marks: [verdict && each.answers > 0 ? words[verdict] : ''],
          attempt: each.id,
          feedback: 0,
        };
      })}
    />
  );
}

interface Candidate {
  id: number;
  text: string;
  who: string;
  marks: string[];
  attempt: number;
  feedback: number;
}

function Candidates({ title, none, all }: { title: string; none: string; all: readonly Candidate[] }) {
  const live = useLive();
  const may = leads(live.me.value);
  const words = debriefConsoleWords;
  const [shown, setShown] = useState(shownAtFirst);
  const spotlights = live.tables.all('spotlight');
  const id = `candidates-${title.toLowerCase().replace(/\s+/g, '-')}`;
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {all.length > 0 && <span class="muted tabular">{all.length}</span>}
      </div>
      {all.length === 0 && <p class="muted">{none}</p>}
      <ul class="spotlights">
        {all.slice(0, shown).map((each) => {
          const known = spotlights.find(
            (one) => one.attempt === each.attempt && one.feedback === each.feedback && one.state !== 'over',
          );
          return (
            <li key={each.id}>
              <p class="spotlight-text spotlight-short">{each.text}</p>
              <div class="row">
                <span class="small muted grow">{each.who}</span>
                {each.marks.filter(Boolean).map((mark) => (
                  <Badge key={mark} tone="good">
                    {mark}
                  </Badge>
                ))}
                {known ? (
                  <Badge tone={tones[known.state]}>{words.state[known.state]}</Badge>
                ) : (
                  may && (
                    <Button
                      size="s"
                      icon="eye"
                      aria-label={words.askFor(shortText(each.text))}
                      onClick={() =>
                        live.send(
                          'propose_spotlight',
                          { attempt: each.attempt, feedback: each.feedback },
                          { key: `spotlight ${each.attempt} ${each.feedback}` },
                        )
                      }
                    >
                      {words.ask}
                    </Button>
                  )
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {all.length > shown && (
        <Button size="s" look="quiet" onClick={() => setShown(shown + shownAtFirst * 2)}>
          {words.more(all.length - shown)}
        </Button>
      )}
    </section>
  );
}
