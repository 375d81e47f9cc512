import { people } from './format.ts';

export const lobbyWords = {
  title: (name: string) => `You are in, ${name}`,
  between: (name: string) => `The rooms are closed, ${name}`,
  text: 'Your facilitator starts the rehearsal. Until then, read the exemplar: what makes it work?',
  betweenText: 'You go back to the same room when they open again. Everything you wrote is kept.',
  place:
    'Your place is kept. You can close this page or lose the network, and come back with the same link as the same person.',
  spoken: 'You are in the lobby.',
  spokenBetween: 'The rooms are closed. You are in the main room.',
  nextTitle: 'What happens next',
  next: [
    { name: 'Read', text: 'The exemplar and the criteria, here and now.' },
    { name: 'Rehearse', text: 'In a room of two or three, taking turns. Everybody performs once.' },
    { name: 'Feedback', text: 'One strength, one action step, from everybody who watched.' },
    { name: 'Do it again', text: 'The same moment, with one thing changed.' },
  ],
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
