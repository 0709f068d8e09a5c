import { pendingMigrations } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { aDatabase } from '../../harness/database.ts';
import { queueStores } from '../../harness/queue-stores.ts';
import { runCommand } from './run-command.ts';

describe('branch-sync migrate', () => {
  it.each(queueStores())('brings an empty database up to date, and a current one not further (queue in $name)', async (store) => {
    const { url, sql } = await aDatabase();
    await sql`drop schema drizzle cascade`;
    await sql`drop schema public cascade`;
    await sql`create schema public`;
    const env = { DATABASE_URL: url, ...store.environment() };
    const first = await runCommand(['migrate', '--json'], env);
    expect(first.code, first.stderr).toBe(0);
    expect(JSON.parse(first.stdout).migrations.applied).toBeGreaterThan(0);
    expect(await pendingMigrations(url)).toBe(0);
    const second = await runCommand(['migrate', '--json'], env);
    expect(JSON.parse(second.stdout)).toEqual({ migrations: { applied: 0 }, queueStore: store.name });
  });
});
