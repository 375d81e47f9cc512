// Which rooms need somebody, the most pressing first, each with the one thing that helps; and who asked for help. Each
// line leads to its room.
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { tell } from '../design/notices.tsx';
import { useSteady } from '../tables/steady.ts';
import type { Tables } from '../tables/tables.ts';
import { leads, nameOf } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { lasting } from '../words/format.ts';
import { sessionWords } from '../words/session.ts';
import { type RoomOverview, ranked } from './overview.ts';
import { RemedyButton, type RemedyDialog, RemedyDialogs } from './remedy.tsx';
import type { RoomWatch } from './room_watch.ts';

// So many are what one person can go to soon; whoever asked for help has a place on the screen below them, too.
const shownAtFirst = 8;

export function AttentionList({ watch, onLook }: { watch: RoomWatch; onLook: (room: number) => void }) {
  const live = useLive();
  const may = leads(live.me.value);
  const [dialog, setDialog] = useState<RemedyDialog | undefined>(undefined);
  const [whole, setWhole] = useState(false);
  const { list, urgent } = useSteady(() => {
    const all = ranked(watch.all.value, live.coarse.value * 1000);
    return { list: all.map(({ of }) => of.room.id), urgent: all[0]?.first.urgent };
  }, [watch, live]);
  return (
    <section class="card card-tight" aria-labelledby="attention">
      <div class="card-head">
        <h2 id="attention" class="rail-title">
          {consoleWords.attention}
        </h2>
        {list.length > 0 && <Badge tone={urgent ? 'bad' : 'warn'}>{list.length}</Badge>}
      </div>
      {list.length === 0 ? (
        <p class="note note-good">
          <Icon name="check" />
          <span>{consoleWords.allWell}</span>
        </p>
      ) : (
        <ol class="attention">
          {(whole ? list : list.slice(0, shownAtFirst)).map((each) => (
            <AttentionRow
              key={each}
              overview={watch.room(each)}
              may={may}
              onLook={onLook}
              onOpen={setDialog}
            />
          ))}
        </ol>
      )}
      {list.length > shownAtFirst && (
        <Button size="s" look="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? consoleWords.attentionFirst : consoleWords.attentionMore(list.length - shownAtFirst)}
        </Button>
      )}
      {dialog && <RemedyDialogs dialog={dialog} onClose={() => setDialog(undefined)} />}
    </section>
  );
}

interface AttentionRowProps {
  overview: ReadonlySignal<RoomOverview | undefined>;
  may: boolean;
  onLook: (room: number) => void;
  onOpen: (dialog: RemedyDialog) => void;
}

function AttentionRow({ overview, may, onLook, onOpen }: AttentionRowProps) {
  const now = useLive().coarse.value * 1000;
  const of = overview.value;
  const first = of?.attention[0];
  if (!of || !first) return null;
  return (
    <li class={`attention-row ${first.urgent ? 'attention-urgent' : ''}`}>
      <button type="button" class="attention-look" onClick={() => onLook(of.room.id)}>
        <span class="attention-room">{consoleWords.room(of.room.number)}</span>
        <span class="attention-since tabular">{lasting(now - first.since)}</span>
        <span class="attention-why">{consoleWords.reasons[first.reason]}</span>
      </button>
      {may && <RemedyButton of={of} what={first} onLook={onLook} onOpen={onOpen} />}
    </li>
  );
}

export function HelpQueue({ onLook }: { onLook: (room: number) => void }) {
  const live = useLive();
  const { tables } = live;
  const may = leads(live.me.value);
  const waiting = useSteady(
    () =>
      tables
        .all('help_request')
        .filter((each) => each.state === 'waiting')
        .sort((one, other) => one.asked_at - other.asked_at)
        .map((each) => each.id),
    [tables],
  );
  const known = useRef<Set<number> | undefined>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(waiting);
    const fresh = before ? waiting.filter((each) => !before.has(each)) : [];
    for (const id of fresh) {
      const { name, number } = helpOf(tables, id);
      tell(`${name}, ${number === undefined ? '' : consoleWords.room(number)}: ${consoleWords.reasons.help}`);
    }
  }, [waiting]);
  return (
    <section class="card card-tight" aria-labelledby="help-queue">
      <div class="card-head">
        <h2 id="help-queue" class="rail-title">
          {consoleWords.help}
        </h2>
        {waiting.length > 0 && <Badge tone="bad">{waiting.length}</Badge>}
      </div>
      {waiting.length === 0 ? (
        <p class="muted small">{consoleWords.noHelp}</p>
      ) : (
        <ol class="help-queue">
          {waiting.map((each) => (
            <HelpRow key={each} id={each} may={may} onLook={onLook} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** The room's number, if it is still there. */
function helpOf(tables: Tables, id: number) {
  const request = tables.get('help_request', id);
  const name = nameOf(tables, request?.asker ?? 0, sessionWords.somebody);
  return { request, name, number: tables.get('room', request?.room ?? 0)?.number };
}

function HelpRow({ id, may, onLook }: { id: number; may: boolean; onLook: (room: number) => void }) {
  const live = useLive();
  const now = live.coarse.value * 1000;
  const { request, name, number } = useSteady(() => helpOf(live.tables, id), [live, id]);
  if (!request) return null;
  return (
    <li>
      <p>
        <strong>{name}</strong>{' '}
        <span class="muted small">
          {number !== undefined && `${consoleWords.room(number)} · `}
          {lasting(now - request.asked_at)}
        </span>
      </p>
      {request.text && <q class="console-reason">{request.text}</q>}
      <div class="row">
        {number !== undefined && (
          <Button size="s" icon="eye" onClick={() => onLook(request.room)}>
            {consoleWords.look}
          </Button>
        )}
        {may && (
          <Button
            size="s"
            look="quiet"
            icon="check"
            aria-label={consoleWords.answeredFor(name)}
            onClick={() =>
              live.send(
                'close_help',
                { request: request.id },
                { guess: [{ kind: 'help_request', id: request.id, fields: { state: 'closed' } }] },
              )
            }
          >
            {consoleWords.answered}
          </Button>
        )}
      </div>
    </li>
  );
}
