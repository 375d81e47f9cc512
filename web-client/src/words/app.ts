import type { ConnectionState } from '../connection/connection.ts';

export const appWords = {
  product: 'Reprise',
  skip: 'Skip to what you do now',
  menu: 'Menu',
  toDark: 'Switch to dark colours',
  toLight: 'Switch to light colours',
  loading: 'Opening your session…',
  noTicketTitle: 'You have not joined this session in this browser',
  noTicket: 'Join with the code from your facilitator. If you joined on another device, go on there.',
  join: 'Join with a code',
  comeBack: 'Come back',
  updated:
    'Part of this page could not be fetched. The page has probably been updated: load it again to go on. If your connection is away, wait until it is back.',
  loadAgain: 'Load the page again',
  stillTrying: 'The server does not answer yet. Still trying…',
};

export const connectionWords = {
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet',
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  reconnectingLong: 'Reconnecting… Your words are kept on this device and will be sent.',
  back: 'Connected again. Everything is up to date.',
  backNotAll: 'Connected again. Something that you have written is not saved yet.',
  lost: 'The connection is lost. Your words are kept on this device; go on writing.',
  place: 'Connection',
  held: 'Not saved yet',
  heldLong:
    'Saving is not possible just now. What you write is kept on this device and is sent by itself as soon as saving works again. You can go on.',
  savedAgain: 'Saved. Everything that waited has been sent.',
  savedNotAll: 'Saving works again. Something that you have written is not saved yet.',
};

const endings: Record<number, { title: string; text: string }> = {
  4501: {
    title: 'Please join again',
    text: 'Your ticket for this session is no longer valid. Join again with the code from your facilitator.',
  },
  4502: {
    title: 'You have been removed from this session',
    text: 'A facilitator has removed you. If you think that this is a mistake, speak to them.',
  },
  4503: {
    title: 'This session does not exist',
    text: 'The link may be incomplete, or the session was deleted. Ask your facilitator for the link or the code.',
  },
  4504: {
    title: 'You have left the session',
    text: 'What you made is kept. You can come back at any time from this browser.',
  },
};

export function endingWords(state: ConnectionState & { is: 'closed' }): { title: string; text: string } {
  return (
    endings[state.code] ?? {
      title: 'The connection was closed',
      text: `${state.meaning || 'The server closed it.'} Load the page again to go on.`,
    }
  );
}
