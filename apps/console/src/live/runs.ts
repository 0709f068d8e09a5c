import type { Run } from '@branch-sync/contract';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { asked, type Page } from '../api/ask.ts';
import { isOver } from './run.ts';

/** The API tells so many of one asking. */
const mostAtOnce = 100;
const askEveryMs = 3_000;

/** Runs as they go on, until all of them are over, by their ids; those that are not known (yet) are left out. */
export function useRuns(ids: readonly string[]): ReadonlyMap<string, Run> {
  const parts = Array.from({ length: Math.ceil(ids.length / mostAtOnce) }, (_, index) =>
    ids.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
  );
  const answers = useQueries({ queries: parts.map(runsQuery) });
  return new Map(answers.flatMap(({ data }) => data?.items ?? []).map((run) => [run.id, run]));
}

function runsQuery(ids: readonly string[]) {
  return queryOptions({
    ...asked<Page<Run>>('runs', '/api/runs', { ids: ids.join(','), limit: ids.length }),
    // The news tell of their ends as well; but this is what somebody waits for.
    refetchInterval: ({ state: { data } }) => (data?.items.every(isOver) === true ? false : askEveryMs),
  });
}
