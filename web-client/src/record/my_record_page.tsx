// A participant's record: the step they take with them, what they did with the feedback it got, what they gave, and the
// criteria and announcements it all hung on.
import { useLive } from '../app/live.ts';
import { ScreenTitle } from '../app/screen_title.tsx';
import '../design/card.css';
import { Paragraphs } from '../design/text.tsx';
import { CriteriaList } from '../playbook/criteria.tsx';
import type { Attempt, Feedback, Member } from '../protocol.ts';
import { attemptName } from '../room/attempt_card.tsx';
import { FixShown } from '../room/fix.tsx';
import { Judgements } from '../room/judge.tsx';
import { Tables } from '../tables/tables.ts';
import { criteriaOf, nameOf } from '../tables/views.ts';
import { feedbackWords } from '../words/feedback.ts';
import { timeOf } from '../words/format.ts';
import { recordWords } from '../words/record.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { fetchRecord } from './fetch_record.ts';
import { fileNameOf, fileTypes, keepFile } from './keep_file.ts';
import { type FileKind, Keeping } from './keeping.tsx';
import { LateFeedback } from './late_feedback.tsx';
import { type Did, recordOf } from './my_record.ts';
import { RecordAbout } from './record_about.tsx';
import { RecordEarlier, RecordPrepared, RecordTask } from './record_commitment.tsx';
import { recordCsv } from './record_csv.ts';
import { recordFile } from './record_file.ts';
import { RecordAttempt, RecordFeedback } from './record_parts.tsx';
import { recordText } from './record_text.ts';
import { stepsFor, takenStep } from './taken_step.ts';

