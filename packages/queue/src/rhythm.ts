import type { DailyWindow } from './daily-window.ts';

/** When jobs of a kind are due: every so many seconds, or by cron in a zone; neither: by hand only. */
export interface Rhythm {
  /** Not due before; where there is a rhythm in seconds, its first moment. */
  readonly startsAt: Date | null;
  readonly everySeconds: number | null;
  /** Five fields. */
  readonly cron: string | null;
  /** IANA zone that cron and window are read in. */
  readonly timezone: string;
  /** Null: the whole day. */
  readonly window: DailyWindow | null;
}
