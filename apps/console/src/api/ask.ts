import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from './request.ts';
import type { Topic } from './topics.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A page as every list of the API gives it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** One answer of the API, kept and asked for anew by its topic. */
export function asked<Answer>(topic: Topic, path: string, query: Query = {}) {
  return queryOptions({
    queryKey: [topic, path, query] as const,
    queryFn: ({ signal }) => get<Answer>(path, query, signal),
  });
}

/** A list of the API, page by page: `fetchNextPage` loads more, `data` is all that is loaded. */
export function listed<Item, Whole extends Page<Item> = Page<Item>>(topic: Topic, path: string, query: Query = {}) {
  return infiniteQueryOptions({
    queryKey: [topic, path, 'pages', query] as const,
    queryFn: ({ pageParam, signal }) => get<Whole>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
