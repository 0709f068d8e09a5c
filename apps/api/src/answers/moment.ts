/** A moment as answers tell it: ISO 8601, UTC; null stays null. */
export function momentOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
