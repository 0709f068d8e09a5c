import type { Branch } from '@branch-sync/contract';
import { queryOptions } from '@tanstack/react-query';
import type { Page } from './ask.ts';
import { get } from './request.ts';

const pageLength = 200;

/** All branches with their settings, page after page: what each takes of central's master data, for those who choose among them. */
export const allBranchesQuery = queryOptions({
  queryKey: ['branches', '/api/branches', 'all'] as const,
  queryFn: async ({ signal }) => {
    const branches: Branch[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<Branch> = await get('/api/branches', { cursor, limit: pageLength }, signal);
      branches.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return branches;
  },
});
