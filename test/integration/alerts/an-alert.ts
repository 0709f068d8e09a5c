import { alertRules, alerts, type Database } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';

/** An alert that was opened and stands, of a branch that is behind; of none: about central. Gives its id. */
export async function anAlert(
  db: Database,
  branchId: string | null,
  given: Partial<typeof alerts.$inferInsert> = {},
): Promise<string> {
  const kind = given.kind ?? (branchId === null ? 'central_down' : 'branch_behind');
  const [rule] = await db.select().from(alertRules).where(eq(alertRules.kind, kind));
  const id = uuidv7();
  const now = new Date();
  const words = { title: 'Something', message: 'It is so.', figures: {}, severity: 'warning' } as const;
  const moments = { since: now, openedAt: now, lastSeenAt: now };
  await db.insert(alerts).values({ id, ruleId: rule?.id ?? '', kind, subject: id, branchId, ...words, ...moments, ...given });
  return id;
}
