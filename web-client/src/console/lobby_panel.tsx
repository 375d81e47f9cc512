// Before the rooms open: who has come, and by which rule they will be placed.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { PersonRow } from '../design/people.tsx';
import { leads, participants, thePlaybook, theSession } from '../tables/views.ts';
import { consoleWords } from '../words/console.ts';
import { timingWords } from '../words/console_plan.ts';
import { lengthOfTime, people } from '../words/format.ts';
import { sessionWords } from '../words/session.ts';
import { EarlierTasks } from './earlier_tasks.tsx';
import { joinLink } from './join_screen.tsx';
import { PlacementDialog } from './placement_dialog.tsx';
import { PlanDialog } from './plan_dialog.tsx';
import { QrPicture } from './qr_picture.tsx';
import { plannedSeconds } from './rounds.ts';

/** Up to so many, whoever leads may still be telling people how to get in. */
const fewPeople = 12;

export function LobbyPanel() {
  const live = useLive();
  const { tables } = live;
  const may = leads(live.me.value);
  const all = participants(tables);
  const rule = tables.only('placement');
  const playbook = thePlaybook(tables);
  const session = theSession(tables);
  const [placing, setPlacing] = useState(false);
  const [planning, setPlanning] = useState(false);
  return (
    <div class="console-split console-split-lobby">
      <div class="console-rail">
        <EarlierTasks />
        <section class="card" aria-labelledby="arrived">
          <div class="card-head">
            <h2 id="arrived">{consoleWords.people}</h2>
            <span class="muted tabular">{people(all.length)}</span>
          </div>
          {all.length === 0 ? (
            <p class="note">
              <Icon name="people" />
              <span>{consoleWords.noPeople}</span>
            </p>
          ) : (
            <ul class="console-arrived">
              {all.map((each) => (
                <li key={each.id}>
                  <PersonRow member={each} />
                </li>
              ))}
            </ul>
          )}
        </section>
        {session && !session.locked && all.length <= fewPeople && <HowToJoin code={session.join_code} />}
      </div>
      <div class="console-rail">
        {rule && (
          <section class="card card-tight stack-s" aria-labelledby="placement">
            <h2 id="placement" class="rail-title">
              {consoleWords.placementTitle}
            </h2>
            <p>
              <strong>
                {consoleWords.placementNow(
                  consoleWords.mode[rule.mode],
                  consoleWords.sizes[rule.room_size] ?? '',
                )}
              </strong>
            </p>
            <p class="small muted">{consoleWords.modeText[rule.mode]}</p>
            {may && (
              <div>
                <Button size="s" icon="swap" onClick={() => setPlacing(true)}>
                  {consoleWords.change}
                </Button>
              </div>
            )}
          </section>
        )}
        {playbook && (
          <section class="card card-tight stack-s" aria-labelledby="plan">
            <h2 id="plan" class="rail-title">
              {playbook.title}
            </h2>
            <p class="small muted">{playbook.purpose}</p>
            <ul class="console-plan">
              {playbook.stages.map((each) => (
                <li key={each.stage}>
                  <span class="grow">{sessionWords.stage[each.stage]}</span>
                  <span class="tabular">
                    {plannedSeconds(playbook, each.stage) > 0 &&
                      lengthOfTime(plannedSeconds(playbook, each.stage))}
                  </span>
                </li>
              ))}
            </ul>
            <p class="small muted">
              {timingWords.paces[playbook.pace]} · {timingWords.slotsOf(playbook.slots)}
            </p>
            {may && (
              <div>
                <Button size="s" icon="clock" onClick={() => setPlanning(true)}>
                  {timingWords.change}
                </Button>
              </div>
            )}
          </section>
        )}
      </div>
      {placing && <PlacementDialog onClose={() => setPlacing(false)} />}
      {planning && <PlanDialog onClose={() => setPlanning(false)} />}
    </div>
  );
}

function HowToJoin({ code }: { code: string }) {
  const words = consoleWords.howToJoin;
  return (
    <section class="card how-to-join-card" aria-labelledby="how-to-join">
      <div class="card-head">
        <h2 id="how-to-join">{words.title}</h2>
      </div>
      <div class="how-to-join">
        <ol>
          <li>
            <span class="criterion-number">1</span>
            <span>
              {words.open} <strong>{location.host}</strong>
            </span>
          </li>
          <li>
            <span class="criterion-number">2</span>
            <span>
              {words.code} <strong>{code}</strong>
            </span>
          </li>
          <li>
            <span class="criterion-number">3</span>
            <span>{words.name}</span>
          </li>
        </ol>
        <div>
          <QrPicture text={joinLink(code)} label={consoleWords.qr} />
          <p class="small muted">{consoleWords.orScan}</p>
        </div>
      </div>
    </section>
  );
}
