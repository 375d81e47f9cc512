export const saveWords = {
  saving: 'Saving…',
  saved: 'Saved',
  notGiven: 'Not given yet',
  offline: 'Not saved yet – reconnecting',
  held: 'Not saved yet – kept here, sent by itself',
  refused: (detail: string) => `Not saved. ${detail}`,
};

export const tooLargeTitle = 'The message is too large';
export const tooLargeToSend =
  'This is more than can be sent at once. Shorten it and try again; nothing has been sent.';
