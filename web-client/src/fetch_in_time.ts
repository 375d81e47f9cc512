// fetch, given up when no answer comes: on a Wi-Fi that swallows what is sent, a browser alone would wait for minutes.
// What it was asked carries an id or changes nothing, so that asking again is safe.

/** Until the answer begins. */
export const answerMsMax = 12_000;
/** Until it is there whole: a long record takes its time on a slow line. */
export const wholeMsMax = 60_000;
/** A slow school's line: what is sent takes this much longer. */
const charsSentPerMs = 16;

export async function fetchInTime(
  path: string,
  options: RequestInit = {},
  request: typeof fetch = fetch,
): Promise<Response> {
  const giveUp = new AbortController();
  const sent = typeof options.body === 'string' ? options.body.length / charsSentPerMs : 0;
  const begins = setTimeout(() => giveUp.abort(), answerMsMax + sent);
  try {
    return await request(path, { ...options, signal: giveUp.signal });
  } finally {
    clearTimeout(begins);
    setTimeout(() => giveUp.abort(), wholeMsMax);
  }
}
