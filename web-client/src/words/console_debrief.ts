// What the console says in the debrief.
import type { SpotlightState } from '../protocol.ts';

export const debriefConsoleWords = {
  heat: 'Criteria and rooms',
  heatText:
    'The average of what reviewers gave for attempt A, from 1 (not yet) to 4 (strong), and how many ratings.',
  heatTable: 'Average ratings, room by room',
  room: 'Room',
  all: 'All rooms',
  overall: 'Overall',
  roomNumber: (number: number) => `Room ${number}`,
  none: 'no rating',
  cell: (mean: string, count: number) => `${mean} from ${count === 1 ? '1 rating' : `${count} ratings`}`,
  sortNumber: 'By room',
  sortLowest: 'Lowest first',

  steps: 'Action steps',
  attempts: 'Attempts',
  stepsNone: 'No action step has been given yet.',
  attemptsNone: 'No attempt with words has been shared yet.',
  ask: 'Ask to show',
  askFor: (what: string) => `Ask to show: ${what}`,
  to: (giver: string, receiver: string) => `${giver} → ${receiver}`,
  chosen: 'chosen by its receiver',
  closed: 'gap closed',
  partly: 'gap partly closed',
  not_yet: 'gap not closed yet',
  more: (count: number) => `Show ${count} more`,
  attempt: (second: boolean) => (second ? 'Attempt B' : 'Attempt A'),

  spotlights: 'On show',
  spotlightsText: 'Nobody else sees any of these before their owner has said yes.',
  spotlightsNone: 'Nothing has been asked for yet.',
  state: {
    asked: 'asked',
    shown: 'everybody sees it',
    declined: 'kept in the room',
    over: 'over',
  } satisfies Record<SpotlightState, string>,
  votes: (count: number) => (count === 1 ? '1 vote' : `${count} votes`),
  end: 'End',
  endFor: (name: string) => `End: ${name}`,
  takeBack: 'Take back',
  takeBackFor: (name: string) => `Take back: ${name}`,
  gaps: (count: number) => (count === 1 ? 'gap closed' : 'gaps closed'),
};
