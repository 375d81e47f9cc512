// Which rooms need somebody, the most pressing first, each with the one thing that helps; and who asked for help. Each
// line leads to its room.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { announce } from '../design/announcer.tsx';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { leads, nameOf } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { lasting } from '../words/format.ts';
import { sessionWords } from '../words/session.ts';
import { type RoomOverview, ranked } from './overview.ts';
import { RemedyButton, type RemedyDialog, RemedyDialogs } from './remedy.tsx';

export function AttentionList({
  all,
  onLook,
}: {
  all: readonly RoomOverview[];
  onLook: (room: number) => void;
}) {
  const live = useLive();
  const may = leads(live.me.value);
  const [dialog, setDialog] = useState<RemedyDialog | undefined>(undefined);
  const now = live.coarse.value * 1000;
  const list = ranked(all, now);
  return (
    <section class="card card-tight" aria-labelledby="attention">
      <div class="card-head">
        <h2 id="attention" class="rail-title">
          {consoleWords.attention}
        </h2>
        {list.length > 0 && <Badge tone={list[0]?.first.urgent ? 'bad' : 'warn'}>{list.length}</Badge>}
      </div>
      {list.length === 0 ? (
        <p class="note note-good">
          <Icon name="check" />
          <span>{consoleWords.allWell}</span>
        </p>
      ) : (
        <ol class="attention">
          {list.map(({ of, first }) => (
            <li key={of.room.id} class={`attention-row ${first.urgent ? 'attention-urgent' : ''}`}>
              <button type="button" class="attention-look" onClick={() => onLook(of.room.id)}>
                <span class="attention-room">{consoleWords.room(of.room.number)}</span>
                <span class="attention-since tabular">{lasting(now - first.since)}</span>
                <span class="attention-why">{consoleWords.reasons[first.reason]}</span>
              </button>
              {may && <RemedyButton of={of} what={first} onLook={onLook} onOpen={setDialog} />}
            </li>
          ))}
        </ol>
      )}
      {dialog && <RemedyDialogs dialog={dialog} onClose={() => setDialog(undefined)} />}
    </section>
  );
}

export function HelpQueue({ onLook }: { onLook: (room: number) => void }) {
  const live = useLive();
  const { tables } = live;
  const may = leads(live.me.value);
  const now = live.coarse.value * 1000;
  const waiting = tables
    .all('help_request')
    .filter((each) => each.state === 'waiting')
    .sort((one, other) => one.asked_at - other.asked_at);
  const known = useRef<Set<number> | undefined>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(waiting.map((each) => each.id));
    const fresh = before ? waiting.filter((each) => !before.has(each.id)) : [];
    for (const each of fresh) {
      const room = tables.get('room', each.room);
      announce(
        `${nameOf(tables, each.asker)}, ${room ? consoleWords.room(room.number) : ''}: ${consoleWords.reasons.help}`,
      );
    }
  });
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
          {waiting.map((each) => {
            const name = nameOf(tables, each.asker, sessionWords.somebody);
            const room = tables.get('room', each.room);
            return (
              <li key={each.id}>
                <p>
                  <strong>{name}</strong>{' '}
                  <span class="muted small">
                    {room && `${consoleWords.room(room.number)} · `}
                    {lasting(now - each.asked_at)}
                  </span>
                </p>
                {each.text && <q class="console-reason">{each.text}</q>}
                <div class="row">
                  {room && (
                    <Button size="s" icon="eye" onClick={() => onLook(room.id)}>
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
                          { request: each.id },
                          { guess: [{ kind: 'help_request', id: each.id, fields: { state: 'closed' } }] },
                        )
                      }
                    >
                      {consoleWords.answered}
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
