import './mark.css';

/** The repeat sign of music: play it again. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg class="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="32" height="32" rx="7" />
      <circle class="mark-dot" cx="9.5" cy="12" r="2.6" />
      <circle class="mark-dot" cx="9.5" cy="20" r="2.6" />
      <rect class="mark-bar" x="15.5" y="6.5" width="2.4" height="19" rx=".6" />
      <rect class="mark-bar" x="20.6" y="6.5" width="5" height="19" rx=".8" />
    </svg>
  );
}
