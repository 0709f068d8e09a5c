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

/** The round number that the highest bar stays below: 1, 2 or 5 with zeros. */
export function scaleTop(highest: number): number {
  if (highest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= highest) ?? 10;
  return step * power;
}

/** Where an arrow key leads from a bar; null: the key does nothing here. */
export function nextBar(key: string, at: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, at - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
