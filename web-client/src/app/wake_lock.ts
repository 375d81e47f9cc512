// Keeps the screen of a phone from going dark in the middle of a performance. A browser takes the lock away whenever the
// page is hidden, so it is asked for again when the page is back; where it is refused, the screen does as the phone likes.

interface Lock {
  release(): Promise<void>;
}

/** Returns what lets the screen sleep again. */
export function keepAwake(): () => void {
  let wanted = true;
  let lock: Lock | undefined;
  const letGo = (of: Lock | undefined) => void of?.release().catch(() => {});
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    try {
      const got = await navigator.wakeLock?.request('screen');
      letGo(lock);
      lock = got;
      if (!wanted) letGo(got); // it was no longer wanted when it came
    } catch {
      // Refused: the battery is low, or the browser forbids it.
    }
  };
  const again = () => void ask();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    wanted = false;
    document.removeEventListener('visibilitychange', again);
    letGo(lock);
  };
}
