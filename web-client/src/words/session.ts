import type { Role, Stage } from '../protocol.ts';

export const sessionWords = {
  stages: 'Stages of the session',
  stage: {
    lobby: 'Lobby',
    see: 'See',
    name: 'Name',
    plan: 'Plan',
    rehearse: 'Rehearse',
    debrief: 'Debrief',
    commit: 'Commit',
    ended: 'Record',
  } satisfies Record<Stage, string>,
  role: {
    facilitator: 'Facilitator',
    co_facilitator: 'Co-facilitator',
    participant: 'Participant',
    observer: 'Observer',
  } satisfies Record<Role, string>,
  you: 'you',
  optionsFor: 'Options for',
  somebody: 'Somebody',
  myRecord: 'My record',
  backToNow: 'Back to now',
  changeName: 'Change name',
  leave: 'Leave the session',
  rename: {
    title: (name?: string) => (name ? `Change the name of ${name}` : 'Change your name'),
    label: 'Name',
    save: 'Save name',
    none: 'Type a name.',
  },
  leaving: {
    title: 'Leave the session?',
    text: 'Your room goes on without you, and feedback that you were asked for goes to somebody else. What you made is kept. If you only need a break, stay: your place is kept while you are away.',
    leave: 'Leave',
    stay: 'Stay',
  },
};
