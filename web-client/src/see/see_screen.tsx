// See: everybody reads the exemplar, at their own pace or where whoever leads brings them.
import { useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import '../app/page.css';
import '../design/card.css';
import { Disclosure } from '../design/disclosure.tsx';
import { CriteriaList } from '../playbook/criteria.tsx';
import { Announcements } from '../room/banners.tsx';
import { criteriaOf, thePlaybook, theSession } from '../tables/views.ts';
import { playbookWords } from '../words/playbook.ts';
import { seeWords } from '../words/see.ts';
import { useBroughtTo } from './brought.ts';
import { ClipPlayer, useClip } from './clip/clip.tsx';
import { Passages } from './passages.tsx';
import './see.css';
import { StageBand } from './stage_band.tsx';

/** Beside the text they are in nobody's way; above it, on a phone, they are. */
const roomBeside = (): boolean => globalThis.matchMedia?.('(min-width: 64rem)').matches ?? true;

export function SeeScreen() {
  const { tables } = useLive();
  const playbook = thePlaybook(tables);
  const passage = theSession(tables)?.passage ?? 0;
  const [open] = useState(roomBeside);
  useBroughtTo(passage);
  const clip = useClip(playbook?.exemplar.media);
  const own = clip ? seeWords.ownClip : seeWords.own;
  return (
    <main id="main" tabIndex={-1} class="page see-page">
      <StageBand
        stage="see"
        title={clip ? seeWords.titleOf[clip.media.kind] : seeWords.title}
        text={passage > 0 ? seeWords.brought(passage) : own}
        spoken={seeWords.spoken(passage)}
      />
      <div class="page-split see-split">
        <div class="page-rail see-rail">
          <Announcements room={0} />
          <Disclosure title={playbookWords.criteria} icon="list" open={open}>
            <CriteriaList criteria={criteriaOf(tables)} />
          </Disclosure>
        </div>
        <section class="card see-exemplar" aria-label={playbookWords.exemplar}>
          {playbook && (
            <Passages
              exemplar={playbook.exemplar}
              brought={passage}
              clip={clip}
              player={clip && <ClipPlayer clip={clip} />}
            />
          )}
        </section>
      </div>
    </main>
  );
}
