import { and, desc, eq, gt, inArray, isNotNull, type SQL } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { runs } from '../schema/runs.ts';

/** So many runs of late are looked at, and the largest of them count: of small ones most of the time is no import. */
const [latest, largest] = [50, 5];

/** How many orders a second imports have brought in of late: of this branch, else of all; null where none has brought in any. */
export async function receivePace(db: Database, branchId: string): Promise<number | null> {
  return (await paceOf(db, eq(runs.branchId, branchId))) ?? (await paceOf(db, undefined));
}

async function paceOf(db: Database, ofWhich: SQL | undefined): Promise<number | null> {
  const found = await db
    .select({ imported: runs.imported, startedAt: runs.startedAt, finishedAt: runs.finishedAt })
    .from(runs)
    .where(
      and(
        ofWhich,
        eq(runs.kind, 'receive'),
        inArray(runs.status, ['succeeded', 'partial']),
        gt(runs.imported, 0),
        isNotNull(runs.startedAt),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(latest);
  const counted = found.toSorted((one, other) => other.imported - one.imported).slice(0, largest);
  const orders = counted.reduce((sum, { imported }) => sum + imported, 0);
  const ms = counted.reduce((sum, run) => sum + durationMs(run), 0);
  return orders === 0 ? null : orders / (Math.max(ms, 1) / 1000);
}

function durationMs({ startedAt, finishedAt }: { readonly startedAt: Date | null; readonly finishedAt: Date | null }): number {
  return startedAt === null || finishedAt === null ? 0 : Math.max(0, finishedAt.getTime() - startedAt.getTime());
}
