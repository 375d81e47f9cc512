// What somebody changes in a playbook, kept in this tab until it is saved or given up: Back and a reload lose nothing.
import { useEffect, useRef, useState } from 'preact/hooks';
import { keepInSession } from '../commands/keep_in_session.ts';
import type { PlaybookDocumentBody } from '../protocol.ts';
import { type Draft, draftOf } from './draft.ts';

interface Changes {
  draft: Draft;
  /** The name to save it under; nothing while nobody has typed one. */
  name?: string | undefined;
}

interface Kept extends Changes {
  /** As it was: one from a file is nowhere else. */
  document: PlaybookDocumentBody;
}

const keepOf = (key: string) => keepInSession<Kept>(`reprise.playbook_draft.${key}`);

const sameParts = (one: object, other: object): boolean =>
  Object.keys(one).sort().join() === Object.keys(other).sort().join();

/** Of the playbook of this name; of "", of one from a file. */
export function keptDraft(key: string): Kept | undefined {
  const kept = keepOf(key).read();
  if (!kept?.document || !kept.draft) return undefined;
  // An older version of this page may have left it.
  const now = draftOf(kept.document);
  return sameParts(kept.draft, now) && sameParts(kept.draft.playbook, now.playbook) ? kept : undefined;
}

export const dropDraft = (key: string): void => keepOf(key).clear();

export interface KeptDraft extends Changes {
  /** It goes on from what an earlier visit has left. */
  restored: boolean;
  /** There is something that would be lost. */
  changed: boolean;
  change: (to: (now: Changes) => Changes) => void;
  /** It is saved, or not wanted: as the playbook is. */
  drop: () => void;
}

export function useKeptDraft(document: PlaybookDocumentBody): KeptDraft {
  const [before] = useState(() => keptDraft(document.key));
  const [unchanged] = useState<Changes>(() => ({ draft: draftOf(document) }));
  const [changes, setChanges] = useState<Changes>(before ?? unchanged);
  const newest = useRef(changes);
  const isChanged = changes !== unchanged;

  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      event.returnValue = true; // what older browsers look at
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isChanged]);

  const become = (to: Changes) => {
    newest.current = to;
    setChanges(to);
  };
  return {
    ...changes,
    restored: before !== undefined && isChanged,
    changed: isChanged,
    change: (to) => {
      become(to(newest.current));
      keepOf(document.key).write({ document, ...newest.current });
    },
    drop: () => {
      become(unchanged);
      dropDraft(document.key);
    },
  };
}
