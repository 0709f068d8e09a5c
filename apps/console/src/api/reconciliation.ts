import type {
  ReceiveMissingAccepted,
  ReconciledDayDetail,
  ReconcileFinding,
  ReconciliationMapEntry,
  RunAccepted,
} from '@branch-sync/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { listed } from './ask.ts';
import { branchPath } from './branch.ts';
import { get, request } from './request.ts';

type MapQuery = Readonly<Record<'from' | 'to', string> & Partial<Record<'branch' | 'status', string | undefined>>>;

/** Branches by code, each with its compared days from one to another, both included. */
export const mapQuery = (query: MapQuery) =>
  listed<ReconciliationMapEntry>('reconciliation', '/api/reconciliation/map', { ...query });

/** A day of a branch as it was last compared, and its findings page by page: of one kind, or of all. */
export function dayQuery(code: string, day: string, kind: ReconcileFinding['kind'] | undefined) {
  const path = branchPath(code, `/reconciliation/${day}`);
  return infiniteQueryOptions({
    queryKey: ['reconciliation', path, 'pages', { kind }] as const,
    queryFn: ({ pageParam, signal }) => get<ReconciledDayDetail>(path, { kind, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ findings }) => findings.nextCursor ?? undefined,
  });
}

/** Compares a day anew. */
export const compareDay = (code: string, day: string) =>
  request<RunAccepted>('POST', branchPath(code, '/reconcile'), { body: { from: day, to: day } });

/** Receives what a day's comparison has found missing; `reimport`: also once more what was deleted in central. */
export const receiveMissing = (code: string, day: string, reimport: boolean) =>
  request<ReceiveMissingAccepted>('POST', branchPath(code, '/reconciliation/receive'), {
    body: { from: day, to: day, reimport },
  });
