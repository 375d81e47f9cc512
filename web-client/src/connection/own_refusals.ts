// What this page refuses itself, in the words and the shape of the server's own refusals.
import type { Problem } from '../protocol.ts';
import { refusedHere } from '../words/commands.ts';

const here: Pick<Problem, 'type' | 'field'> = { type: 'about:blank', field: '' };

/** The server would refuse it unread; saying so here costs a teacher on school Wi-Fi nothing, and works offline. */
export const tooLarge: Problem = { ...here, status: 413, code: 'too_large', ...refusedHere.tooLarge };

export const offline: Problem = { ...here, status: 503, code: 'try_again', ...refusedHere.offline };

/** It was sent, and the connection was lost before the answer: nobody here can know whether it was done. */
export const unanswered: Problem = { ...here, status: 503, code: 'try_again', ...refusedHere.unanswered };
