// The record as plain text, to be pasted into a document.
import type { Attempt, Feedback } from '../protocol.ts';
import { attemptName } from '../room/attempt_card.tsx';
import type { Tables } from '../tables/tables.ts';
import { criteriaOf, nameOf } from '../tables/views.ts';
import { ratingWords } from '../words/design.ts';
import { earlierWords } from '../words/earlier.ts';
import { feedbackWords } from '../words/feedback.ts';
import { dateOf, timeOf } from '../words/format.ts';
import { recordWords } from '../words/record.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { recordOf } from './my_record.ts';
import { earlierLines, preparedLines, taskLines } from './record_lines.ts';

/** `taken`: the action step that is taken to school. */
export function recordText(tables: Tables, member: number, taken?: Feedback): string {
  const { session, did, gave, drafts, announcements, task, earlier, prepared } = recordOf(tables, member);
  const who = (id: number): string => nameOf(tables, id, sessionWords.somebody);
  const lines: string[] = [];
  const part = (title: string, ...text: string[]) => lines.push('', title.toUpperCase(), ...text);

  const feedback = (each: Feedback): string[] => [
    `${feedbackWords.strength}: ${each.strength}`,
    `${feedbackWords.actionStep}: ${each.action_step}`,
    ...criteriaOf(tables).flatMap((criterion) => {
      const rating = each.ratings.find((one) => one.criterion === criterion.id);
      if (!rating || (rating.score === 0 && rating.evidence === '')) return [];
      const evidence = rating.evidence === '' ? '' : ` (${rating.evidence})`;
      return [`${criterion.number}. ${criterion.title}: ${ratingWords.scale[rating.score]}${evidence}`];
    }),
  ];
  const attempt = (each: Attempt, got: readonly Feedback[], watched?: string) => {
    lines.push('', `${attemptName(each)}, ${timeOf(each.shared_at)}`);
    if (each.kind === 'live') lines.push(roomWords.performedAloud);
    if (each.text) lines.push(each.text);
    if (watched) lines.push(watched);
    for (const one of got) lines.push('', feedbackWords.by(who(one.reviewer)), ...feedback(one));
  };

  lines.push(recordWords.title(who(member)));
  if (session) lines.push(session.title, `${session.npq}, ${dateOf(session.opened_at)}`);
  if (taken) part(recordWords.step, taken.action_step);
  if (task) part(recordWords.task, ...taskLines(task).map((each) => `${each.name}: ${each.text}`));
  if (earlier)
    part(earlierWords.inRecord, ...earlierLines(earlier).map((each) => `${each.name}: ${each.text}`));
  part(recordWords.did);
  if (did.length === 0) lines.push(recordWords.nothingDone);
  for (const each of did) {
    const watched = criteriaOf(tables).find((one) => one.id === each.a.watch_for);
    attempt(each.a, each.onA, watched && roomWords.watchedFor(`${watched.number}. ${watched.title}`));
    if (each.self) lines.push('', feedbackWords.own.mine, ...feedback(each.self));
    const worked = tables.get('feedback', each.a.chosen)?.action_step;
    if (worked) lines.push('', recordWords.workedOn, worked);
    if (each.a.fix) lines.push('', roomWords.fixMine, each.a.fix);
    if (each.b) attempt(each.b, each.onB);
    if (each.judgements.length > 0) lines.push('', roomWords.judgements);
    for (const one of each.judgements) {
      const why = one.why === '' ? '' : ` (${one.why})`;
      lines.push(`${who(one.judge)}: ${roomWords.verdict[one.verdict]}${why}`);
    }
  }
  part(recordWords.gave);
  if (gave.length === 0) lines.push(recordWords.gaveNone);
  for (const each of gave) {
    const about = tables.get('attempt', each.attempt);
    const what = about ? attemptName(about) : '';
    lines.push('', recordWords.gaveOn(what, who(each.receiver)), ...feedback(each));
  }
  if (prepared) {
    const lines = preparedLines(prepared, criteriaOf(tables));
    part(recordWords.prepared, ...lines.map((each) => `${each.name}: ${each.text}`));
  }
  part(
    recordWords.criteria,
    ...criteriaOf(tables).map((each) => `${each.number}. ${each.title}: ${each.looks_like}`),
  );
  if (announcements.length > 0) {
    part(
      recordWords.announcements,
      ...announcements.map(
        (each) => `${recordWords.announced(timeOf(each.at), who(each.sender))}: ${each.text}`,
      ),
    );
  }
  if (drafts.length > 0) part(recordWords.drafts, ...drafts.map((each) => each.draft));
  return `${lines.join('\n')}\n`;
}
