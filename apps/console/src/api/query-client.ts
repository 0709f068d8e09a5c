import { QueryClient } from '@tanstack/react-query';
import { NoAnswerError } from './request.ts';

/** What the page knows, kept while somebody looks at it: news (live/news.ts) says what to ask for anew. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one; a line that is down may come back.
      retry: (failures, error) => error instanceof NoAnswerError && failures < 2,
      retryDelay: 1_500,
      refetchOnWindowFocus: false,
      // Browsers know little of whether a line works: it is tried.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
