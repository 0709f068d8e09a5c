import type { CallMatch } from './call-description.ts';
import type { Outage, OutageKind } from './outages.ts';

const KINDS: Readonly<Record<OutageKind, true>> = {
  refuse: true,
  hang: true,
  'reset-before': true,
  'reset-after': true,
  'half-answer': true,
  'html-502': true,
  'busy-503': true,
  slow: true,
  fault: true,
  serialization: true,
};

/** Reads an outage from JSON; null for what is none. */
export function parseOutage(json: string): Outage | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  return isOutage(parsed) ? parsed : null;
}

function isOutage(value: unknown): value is Outage {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const { kind, match, text, ...numbers } = value as Record<string, unknown>;
  return (
    typeof kind === 'string' &&
    kind in KINDS &&
    (match === undefined || isMatch(match)) &&
    (text === undefined || typeof text === 'string') &&
    Object.entries(numbers).every(([name, number]) => ['times', 'ms', 'code'].includes(name) && typeof number === 'number')
  );
}

function isMatch(value: unknown): value is CallMatch {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([name, wanted]) =>
    name === 'nth' ? typeof wanted === 'number' : ['database', 'model', 'method'].includes(name) && typeof wanted === 'string',
  );
}
