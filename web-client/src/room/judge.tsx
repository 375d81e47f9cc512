// The close of a turn: has attempt B closed the gap? Everybody says so in one word, and why if they like.
import { useLive } from '../app/live.ts';
import { SaveState } from '../commands/save_state.tsx';
import { useDraft } from '../commands/use_draft.ts';
import { Badge, type Tone } from '../design/badge.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import { TextArea } from '../design/field.tsx';
import { type Attempt, type GapVerdict, type Judgement, limits } from '../protocol.ts';
import { judgementsOn, nameOf } from '../tables/views.ts';
import { roomWords } from '../words/room.ts';
import { sessionWords } from '../words/session.ts';
import { Choices } from './choices.tsx';
import { sameText } from './same_text.ts';
import './steps.css';
import { useSaveBeforeEnd } from './use_save_before_end.ts';

const verdicts: readonly GapVerdict[] = ['closed', 'partly', 'not_yet'];
const tones: Record<GapVerdict, Tone> = { closed: 'good', partly: 'warn', not_yet: 'plain' };

export function Judge({ a }: { a: Attempt }) {
  const live = useLive();
  const me = live.memberId.value;
  const mine = judgementsOn(live.tables, a.id).find((each) => each.judge === me);
  const judge = (verdict: GapVerdict) => {
    const why = mine?.why ?? '';
    const fields = { attempt: a.id, judge: me, performer: a.author, verdict, why };
    const id = mine?.id ?? -a.id;
    live.send(
      'judge_gap',
      { attempt: a.id, verdict, why },
      {
        key: `judge:${a.id}`,
        guess: [{ kind: 'judgement', id, fields: mine ? { verdict } : { ...fields, id, at: live.now() } }],
      },
    );
  };
  return (
    <section class="card card-raised stack" aria-label={roomWords.judge}>
      <Choices
        legend={roomWords.judge}
        options={verdicts.map((each) => ({ value: each, label: roomWords.verdict[each] }))}
        value={mine?.verdict}
        onValue={judge}
        inRow
      />
      {mine ? <Why a={a} mine={mine} /> : <p class="small muted">{roomWords.judgeHint}</p>}
    </section>
  );
}

/** When the turn is over: who had no time to judge still can, and who has can think again, until the round is over. */
export function JudgeLater({ a }: { a: Attempt }) {
  const live = useLive();
  if (!a.feedback_open) return null;
  const done = judgementsOn(live.tables, a.id).some((each) => each.judge === live.memberId.value);
  return (
    <Disclosure icon="pen" title={done ? roomWords.judgeAgain : roomWords.judgeLater}>
      <Judge a={a} />
    </Disclosure>
  );
}

function Why({ a, mine }: { a: Attempt; mine: Judgement }) {
  const live = useLive();
  const draft = useDraft<string>({
    place: `why:${a.id}`,
    onServer: mine.why,
    same: sameText,
    about: a.id,
    save: (text) =>
      live.send(
        'judge_gap',
        { attempt: a.id, verdict: mine.verdict, why: text.trim() },
        {
          key: `why:${a.id}`,
          ownRefusals: true,
          guess: [{ kind: 'judgement', id: mine.id, fields: { why: text.trim() } }],
        },
      ),
  });
  useSaveBeforeEnd(draft.autosave);
  return (
    <TextArea
      label={roomWords.judgeWhy}
      hint={roomWords.judgeWhyHint}
      aside={<SaveState of={draft.autosave} />}
      value={draft.value}
      onValue={draft.set}
      max={limits.sentence_chars_max}
      rows={2}
    />
  );
}

export interface JudgementsProps {
  a: Attempt;
  level?: 2 | 3;
  title?: string;
}

export function Judgements({ a, level = 2, title = roomWords.judgements }: JudgementsProps) {
  const live = useLive();
  const { tables } = live;
  const all = judgementsOn(tables, a.id);
  const Heading = level === 2 ? 'h2' : 'h3';
  if (all.length === 0) return null;
  return (
    <section class="stack-s" aria-label={title}>
      <Heading class="rail-title">{title}</Heading>
      <ul class="judgements">
        {all.map((each) => (
          <li key={each.judge}>
            <span class="judgement-who">
              {nameOf(tables, each.judge, sessionWords.somebody)}
              {each.judge === live.memberId.value && ` (${sessionWords.you})`}
            </span>
            <Badge tone={tones[each.verdict]}>{roomWords.verdict[each.verdict]}</Badge>
            {each.why && <span class="judgement-why">{each.why}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
