// The way from a session that has ended to the next one with the same people.
import { useLive } from '../app/live.ts';
import { Icon } from '../design/icon.tsx';
import { leads, theSession } from '../tables/views.ts';
import { nextSessionWords } from '../words/earlier.ts';

export function NextSession() {
  const live = useLive();
  if (theSession(live.tables)?.now !== 'ended' || !leads(live.me.value)) return null;
  return (
    <section class="card card-tight stack-s console-wide no-print" aria-labelledby="next-session">
      <h2 id="next-session" class="rail-title">
        {nextSessionWords.title}
      </h2>
      <p class="small muted next-session-text">{nextSessionWords.text}</p>
      <p>
        <a class="button button-plain button-m" href={nextSessionAddress(live.session)}>
          <Icon name="arrow" size={20} />
          <span class="button-words">{nextSessionWords.open}</span>
        </a>
      </p>
    </section>
  );
}

export const nextSessionAddress = (former: string): string =>
  `/organise?follows=${encodeURIComponent(former)}`;
