import cronstrue from 'cronstrue';

/** What a cron pattern says, in words; null for one that says nothing. */
export function cronText(pattern: string): string | null {
  if (pattern.trim().split(/\s+/).length !== 5) return null;
  try {
    return cronstrue.toString(pattern, { use24HourTimeFormat: true });
  } catch {
    return null;
  }
}
