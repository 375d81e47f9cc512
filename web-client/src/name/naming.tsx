// The exemplar once more, with a place below every passage for what one sees in it.
import { useRef } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { Button } from '../design/button.tsx';
import '../design/card.css';
import { Icon } from '../design/icon.tsx';
import { limits } from '../protocol.ts';
import { ClipPlayer, useClip } from '../see/clip/clip.tsx';
import { Passages } from '../see/passages.tsx';
import { featuresBy } from '../tables/stage_views.ts';
import { thePlaybook, theSession } from '../tables/views.ts';
import { nameWords } from '../words/name.ts';
import { FeatureForm } from './feature_form.tsx';
import './naming.css';
import { OwnFeature } from './own_feature.tsx';
import { useFeatureDraft } from './use_feature_draft.ts';

export function Naming() {
  const live = useLive();
  const { tables } = live;
  const playbook = thePlaybook(tables);
  const session = theSession(tables);
  const writing = useFeatureDraft();
  const section = useRef<HTMLElement>(null);
  const clip = useClip(playbook?.exemplar.media);
  if (!playbook) return null;
  const mine = featuresBy(tables, live.memberId.value);
  const full = mine.length >= limits.features_per_member_max;

  /** The form is gone, and with it the focus: it goes on to the button in the form's place. */
  const backTo = (passage: number) =>
    requestAnimationFrame(() =>
      section.current?.querySelector<HTMLElement>(`[data-name-at="${passage}"] button`)?.focus(),
    );

  const below = (passage: number) => {
    const here = mine.filter((each) => each.passage === passage);
    const { open } = writing;
    return (
      <div class={`naming ${passage === 0 ? 'naming-whole' : ''}`}>
        {here.length > 0 && (
          <ul class="naming-own">
            {here.map((each) =>
              open?.feature === each.id ? (
                <li key={each.id}>
                  <FeatureForm writing={writing} onDone={() => backTo(passage)} />
                </li>
              ) : (
                <OwnFeature
                  key={each.id}
                  feature={each}
                  onEdit={() => writing.edit(each)}
                  onRemove={() => {
                    writing.remove(each);
                    backTo(passage);
                  }}
                />
              ),
            )}
          </ul>
        )}
        {open?.feature === 0 && open.passage === passage ? (
          <FeatureForm writing={writing} onDone={() => backTo(passage)} />
        ) : (
          !full && (
            <p data-name-at={passage}>
              <Button size="s" look="quiet" icon="plus" onClick={() => writing.begin(passage)}>
                {passage === 0 ? nameWords.whole : nameWords.here}
                {passage > 0 && <span class="visually-hidden"> {nameWords.inPassage(passage)}</span>}
              </Button>
            </p>
          )
        )}
      </div>
    );
  };

  return (
    <section ref={section} class="card naming-card" id="name-features" aria-labelledby="naming">
      <div class="naming-head">
        <h2 id="naming">{nameWords.exemplar}</h2>
        <p class="naming-count" role="status">
          {full ? nameWords.enough : nameWords.asked(playbook.features_asked, mine.length)}
        </p>
        <p class="naming-who">
          <Icon name={session?.wall_shown ? 'eye' : 'lock'} size={18} />
          <span>
            {session?.wall_shown ? nameWords.shownNow : nameWords.privateYet}
            {playbook.anonymous_wall && ` ${nameWords.anonymous}`}
          </span>
        </p>
      </div>
      <Passages
        exemplar={playbook.exemplar}
        below={below}
        level={3}
        clip={clip}
        player={
          clip && (
            <ClipPlayer
              clip={clip}
              onTag={full ? undefined : () => writing.begin(clip.passage, Math.max(1, clip.positionMs))}
            />
          )
        }
      />
    </section>
  );
}
