export const saveWords = {
  saving: 'Saving…',
  saved: 'Saved',
  offline: 'Not saved yet – reconnecting',
  refused: (detail: string) => `Not saved. ${detail}`,
};
