// What facilitators and observers keep of a session: who was there, where, and how much was made, as a table.
import { useLive } from '../app/live.ts';
import { ScreenTitle } from '../app/screen_title.tsx';
import { Badge } from '../design/badge.tsx';
import { theSession } from '../tables/views.ts';
import { sessionRecordWords } from '../words/record.ts';
import { fetchRecord } from './fetch_record.ts';
import { keepFile } from './keep_file.ts';
import { Keeping } from './keeping.tsx';
import { RecordAbout } from './record_about.tsx';
import { type Counts, rowsText, type SessionRow, sessionRows, totalsOf } from './session_rows.ts';
import './session_table.css';

const words = sessionRecordWords;

export function SessionRecordPage({ onBack }: { onBack?: (() => void) | undefined }) {
  const live = useLive();
  const session = theSession(live.tables);
  const rows = sessionRows(live.tables);

  const download = async (): Promise<string | undefined> => {
    const fetched = await fetchRecord(live.session);
    if ('error' in fetched) return fetched.error;
    const day = new Date(fetched.record.now).toISOString().slice(0, 10);
    keepFile(words.fileName(day), JSON.stringify(fetched.record, null, 2), 'application/json');
    return undefined;
  };

  return (
    <>
      <header class="record-head">
        <p class="eyebrow">{session?.npq}</p>
        <ScreenTitle place="record" spoken={words.spoken} title={session?.title ?? words.title}>
          {words.title}
        </ScreenTitle>
        <p class="record-session">{session?.title}</p>
        <p class="muted record-text">{words.text}</p>
        <RecordAbout />
        <Keeping
          onDownload={download}
          copyText={() => rowsText(rows)}
          copyLabel={words.copy}
          copied={words.copied}
          notCopied={words.notCopied}
          onBack={onBack}
        />
      </header>
      <section class="record-section" aria-labelledby="record-people">
        <h2 id="record-people">{words.people}</h2>
        {rows.length === 0 ? <p class="muted">{words.none}</p> : <Table rows={rows} />}
      </section>
    </>
  );
}

function Table({ rows }: { rows: readonly SessionRow[] }) {
  const { columns } = words;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section class="session-scroll" tabIndex={0} aria-label={words.tableName}>
      <table class="session-table">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.room}</th>
            <th scope="col">{columns.first}</th>
            <th scope="col">{columns.second}</th>
            <th scope="col">{columns.got}</th>
            <th scope="col">{columns.gave}</th>
            <th scope="col">{columns.owed}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.member.id}>
              <th scope="row">
                {row.member.name}{' '}
                {(row.member.attendance === 'left' || row.member.attendance === 'removed') && (
                  <Badge>{words[row.member.attendance]}</Badge>
                )}
              </th>
              <td>{row.room === 0 ? words.mainRoom : row.room}</td>
              <Numbers of={row} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {words.inAll(rows.length, new Set(rows.map((each) => each.room).filter(Boolean)).size)}
            </th>
            <Numbers of={totalsOf(rows)} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Numbers({ of }: { of: Counts }) {
  return (
    <>
      {[of.first, of.second, of.got, of.gave].map((count, at) => (
        <td key={at} class={count === 0 ? 'session-none' : ''}>
          {count}
        </td>
      ))}
      <td class={of.owed === 0 ? 'session-none' : 'session-owed'}>{of.owed}</td>
    </>
  );
}
