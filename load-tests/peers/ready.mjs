// All that a peer says: where it listens, in the words that script/bench waits for.
export const ready = (port) => console.log(`listening on http://127.0.0.1:${port}`);
