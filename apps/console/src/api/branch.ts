import type { Branch, BranchPatch, ConnectionCheck, RunAccepted } from '@branch-sync/contract';
import { asked } from './ask.ts';
import { request } from './request.ts';

/** A branch's place in the API. */
export function branchPath(code: string, rest = ''): string {
  return `/api/branches/${encodeURIComponent(code)}${rest}`;
}

/** A branch with its settings, without its secret. */
export const branchQuery = (code: string) => asked<Branch>('branches', branchPath(code));

/** Changes what is named of a branch. Throws `ProblemError` with what is wrong by field. */
export const changeBranch = (code: string, patch: BranchPatch) => request<Branch>('PATCH', branchPath(code), { body: patch });

/** Tries a branch's connection as it is kept. */
export const testBranch = (code: string) => request<ConnectionCheck>('POST', branchPath(code, '/test'));

/** Starts an import: of what is new, or of everything since a moment (ISO 8601). */
export const receiveNow = (code: string, since?: string) =>
  request<RunAccepted>('POST', branchPath(code, '/receive'), { body: since === undefined ? {} : { since } });
