// What the chart of ratings says, on the console and in a participant's debrief.
export const patternWords = {
  none: 'No feedback has been delivered yet.',
  first: 'Attempt A',
  second: 'Attempt B',
};
