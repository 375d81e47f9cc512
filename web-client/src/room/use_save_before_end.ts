// Words are saved when their writer pauses. Whoever writes until the very end does not pause: what they have typed is saved
// just before the clock runs out, so that it counts (P5).
import { useEffect } from 'preact/hooks';
import { useLive } from '../app/live.ts';
import { timerFor } from '../tables/views.ts';

/** Early enough to arrive in time on a slow network, and once more for the last words. */
const beforeEndMs = [2_000, 700];

export function useSaveBeforeEnd(autosave: { flush(): void }): void {
  const live = useLive();
  const timer = timerFor(live.tables, live.me.value?.room ?? 0);
  const endsAt = timer?.state === 'running' ? timer.ends_at : 0;
  useEffect(() => {
    if (endsAt === 0) return;
    const left = endsAt - live.now();
    const timers = beforeEndMs
      .filter((each) => left > each)
      .map((each) => setTimeout(() => autosave.flush(), left - each));
    return () => timers.forEach(clearTimeout);
  }, [endsAt]);
}
