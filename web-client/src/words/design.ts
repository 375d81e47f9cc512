export const fieldWords = {
  left: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  tooLong: (count: number) => (count === 1 ? '1 character too many' : `${count} characters too many`),
};

export const clockWords = {
  left: (spoken: string) => `${spoken} left`,
  paused: 'Paused',
  none: 'No time set',
  timeIsUp: 'Time is up',
  oneMinute: (label: string) => `${label}: one minute left.`,
  tenSeconds: (label: string) => `${label}: ten seconds left.`,
  over: (label: string) => `${label}: time is up.`,
};

export const dialogWords = { close: 'Close', cancel: 'Cancel' };
export const noticeWords = {
  dismiss: 'Dismiss',
  region: 'Notices',
  words: 'Your words',
  wordsHere: 'Your words are here, to be copied.',
  copy: 'Copy your words',
  copied: 'Copied',
  copyByHand: 'This browser does not let a page copy. Your words are selected: copy them yourself.',
};

export const ratingWords = {
  scale: ['Undecided', 'Not yet', 'Beginning', 'Secure', 'Strong'] as const,
  clear: 'Clear rating',
};

export const presenceWords = {
  here: 'connected',
  away: 'away',
  gone: 'has left',
  removed: 'was removed',
  typing: 'writing',
};
