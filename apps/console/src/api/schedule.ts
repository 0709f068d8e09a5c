import type { TimelineEntry } from '@branch-sync/contract';
import { queryOptions } from '@tanstack/react-query';
import type { Page } from './ask.ts';
import { get } from './request.ts';

const path = '/api/schedule';
/** As long as the API's pages get. */
const limit = 200;

/**
 * Every branch's schedules with their moments from one moment on and before another, all pages of it: how many begin at once shows only where all
 * are there. No news tells of it: it is asked anew as time goes by, and after people's own acts.
 */
export function timelineQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['settings', path, { from, to }] as const,
    async queryFn({ signal }): Promise<readonly TimelineEntry[]> {
      const entries: TimelineEntry[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await get<Page<TimelineEntry>>(path, { from, to, limit, cursor }, signal);
        entries.push(...page.items);
        if (page.nextCursor === null) return entries;
        cursor = page.nextCursor;
      }
    },
    staleTime: 60_000,
  });
}
