import { z } from 'zod';

function isTimeZone(name: string): boolean {
  // Newer Nodes take offsets (`+01:00`) too; a shop has a zone, for its summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** An IANA time zone, e.g. `Europe/Brussels`. */
export const timeZoneSchema = z.string().max(64).refine(isTimeZone, { error: 'must be an IANA time zone, e.g. Europe/Brussels' });
