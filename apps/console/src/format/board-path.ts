import type { Run } from '@branch-sync/contract';

const board = '/queues';

/** A run's job on Bull Board, below /queues: its queue is named by its kind, and its job by its id. A job is gone some time after it is over. */
export function boardPathOf({ kind, id }: Pick<Run, 'kind' | 'id'>): string {
  return `/queue/${kind}/${id}`;
}

/** The address of a page of Bull Board; its first one where the path is none below it. */
export function boardAddress(path: string | undefined): string {
  if (path?.startsWith('/') !== true) return board;
  // Browsers take `..` and `\` for what they stand for: what comes out of it is what counts.
  const { origin, pathname, search } = new URL(`${board}${path}`, base);
  return origin === base && isBoard(pathname) ? `${pathname}${search}` : board;
}

/** The path below /queues that an address of Bull Board has; undefined for its first page, and for what is no page of it. */
export function boardPathIn(pathname: string, search: string): string | undefined {
  const path = `${pathname.slice(board.length)}${search}`;
  return isBoard(pathname) && path !== '' && path !== '/' ? path : undefined;
}

/** Only paths are read: any origin does. */
const base = 'http://branch-sync';

/** Whether a path of ours is one of Bull Board's. */
export function isBoard(pathname: string): boolean {
  return pathname === board || pathname.startsWith(`${board}/`);
}
