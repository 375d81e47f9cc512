// Would your room rehearse in front of everybody? Asked of each, answered by each for themself; a no has no name (P13).
import { useEffect } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { announce } from '../design/announcer.tsx';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { tell } from '../design/notices.tsx';
import type { Room } from '../protocol.ts';
import { facilitators } from '../tables/views.ts';
import { fishbowlWords } from '../words/fishbowl.ts';
import { spotlightWords } from '../words/record.ts';
import { useAnswerFishbowl, useMyAgreement } from './answer.ts';
import './fishbowl.css';

export function FishbowlQuestion() {
  const live = useLive();
  const room = live.tables.get('room', live.me.value?.room ?? 0);
  return room?.fishbowl === 'asked' ? <Question room={room} /> : null;
}

function Question({ room }: { room: Room }) {
  const live = useLive();
  const answer = useAnswerFishbowl(room);
  const agreed = useMyAgreement(room);
  const leaders = facilitators(live.tables);
  const title = fishbowlWords.ask(leaders.length === 1 ? leaders[0]!.name : spotlightWords.facilitator);
  useEffect(() => tell(title), [title]);
  const no = () => {
    answer(false);
    announce(fishbowlWords.thanksNo);
    // The question has gone, and with it the button that had the focus.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#main h1')?.focus());
  };
  const yes = () => {
    answer(true);
    announce(fishbowlWords.thanksYes);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-fishbowl]')?.focus());
  };
  if (agreed) {
    return (
      <div class="note note-brand fishbowl-said">
        <Icon name="eye" />
        <p class="grow">{fishbowlWords.saidYes}</p>
        <Button size="s" look="quiet" data-fishbowl onClick={no}>
          {fishbowlWords.afterAll}
        </Button>
      </div>
    );
  }
  return (
    <section class="card card-raised stack-s fishbowl-question" aria-labelledby="fishbowl-question">
      <h2 id="fishbowl-question">{title}</h2>
      <p>{fishbowlWords.askText}</p>
      <p class="muted">{fishbowlWords.askNo}</p>
      <div class="row">
        <Button look="primary" onClick={yes}>
          {fishbowlWords.yes}
        </Button>
        <Button onClick={no}>{fishbowlWords.no}</Button>
      </div>
    </section>
  );
}
