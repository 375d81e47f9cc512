// What people in the fishbowl are asked and told, and what everybody else reads while they watch.
import type { Step } from '../protocol.ts';
import type { Instruction } from './room.ts';

export const fishbowlWords = {
  ask: (who: string) => `${who} asks: would your room rehearse in front of everybody?`,
  askText:
    'One turn, before all rooms go. The others watch and read what you share and what you say about it; what you only type stays yours.',
  askNo: 'If one of you would rather not, it does not happen, and nobody learns who that was.',
  yes: 'Yes, I would',
  no: 'I would rather not',
  saidYes: 'You have said yes. It can begin when everybody in your room has.',
  afterAll: 'Rather not after all',
  thanksYes: 'You have said yes. Thank you.',
  thanksNo: 'That is fine. Nobody learns that it was you.',

  watched: 'Everybody is watching your room. What you only type stays yours.',
  watchedToo: 'Everybody is watching your room. You have no part in it unless you say yes.',
  stop: 'Stop the fishbowl',
  stopTitle: 'Stop the fishbowl?',
  stopText: 'Everybody goes back to their plan. You need not say why, and nobody learns that it was you.',
  stopKeep: 'Let it go on',

  room: (number: number) => `Room ${number} in front of everybody`,
  youWatch: 'You watch',
  spoken: (number: number, title: string) => `Room ${number} rehearses in front of everybody. ${title}.`,
  rehearses: 'Who rehearses',
  listen: 'Nothing is written here: watch and listen.',
  given: (given: number, of: number) =>
    `Feedback given so far: ${given} of ${of}. It opens for everybody at once.`,
  judgements: 'How their room judges it',
  planKept: 'Your own plan is saved. You come back to it when this is over.',
};

/** What a step is to those who watch. */
export function watchingFor(step: Step, who: string, number: number): Instruction {
  switch (step) {
    case 'waiting':
      return { title: `Room ${number} is getting ready`, text: 'They begin in a moment.' };
    case 'frame':
      return {
        title: `${who} says what to watch for`,
        text: 'Watch with it in mind. Your own room rehearses soon.',
      };
    case 'attempt_a':
      return {
        title: `${who} performs attempt A`,
        text: 'Watch and listen against the criteria. Which action step would you give?',
      };
    case 'write':
      return {
        title: `Feedback is written for ${who}`,
        text: 'It is sealed until it opens for everybody. What would you write?',
      };
    case 'deliver':
      return {
        title: `${who} hears the feedback`,
        text: 'One strength and one action step from each. Compare them with yours.',
      };
    case 'commit':
      return { title: `${who} says what will change`, text: 'Attempt B is about this one thing.' };
    case 'attempt_b':
      return { title: `${who} does it again`, text: 'Watch for the one thing that changes.' };
    case 'close':
      return {
        title: `Is the gap closed for ${who}?`,
        text: 'Their room judges it. How would you?',
      };
    case 'done':
      return {
        title: `Room ${number} has shown its rehearsal`,
        text: 'Thank them. You go on with your plan when your facilitator ends this.',
      };
  }
}
