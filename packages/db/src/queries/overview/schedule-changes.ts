import { sql } from 'drizzle-orm';
import type { Database } from '../../connect.ts';
import { audit } from '../../schema/access.ts';
import { leastIdFrom } from '../id-bounds.ts';
import { instant } from '../instant.ts';

/** When somebody last changed when these branches are received, after a moment; by branch. Those of which nobody did are left out. */
export async function receiveSchedulesChanged(
  db: Database,
  branchIds: readonly string[],
  after: Date,
): Promise<Map<string, Date>> {
  if (branchIds.length === 0) return new Map();
  const isOfReceive = sql`jsonb_path_exists(${audit.changes}, '$[*] ? (@.field == "timezone" || @.field starts with "receive.")')`;
  const rows = await db.execute<{ branchId: string; at: string }>(sql`
    select ${audit.branchId} as "branchId", ${instant(sql`max(${audit.at})`)} as at from ${audit}
    where ${audit.action} = 'branch.update' and ${audit.branchId} = any(${sql.param([...branchIds])}::uuid[])
      and ${audit.id} >= ${leastIdFrom(after)} and ${audit.at} > ${after.toISOString()}::timestamptz and ${isOfReceive}
    group by ${audit.branchId}`);
  return new Map(rows.map(({ branchId, at }) => [branchId, new Date(at)]));
}
