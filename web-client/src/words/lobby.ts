import type { Stage } from '../protocol.ts';
import { people } from './format.ts';

export const lobbyWords = {
  title: (name: string) => `You are in, ${name}`,
  between: (name: string) => `The rooms are closed, ${name}`,
  text: 'Your facilitator starts the session. Until then, read the exemplar: what makes it work?',
  betweenText: 'You go back to the same room when they open again. Everything you wrote is kept.',
  place:
    'Your place is kept. You can close this page or lose the network, and come back with the same link as the same person.',
  spoken: 'You are in the lobby.',
  spokenBetween: 'The rooms are closed. You are in the main room.',
  nextTitle: 'What happens next',
  stage: {
    lobby: 'People arrive.',
    see: 'Read the exemplar together.',
    name: 'Name what makes it work, and choose your gap.',
    plan: 'Prepare your words, for yourself.',
    rehearse: 'In a room of two or three, taking turns: perform, get feedback, do it again.',
    debrief: 'Look back together at what changed.',
    commit: 'Write down what you will do at school.',
    ended: 'Your record is yours to keep.',
  } satisfies Record<Stage, string>,
  about: (length: string) => `about ${length}`,
  quiet: 'You can write your attempt instead of saying it. It counts the same.',
  peopleTitle: 'Who is here',
  count: people,
  showAll: (count: number) => `Show all ${count}`,
  yourName: 'Others see you as',
  change: 'Change',
  chooseTitle: 'Choose your room',
  chooseText: 'Your facilitator lets you choose where you go.',
  chosen: (number: number) => `You are in room ${number}`,
  goTo: (number: number) => `Go to room ${number}`,
  newRoom: 'Open a new room',
};
