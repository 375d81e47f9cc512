// Times and lists as people in England write them.
const listFormat = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export function listOf(words: readonly string[]): string {
  return listFormat.format(words);
}

export function timeOf(instant: number): string {
  return timeFormat.format(instant);
}

export function dateOf(instant: number): string {
  return dateFormat.format(instant);
}

/** 7:05, or 1:02:05. Seconds are rounded up, so that 0:00 is the end and not the last second. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** "7 minutes 5 seconds" */
export function clockSpoken(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const parts = [
    hours > 0 ? counted(hours, 'hour') : '',
    minutes > 0 ? counted(minutes, 'minute') : '',
    rest > 0 || seconds === 0 ? counted(rest, 'second') : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** How long something has lasted, coarse on purpose: "just now", "4 min", "1 h 10 min". */
export function lasting(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The length of a prepared timing: "6 min", "1 min 30 s", "30 s". */
export function lengthOfTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : ''].filter(Boolean).join(' ');
}

export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
