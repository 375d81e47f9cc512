import type { MediaKind } from '../protocol.ts';
import { playbookWords } from './playbook.ts';

export const seeWords = {
  title: 'Read the exemplar',
  titleOf: { audio: 'Listen to the exemplar', video: 'Watch the exemplar' } satisfies Record<
    MediaKind,
    string
  >,
  next: (stage: string) => `Then: ${stage}`,
  own: 'At your own pace. Read it as if you were in the room: what do they do, and what does it make possible?',
  ownClip: 'Be in the room: what do they do, and what does it make possible? The transcript goes along.',
  brought: (passage: number) =>
    `Your facilitator takes everybody through it. You are all at passage ${passage}.`,
  ownAgain: 'Read on at your own pace.',
  spoken: (passage: number) => (passage > 0 ? `${playbookWords.passage(passage)}.` : ''),
  here: 'Everybody is here',
  context: 'What came before',
};