export function MyRecordPage({ me, onBack }: { me: Member; onBack?: (() => void) | undefined }) {
  const live = useLive();
  const { tables } = live;
  const record = recordOf(tables, me.id);
  const ended = record.session?.now === 'ended';
  const taken = takenStep(live.session, stepsFor(tables, me.id));

  const download = async (as: FileKind): Promise<string | undefined> => {
    const fetched = await fetchRecord(live.session);
    if ('error' in fetched) return fetched.error;
    const kept = new Tables();
    kept.apply(fetched.record.changes);
    const day = new Date(fetched.record.now).toISOString().slice(0, 10);
    const { member } = fetched.record;
    const text = as === 'csv' ? recordCsv(kept, member) : JSON.stringify(recordFile(kept, member), null, 2);
    keepFile(recordWords.fileName(fileNameOf(me.name), day, as), text, fileTypes[as]);
    return undefined;
  };

  return (
    <>
      <header class="record-head">
        <p class="eyebrow">{record.session?.npq}</p>
        <ScreenTitle
          place="record"
          spoken={recordWords.spoken}
          title={record.session?.title ?? recordWords.spoken}
        >
          {recordWords.title(me.name)}
        </ScreenTitle>
        <p class="record-session">{record.session?.title}</p>
        <p class="muted record-text">
          {ended && `${recordWords.ended} `}
          {recordWords.text}
        </p>
        <RecordAbout member={me} />
        <Keeping
          onDownload={download}
          copyText={() => recordText(tables, me.id, taken)}
          copyLabel={recordWords.copy}
          copied={recordWords.copied}
          notCopied={recordWords.notCopied}
          onBack={onBack}
        />
      </header>

      {ended && <LateFeedback />}

      {taken && (
        <section class="record-step" aria-labelledby="record-step">
          <h2 id="record-step" class="eyebrow">
            {recordWords.step}
          </h2>
          <Paragraphs text={taken.action_step} />
          <p class="small muted">{roomWords.from(nameOf(tables, taken.reviewer, sessionWords.somebody))}</p>
        </section>
      )}

      {record.task && <RecordTask task={record.task} />}
      {record.earlier && <RecordEarlier task={record.earlier} />}

      <section class="record-section" aria-labelledby="record-did">
        <h2 id="record-did">{recordWords.did}</h2>
        {record.did.length === 0 && <p class="muted">{recordWords.nothingDone}</p>}
        {record.did.map((each) => (
          <Round key={each.a.id} of={each} named={record.did.length > 1} />
        ))}
        {record.withdrawn.map((each) => (
          <div key={each.id} class="stack-s">
            <RecordAttempt attempt={each} aside={<span class="small">{recordWords.withdrawn}</span>} />
            <p class="small muted">{recordWords.withdrawnText}</p>
          </div>
        ))}
      </section>

      <section class="record-section" aria-labelledby="record-gave">
        <h2 id="record-gave">{recordWords.gave}</h2>
        {record.gave.length === 0 && <p class="muted">{recordWords.gaveNone}</p>}
        {record.gave.length > 0 && (
          <div class="record-feedback">
            {record.gave.map((each) => {
              const about = tables.get('attempt', each.attempt);
              const name = nameOf(tables, each.receiver, sessionWords.somebody);
              return (
                <RecordFeedback
                  key={each.id}
                  feedback={each}
                  person={{ id: each.receiver, name }}
                  heading={recordWords.gaveOn(about ? attemptName(about) : '', name)}
                  level={3}
                />
              );
            })}
          </div>
        )}
      </section>

      {record.drafts.length > 0 && (
        <section class="record-section" aria-labelledby="record-drafts">
          <div>
            <h2 id="record-drafts">{recordWords.drafts}</h2>
            <p class="muted small">{recordWords.draftsText}</p>
          </div>
          {record.drafts.map((each) => (
            <article key={each.id} class="card stack-s">
              <h3 class="record-small-title">
                {each.answers ? recordWords.draftOf.b : recordWords.draftOf.a}
              </h3>
              <div class="attempt-text">
                <Paragraphs text={each.draft} />
              </div>
            </article>
          ))}
        </section>
      )}

      {record.prepared && <RecordPrepared prepared={record.prepared} />}

      <section class="record-section" aria-labelledby="record-criteria">
        <h2 id="record-criteria">{recordWords.criteria}</h2>
        <div class="record-criteria">
          <CriteriaList criteria={criteriaOf(tables)} />
        </div>
      </section>

      {record.announcements.length > 0 && (
        <section class="record-section" aria-labelledby="record-announcements">
          <h2 id="record-announcements">{recordWords.announcements}</h2>
          <ul class="record-announcements">
            {record.announcements.map((each) => (
              <li key={each.id}>
                <span class="small muted tabular">
                  {recordWords.announced(
                    timeOf(each.at),
                    nameOf(tables, each.sender, sessionWords.role.facilitator),
                  )}
                </span>
                <span>{each.text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Round({ of, named }: { of: Did; named: boolean }) {
  const { tables } = useLive();
  const watched = tables.get('criterion', of.a.watch_for);
  const worked = Boolean(tables.get('feedback', of.a.chosen)?.action_step);
  return (
    <div class="record-thread">
      {named && of.a.slot > 0 && <p class="eyebrow">{recordWords.round(of.a.slot)}</p>}
      <RecordAttempt attempt={of.a} />
      {watched && <p class="small muted">{roomWords.watchedFor(`${watched.number}. ${watched.title}`)}</p>}
      <Got on={of.a} all={of.onA} />
      {of.self && (
        <RecordFeedback
          feedback={of.self}
          person={{ id: of.self.reviewer, name: nameOf(tables, of.self.reviewer, sessionWords.somebody) }}
          heading={feedbackWords.own.mine}
          level={4}
        />
      )}
      {(of.a.fix !== '' || worked) && <FixShown a={of.a} />}
      {of.b && (
        <>
          <RecordAttempt attempt={of.b} />
          {of.onB.length > 0 && <Got on={of.b} all={of.onB} />}
        </>
      )}
      <Judgements a={of.a} level={3} />
    </div>
  );
}

function Got({ on, all }: { on: Attempt; all: readonly Feedback[] }) {
  const { tables } = useLive();
  return (
    <section class="record-got" aria-label={recordWords.gotOn(attemptName(on), timeOf(on.shared_at))}>
      {all.length === 0 ? (
        <p class="muted small">{recordWords.gotNone}</p>
      ) : (
        <div class="record-feedback">
          {all.map((each) => {
            const name = nameOf(tables, each.reviewer, sessionWords.somebody);
            return (
              <RecordFeedback
                key={each.id}
                feedback={each}
                person={{ id: each.reviewer, name }}
                heading={roomWords.from(name)}
                level={4}
              />
            );
          })}
        </div>
      )}
    </section>
  );
}
