import type { Overview } from '@branch-sync/contract';
import { countOf } from '../../format/money.ts';
import { clockText } from '../../format/time.ts';

export type Hour = Overview['hours'][number];

const hourMs = 3_600_000;

/** `14:00–15:00`, in the viewer's zone. */
export function hourText({ from }: Hour): string {
  return `${clockText(from)}–${clockText(Date.parse(from) + hourMs)}`;
}

/** What happened in an hour, or in several together. */
export function hourTold({ imported, failures }: Pick<Hour, 'imported' | 'failures'>): string {
  return `${countOf(imported, 'order')} in, ${countOf(failures, 'new failure')}`;
}

/** All hours together. */
export function allHours(hours: readonly Hour[]): Pick<Hour, 'imported' | 'failures'> {
  return {
    imported: hours.reduce((sum, { imported }) => sum + imported, 0),
    failures: hours.reduce((sum, { failures }) => sum + failures, 0),
  };
}
