// The one sentence that is being written: a new feature, or a change of one. It is sent when its author says so; until then
// it is kept in this tab, and words that the server refuses come back into the form.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { keepInSession } from '../commands/keep_in_session.ts';
import { announce } from '../design/announcer.tsx';
import { notify } from '../design/notices.tsx';
import type { Feature } from '../protocol.ts';
import { thePlaybook, theSession } from '../tables/views.ts';
import { saveWords } from '../words/commands.ts';
import { nameWords } from '../words/name.ts';

export interface FeatureDraft {
  /** 0: a new one. */
  feature: number;
  passage: number;
  text: string;
  /** Of the exemplar's clip; 0: none. */
  moment_ms: number;
}

export interface FeatureWriting {
  open: FeatureDraft | undefined;
  /** Somebody has just opened it to write, and not found it open after a reload. */
  asked(): boolean;
  error: string | undefined;
  /** A new one at this passage; what was already typed goes along. */
  begin(passage: number, moment_ms?: number): void;
  edit(feature: Feature): void;
  change(fields: Partial<FeatureDraft>): void;
  send(): boolean;
  cancel(): void;
  remove(feature: Feature): void;
}

/** Of rows that the server has not numbered yet. */
let guessed = 0;

export function useFeatureDraft(): FeatureWriting {
  const live = useLive();
  const me = live.memberId.value;
  const [keep] = useState(() => keepInSession<FeatureDraft>(`reprise.typed.${live.session}.${me}.feature`));
  const [kept, setKept] = useState<FeatureDraft | undefined>(() => keep.read());
  const asked = useRef(false);
  const there = useRef(true);
  useEffect(
    () => () => {
      there.current = false;
    },
    [],
  );
  // What was being changed may have been removed on another device; the words become a new one.
  const gone = kept && kept.feature > 0 && !live.tables.get('feature', kept.feature);
  const open = gone ? { ...kept, feature: 0 } : kept;
  const [error, setError] = useState<string | undefined>(undefined);

  const show = (draft: FeatureDraft | undefined) => {
    setKept(draft);
    setError(undefined);
    if (draft) keep.write(draft);
    else keep.clear();
  };

  const send = (): boolean => {
    if (!open) return true;
    const draft = { ...open, text: open.text.trim() };
    if (draft.text === '') {
      setError(nameWords.empty);
      return false;
    }
    const { feature, passage, text, moment_ms } = draft;
    guessed -= 1;
    const sent =
      feature > 0
        ? live.send(
            'revise_feature',
            { feature, passage, text, moment_ms },
            {
              key: `feature:${feature}`,
              guess: [{ kind: 'feature', id: feature, fields: { passage, text, moment_ms } }],
              ownRefusals: true,
            },
          )
        : live.send(
            'add_feature',
            { passage, text, moment_ms },
            {
              guess: [
                {
                  kind: 'feature',
                  id: guessed,
                  fields: {
                    id: guessed,
                    author: me,
                    passage,
                    text,
                    criterion: 0,
                    anonymous: thePlaybook(live.tables)?.anonymous_wall ?? false,
                    shown: theSession(live.tables)?.wall_shown ?? false,
                    at: live.now(),
                    moment_ms,
                  },
                },
              ],
              ownRefusals: true,
            },
          );
    show(undefined);
    void sent.settled.then((saved) => {
      if (saved || sent.state.value !== 'refused') return;
      const why = sent.problem.value?.detail ?? '';
      const free = keep.read() === undefined;
      if (free) show(draft);
      if (free && there.current) {
        setError(why);
        announce(why);
      } else {
        // Not over something that is being written meanwhile, and not where the form has gone.
        notify(saveWords.refused(why), 'bad', text);
      }
    });
    return true;
  };

  return {
    open,
    error,
    asked: () => asked.current,
    begin(passage, moment_ms = 0) {
      asked.current = true;
      if (open?.feature === 0) show({ ...open, passage, moment_ms });
      else if (send()) show({ feature: 0, passage, text: '', moment_ms });
    },
    edit(feature) {
      asked.current = true;
      if (open && open.text.trim() !== '' && !send()) return;
      show({
        feature: feature.id,
        passage: feature.passage,
        text: feature.text,
        moment_ms: feature.moment_ms,
      });
    },
    change(fields) {
      if (open) show({ ...open, ...fields });
    },
    send,
    cancel: () => show(undefined),
    remove(feature) {
      live.send(
        'remove_feature',
        { feature: feature.id },
        {
          guess: [{ kind: 'feature', id: feature.id, fields: { author: 0, shown: false, criterion: 0 } }],
        },
      );
    },
  };
}
