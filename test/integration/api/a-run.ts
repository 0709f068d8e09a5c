import { branches, type Run, runs } from '@branch-sync/db';
import { uuidv7 } from 'uuidv7';
import { aBranchInput, type TestApi } from './an-api.ts';

type NewRun = typeof runs.$inferInsert;

/** Columns of a run that is over, the given way. */
export function over(status: 'succeeded' | 'partial' | 'failed' | 'cancelled', given: Partial<NewRun> = {}): Partial<NewRun> {
  const error = status === 'failed' ? { code: 'branch.unreachable', message: 'm', fix: 'f' } : null;
  return { status, attempts: 1, startedAt: new Date(), finishedAt: new Date(), error, ...given };
}

/** A branch of this code, made over HTTP. Gives its id. */
export async function aBranch(api: TestApi, code: string): Promise<string> {
  await api.call('POST', '/api/branches', { body: aBranchInput({ code }) });
  const rows = await api.database.db.select().from(branches);
  const branch = rows.find((row) => row.code === code);
  if (branch === undefined) throw new Error(`Branch ${code} was not made.`);
  return branch.id;
}

/** A run's row, without a job. */
export async function aRun(api: TestApi, branchId: string, given: Partial<NewRun> = {}): Promise<Run> {
  const [run] = await api.database.db
    .insert(runs)
    .values({ id: uuidv7(), branchId, kind: 'receive', trigger: 'manual', ...given })
    .returning();
  if (run === undefined) throw new Error('The run was not made.');
  return run;
}
