import type { PushResult } from '@branch-sync/contract';
import type { listPushResults } from '@branch-sync/db';
import { fixInGeneral } from '@branch-sync/sync';

type Listed = Awaited<ReturnType<typeof listPushResults>>['rows'][number];

/** What became of a record, as the contract has it. */
export function pushResultAnswer({ at, fields, ...result }: Listed): PushResult {
  const fix = result.code === null ? null : fixInGeneral(result.code);
  return { ...result, fields: [...fields], fix, at: at.toISOString() };
}
