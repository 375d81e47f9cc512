// When, with what and with whom.
import { useLive } from '../app/live.ts';
import type { Member } from '../protocol.ts';
import { facilitators, peopleIn, thePlaybook, theSession } from '../tables/views.ts';
import { dateOf, listOf, timeOf } from '../words/format.ts';
import { recordWords, sessionRecordWords } from '../words/record.ts';

/** `member`: whose room is told. */
export function RecordAbout({ member }: { member?: Member }) {
  const { tables } = useLive();
  const session = theSession(tables);
  if (!session) return null;
  const room = member && tables.get('room', member.room);
  const others = room ? peopleIn(tables, room.id).filter((each) => each.id !== member.id) : [];
  const until = session.ended_at > 0 ? `–${timeOf(session.ended_at)}` : '';
  const leaders = facilitators(tables).map((each) => each.name);
  const facts = [
    {
      name: recordWords.date,
      text: `${dateOf(session.opened_at)}, ${timeOf(session.opened_at)}${until}`,
    },
    { name: recordWords.playbook, text: thePlaybook(tables)?.title ?? '' },
    { name: sessionRecordWords.leads, text: listOf(leaders) },
    {
      name: recordWords.room,
      text: room ? recordWords.roomWith(room.number, listOf(others.map((each) => each.name))) : '',
    },
  ].filter((each) => each.text !== '');
  return (
    <dl class="record-about" aria-label={recordWords.about}>
      {facts.map((each) => (
        <div key={each.name}>
          <dt>{each.name}</dt>
          <dd>{each.text}</dd>
        </div>
      ))}
    </dl>
  );
}
