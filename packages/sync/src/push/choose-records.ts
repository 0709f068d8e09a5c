import { previewedIds, pushedRecordsOf } from '@branch-sync/db';
import { integer, text } from '@branch-sync/odoo';
import type { OpenModel } from './open-model.ts';
import type { PlanContext } from './push-context.ts';
import { centralContext, centralDomain } from './read-central.ts';

/** So many ids with their dates come in one call. */
const scanPageSize = 5_000;
const stamp = { id: integer(), write_date: text() };

/**
 * Central's ids that a push looks into, page by page, ascending. Of `changed` those whose write_date, on either side, or the way in which they are
 * carried, is not what it was when they were last pushed, or may be that of a later write as well. Throws `OdooError`.
 */
export async function* chooseRecords(context: PlanContext, model: OpenModel, afterId: number): AsyncIterable<readonly number[]> {
  const { request } = context;
  if (request.previewId !== undefined) {
    const ids = await previewedIds(context.db, request.previewId, model.model, afterId);
    yield* pagesOf(ids, model.pageSize);
    return;
  }
  if (request.mode === 'selected') {
    const ids = [...new Set(request.ids?.[model.model] ?? [])].filter((id) => id > afterId).sort((a, b) => a - b);
    yield* pagesOf(ids, model.pageSize);
    return;
  }
  let left: number[] = [];
  const pages = context.centralClient.searchReadPages(model.model, stamp, {
    ...{ domain: centralDomain(context, model), pageSize: scanPageSize, afterId },
    ...{ context: centralContext(context), signal: context.signal },
  });
  for await (const page of pages) {
    left.push(...(request.mode === 'all' ? page.map(({ id }) => id) : await changedOf(context, model, page)));
    const whole = left.length - (left.length % model.pageSize);
    yield* pagesOf(left.slice(0, whole), model.pageSize);
    left = left.slice(whole);
  }
  yield* pagesOf(left, model.pageSize);
}

async function changedOf(
  { db, branch, branchClient, signal }: PlanContext,
  model: OpenModel,
  page: readonly { readonly id: number; readonly write_date: string | null }[],
): Promise<number[]> {
  const pushed = await pushedRecordsOf(
    db,
    branch.id,
    model.model,
    page.map(({ id }) => id),
  );
  const remoteIds = [...pushed.values()].map(({ remoteId }) => remoteId);
  const remote = await branchClient.searchRead(model.model, stamp, {
    ...{ domain: [['id', 'in', remoteIds]], context: { active_test: false }, signal },
  });
  const remoteDates = new Map(remote.map(({ id, write_date: writtenAt }) => [id, writtenAt]));
  return page.flatMap(({ id, write_date: writtenAt }) => {
    const last = pushed.get(id);
    const isUntouched =
      last?.isSettled === true &&
      last.manner === model.manner &&
      last.centralWrittenAt === writtenAt &&
      remoteDates.get(last.remoteId) === last.remoteWrittenAt;
    return isUntouched ? [] : [id];
  });
}

function* pagesOf(ids: readonly number[], size: number): Iterable<readonly number[]> {
  for (let first = 0; first < ids.length; first += size) yield ids.slice(first, first + size);
}
