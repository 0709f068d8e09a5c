/** The sign of branch-sync: two branches that come together. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
      <circle cx="5" cy="5" r="2.2" />
      <circle cx="5" cy="19" r="2.2" />
      <circle cx="19" cy="12" r="2.2" />
      <path d="M7.2 5H10q3 0 3 3v1q0 3 3.8 3M7.2 19H10q3 0 3-3v-1q0-3 3.8-3" />
    </svg>
  );
}
