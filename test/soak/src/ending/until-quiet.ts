import { setTimeout as pause } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import type { Stage } from '../stage.ts';

const askEveryMs = 250;
/** A run that goes on in a window that was open before may pass over what committed late: the next one is a new window. */
const runsOfEach = 2;

/**
 * Lets every branch's schedule come due until it has been received anew, ends the schedules, and waits until no run is left.
 * That it takes too long is told as wrong.
 */
export async function untilQuiet(stage: Stage): Promise<void> {
  const { product, plan, journal, signal } = stage;
  const { db } = product;
  const [clock] = await db.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  const isBehind = isBehindAfter(clock?.now ?? '');
  const deadline = performance.now() + plan.quietWithinMs;

  async function until(what: string, leftOf: () => Promise<string[]>): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const left = await leftOf();
      if (left.length === 0) return;
      if (performance.now() > deadline) {
        journal.wrong(`after ${plan.quietWithinMs / 1000} s of peace ${what}: ${left.join('; ')}`);
        return;
      }
      await pause(askEveryMs, undefined, { signal });
    }
  }

  await until('these branches have not been received anew', async () => {
    const left = await db.execute<{ code: string }>(sql`select code from branches where ${isBehind} order by code`);
    await db.execute(sql`
      update schedules set next_due_at = now() from branches
      where branches.id = schedules.branch_id and next_due_at > now() and ${isBehind}
        and not exists (select 1 from runs where runs.branch_id = branches.id and runs.status in ('queued', 'running'))`);
    return left.map(({ code }) => code);
  });
  await db.execute(sql`update schedules set paused = true`);
  await until('these runs are not over', async () => {
    const left = await db.execute<{ told: string }>(sql`
      select concat_ws(' ', runs.id, code, status, 'after', attempts, 'attempts', error ->> 'code') as told
      from runs join branches on branches.id = branch_id where status in ('queued', 'running') order by runs.id`);
    return left.map(({ told }) => told);
  });
}

/** Whether a branch (in the statement's `branches`) has still to be received by schedule after a moment. */
function isBehindAfter(moment: string): SQL {
  return sql`(
    select count(*) from runs where runs.branch_id = branches.id and kind = 'receive' and request = '{}'
      and status in ('succeeded', 'partial') and started_at > ${moment}::timestamptz) < ${runsOfEach}`;
}
