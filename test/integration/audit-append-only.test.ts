import { audit, cliActor, recordAudit } from '@branch-sync/db';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../harness/database.ts';

/** A log with an entry of a branch and a key that are there as well. */
async function aLog(): Promise<TestDatabase & { branchId: string; keyId: string }> {
  const database = await aDatabase();
  const [branchId, keyId] = [1, 2].map((last) => `0190163d-8694-739b-aea5-966c26f8ad9${last}`) as [string, string];
  await database.sql`
    insert into branches (id, code, name, timezone, url, database, login, secret_envelope, default_customer_id)
    values (${branchId}, 'B1', 'B1', 'UTC', 'http://127.0.0.1:1', 'd', 'l', 'x', 1)`;
  await database.sql`
    insert into api_keys (id, name, prefix, hash, role) values (${keyId}, 'k', 'bs_', ${'0'.repeat(64)}, 'admin')`;
  const actor = { ...cliActor, name: 'key:k', id: keyId };
  await recordAudit(database.db, actor, { action: 'branch.update', subject: 'branch:B1', branchId });
  return { ...database, branchId, keyId };
}

describe('the audit log', () => {
  it.each([
    `update audit set actor = 'nobody'`,
    `update audit set detail = detail`,
    'delete from audit',
    'truncate audit',
    'truncate audit cascade',
    'truncate sessions, audit',
    `insert into audit select * from audit on conflict (id) do update set actor = 'nobody'`,
    `merge into audit using (select 1) as one on true when matched then delete`,
  ])('refuses its owner, too: %s', async (statement) => {
    const { sql: owner } = await aLog();
    await expect(owner.unsafe(statement)).rejects.toThrow('the audit log is append-only');
    expect(await owner`select actor from audit`).toEqual([{ actor: 'key:k' }]);
  });

  it('refuses what comes through drizzle, and all of its transaction with it', async () => {
    const { db } = await aLog();
    const refused = { cause: { message: 'the audit log is append-only', code: '42501' } };
    await expect(db.update(audit).set({ actor: 'nobody' })).rejects.toMatchObject(refused);
    await expect(db.delete(audit).where(eq(audit.actor, 'key:k'))).rejects.toMatchObject(refused);
    await expect(db.execute(sql`truncate ${audit}`)).rejects.toMatchObject(refused);
    const both = db.transaction(async (tx) => {
      await recordAudit(tx, cliActor, { action: 'test.act', subject: 'x' });
      await tx.delete(audit);
    });
    await expect(both).rejects.toMatchObject(refused);
    expect(await db.select().from(audit)).toMatchObject([{ actor: 'key:k', action: 'branch.update' }]);
  });

  it('outlives what it is about, and who did it: no cascade comes to it', async () => {
    const { db, sql: owner, branchId, keyId } = await aLog();
    await owner`delete from api_keys`;
    await owner`truncate branches cascade`;
    expect(await db.select().from(audit)).toMatchObject([{ actorId: keyId, branchId }]);
  });
});
