// What the console says of the fishbowl.
import { listOf } from './format.ts';

export const fishbowlConsoleWords = {
  title: 'Fishbowl',
  text: 'One room may rehearse a turn in front of everybody, before all rooms go. Its people are asked first and may say no; it takes nobody’s turn away.',
  noRooms: 'Nobody has a room yet.',
  place: 'Give everybody their room',
  placeMore: (count: number) =>
    count === 1 ? 'Give a room to the one who has none' : `Give rooms to the ${count} who have none`,
  placeText: 'By the rule of this session. The rooms stay closed.',
  room: 'Room to ask',
  option: (number: number, names: readonly string[]) => `Room ${number}: ${listOf(names)}`,
  ask: 'Ask this room',
  none: 'There is no room that can be asked: it takes two people who are here, before the turns of their room.',
  declined: (numbers: readonly string[]) =>
    numbers.length === 1
      ? `Room ${numbers[0]} would rather rehearse among itself.`
      : `Rooms ${listOf(numbers)} would rather rehearse among themselves.`,
  asked: (number: number, names: readonly string[]) => `Room ${number} has been asked: ${listOf(names)}.`,
  saidYes: (count: number, of: number) => `${count} of ${of} have said yes`,
  waiting: 'It can begin when all of them who are here have said yes. Who has not is theirs to know.',
  begin: 'Begin in front of everybody',
  takeBack: 'Take the question back',
  watched: (number: number) => `Everybody watches room ${number}`,
  performs: (name: string) => `${name} performs`,
  look: 'Look inside',
  end: 'End the fishbowl',
  endText:
    'What was sealed is delivered, and everybody goes back to their plan. Going on to the next stage ends it, too.',
};
