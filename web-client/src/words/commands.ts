export const saveWords = {
  saving: 'Saving…',
  saved: 'Saved',
  notGiven: 'Not given yet',
  offline: 'Not saved yet – reconnecting',
  held: 'Not saved yet – kept here, sent by itself',
  refused: (detail: string) => `Not saved. ${detail}`,
};

/** What the page itself says no to. */
export const refusedHere = {
  tooLarge: {
    title: 'The message is too large',
    detail: 'This is more than can be sent at once. Shorten it and try again; nothing has been sent.',
  },
  offline: {
    title: 'You are offline',
    detail: 'You are offline just now, so this was not done. Try again when you are connected.',
  },
  unanswered: {
    title: 'The connection was lost',
    detail:
      'The connection was lost before what you pressed last was answered, so it may not have been done. Look when you are connected again, and repeat it if it is missing.',
  },
};
