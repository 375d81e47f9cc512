// Line icons on a grid of 24. They never speak: the words beside them do.
const paths = {
  repeat: 'M6 9h.01M6 15h.01M11 4v16M16 4v16h3V4z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'm6 6 12 12M18 6 6 18',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  unlock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.8-1.2',
  sealed: 'M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6',
  opened: 'M4 10.5 12 4l8 6.5V20H4zM4.5 11l7.5 5 7.5-5',
  hand: 'M8 12V6.2a1.4 1.4 0 0 1 2.8 0V11V4.9a1.4 1.4 0 0 1 2.8 0V11V6.2a1.4 1.4 0 0 1 2.8 0V14c0 4-2 6.5-5.2 6.5-2.6 0-3.7-1-5-3.4L4.3 13.4a1.4 1.4 0 0 1 2.4-1.5z',
  door: 'M6 20.5V4h9v16.5M3.5 20.5h17M12 12.5h.01M15 7h3v13.5',
  people:
    'M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19.5c.3-3.4 2.7-5.3 6-5.3s5.7 1.9 6 5.3M15.5 5.3a3.2 3.2 0 0 1 0 6M17.5 14.6c2 .7 3.3 2.3 3.5 4.9',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 6v12M15.5 6v12',
  again: 'M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4.5 8.8M4.5 4.5v4.3h4.3',
  plus: 'M12 5.5v13M5.5 12h13',
  stop: 'M7 7h10v10H7z',
  horn: 'M4.5 10v4h3l7 4V6l-7 4zM18 9.5a3.5 3.5 0 0 1 0 5',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z',
  hidden:
    'M4 4l16 16M9.9 5.7A9.6 9.6 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.6 3.3M6.2 7.3A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9.3 9.3 0 0 0 4.2-1M9.9 10.3a2.7 2.7 0 0 0 3.7 3.8',
  book: 'M4 5.5c2.5-1 5.5-1 8 .8 2.5-1.8 5.5-1.8 8-.8v13c-2.5-1-5.5-1-8 .8-2.5-1.8-5.5-1.8-8-.8zM12 6.3v13',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  mask: 'M5 5h14v6.5a7 7 0 0 1-14 0zM9 10h.01M15 10h.01M9.5 14c1.5 1.3 3.5 1.3 5 0',
  copy: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9',
  screen: 'M3.5 5h17v11h-17zM8.5 20h7M12 16v4',
  print: 'M7 9V4h10v5M7 16H4.5V9h15v7H17M7 13.5h10V20H7z',
  download: 'M12 4.5v10M7.5 10.5 12 15l4.5-4.5M5 19.5h14',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4M12 17h.01',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5M12 8h.01',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  down: 'm6 9.5 6 6 6-6',
  up: 'm6 14.5 6-6 6 6',
  pen: 'm5 19 1-4L16.5 4.5l3 3L9 18z',
  wave: 'M12 18.5h.01M8.5 15a5 5 0 0 1 7 0M5.5 11.8a9.3 9.3 0 0 1 13 0M2.8 8.6a13.3 13.3 0 0 1 18.4 0',
  noWave:
    'M12 18.5h.01M8.5 15a5 5 0 0 1 5-1.2M5.5 11.8A9 9 0 0 1 9 9.5M2.8 8.6a13 13 0 0 1 4-2.5M11 5.1a13.3 13.3 0 0 1 10.2 3.5M4 4l16 16',
  exit: 'M14 8V4.5H5v15h9V16M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.8 7.3 7 9 4.2-1.7 7-4.7 7-9V6z',
  swap: 'M4 8.5h15M15.5 5 19 8.5 15.5 12M20 15.5H5M8.5 12 5 15.5 8.5 19',
  merge: 'M5 5v3c0 3 2.5 4 7 4M19 5v3c0 3-2.5 4-7 4v7M8.5 15.5 12 19l3.5-3.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        stroke-width={name === 'more' ? 3.2 : 1.9}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
