// What facilitators and observers keep of a session: who was there, what was made, how it was rated, what was promised and
// how long it took, as tables.
import { useLive } from '../app/live.ts';
import { ScreenTitle } from '../app/screen_title.tsx';
import { HeatGrid } from '../console/heat_grid.tsx';
import { NextSession } from '../console/next_session.tsx';
import { PatternChart } from '../debrief/pattern_chart.tsx';
import { Tables } from '../tables/tables.ts';
import { debriefConsoleWords } from '../words/console_debrief.ts';
import { patternWords } from '../words/patterns.ts';
import { sessionRecordWords } from '../words/record.ts';
import { fetchRecord } from './fetch_record.ts';
import { fileTypes, keepFile } from './keep_file.ts';
import { type FileKind, Keeping } from './keeping.tsx';
import { RecordAbout } from './record_about.tsx';
import { sessionCsv } from './session_csv.ts';
import { sessionFile } from './session_file.ts';
import { reportOf, type SessionReport } from './session_report.ts';
import { rowsText } from './session_rows.ts';
import { PeopleTable, RoomsTable, TimingsTable } from './session_tables.tsx';
import { EarlierList, TaskList } from './session_tasks.tsx';

const words = sessionRecordWords;

export function SessionRecordPage({ onBack }: { onBack?: (() => void) | undefined }) {
  const live = useLive();
  const report = reportOf(live.tables, live.coarse.value * 1000);
  const { session } = report;

  const download = async (as: FileKind): Promise<string | undefined> => {
    const fetched = await fetchRecord(live.session);
    if ('error' in fetched) return fetched.error;
    const kept = new Tables();
    kept.apply(fetched.record.changes);
    const day = new Date(fetched.record.now).toISOString().slice(0, 10);
    const of = reportOf(kept, fetched.record.now);
    const text = as === 'csv' ? sessionCsv(of, kept) : JSON.stringify(sessionFile(of, kept), null, 2);
    keepFile(words.fileName(day, as), text, fileTypes[as]);
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
          copyText={() => rowsText(report.people)}
          copyLabel={words.copy}
          copied={words.copied}
          notCopied={words.notCopied}
          onBack={onBack}
        />
      </header>
      <NextSession />
      <Rated report={report} />
      <section class="record-section" aria-labelledby="record-people">
        <div>
          <h2 id="record-people">{words.people}</h2>
          {report.people.length > 0 && <p class="muted small">{words.peopleText}</p>}
        </div>
        {report.people.length === 0 ? (
          <p class="muted">{words.none}</p>
        ) : (
          <PeopleTable rows={report.people} />
        )}
      </section>
      {report.rooms.length > 0 && (
        <section class="record-section" aria-labelledby="record-rooms">
          <h2 id="record-rooms">{words.rooms}</h2>
          <RoomsTable rows={report.rooms} />
        </section>
      )}
      <TaskList tasks={report.tasks} />
      <EarlierList tasks={report.earlier} />
      <section class="record-section" aria-labelledby="record-timings">
        <h2 id="record-timings">{words.timings}</h2>
        <TimingsTable rows={report.timings} />
      </section>
    </>
  );
}

function Rated({ report }: { report: SessionReport }) {
  const { heatOfRooms, heatOfPeople, criteria } = report;
  if (heatOfRooms.all.overall.count === 0) {
    return (
      <section class="record-section" aria-labelledby="record-heat">
        <h2 id="record-heat">{words.heatRooms}</h2>
        <p class="muted">{patternWords.none}</p>
      </section>
    );
  }
  return (
    <>
      <section class="record-section" aria-labelledby="record-heat">
        <div>
          <h2 id="record-heat">{words.heatRooms}</h2>
          <p class="muted small">{debriefConsoleWords.heatText}</p>
        </div>
        <HeatGrid
          name={debriefConsoleWords.heatTable}
          rowIs={debriefConsoleWords.room}
          criteria={criteria}
          all={heatOfRooms.all}
          allName={debriefConsoleWords.all}
          rows={heatOfRooms.rows.map((each) => ({
            ...each,
            id: each.of.id,
            name: debriefConsoleWords.roomNumber(each.of.number),
          }))}
        />
      </section>
      <section class="record-section" aria-labelledby="record-heat-people">
        <div>
          <h2 id="record-heat-people">{words.heatPeople}</h2>
          <p class="muted small">{words.heatPeopleText}</p>
        </div>
        <HeatGrid
          name={words.heatPeopleTable}
          rowIs={words.person}
          named
          criteria={criteria}
          all={heatOfPeople.all}
          allName={words.everybody}
          rows={heatOfPeople.rows.map((each) => ({ ...each, id: each.of.id, name: each.of.name }))}
        />
      </section>
      <section class="record-section" aria-labelledby="record-patterns">
        <h2 id="record-patterns">{words.patterns}</h2>
        <div class="session-patterns">
          <PatternChart />
        </div>
      </section>
    </>
  );
}
