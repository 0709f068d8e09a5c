import { recordedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, inject, it } from 'vitest';
import { aDatabase } from '../../harness/database.ts';
import { queueStores } from '../../harness/queue-stores.ts';
import { environmentOf } from '../../harness/worker-process.ts';
import { aWorld, canarySecret, type World } from '../../harness/world.ts';
import { runCommand } from './run-command.ts';

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { subject: string; level: string; code: string; message: string; fix: string | null }[];
}

async function examine(world: World, store: Record<string, string>) {
  const answer = await runCommand(['doctor', '--json'], environmentOf(world, store));
  return { ...answer, report: JSON.parse(answer.stdout) as Report };
}

const codesOf = ({ checks }: Report, subject: string) => checks.filter((one) => one.subject === subject).map(({ code }) => code);

describe('branch-sync doctor', () => {
  it.each(queueStores())('finds all well, and the rounding of branch 2 (queue in $name)', async ({ environment }) => {
    const world = await aWorld([
      recordedBranch(1, 'b1', { password: canarySecret }),
      recordedBranch(2, 'b2', { password: canarySecret }),
    ]);
    const { code, report } = await examine(world, environment());
    expect(code).toBe(0);
    expect(report.checks.map(({ subject, level, code: found }) => `${subject} ${level} ${found}`)).toEqual([
      'database ok database.ready',
      expect.stringMatching(/^queue (ok queue.ready|warning queue.not_persistent)$/),
      'secrets ok secrets.open',
      'central ok connection.ok',
      'b1 ok connection.ok',
      'b2 ok connection.ok',
      'b2 warning check.rounding_differs',
    ]);
  });

  it('says of every red line what to do, and goes on to the next branch', async () => {
    const world = await aWorld([
      recordedBranch(1, 'b1', { password: 'another-password' }),
      recordedBranch(2, 'b2', { password: canarySecret }),
    ]);
    await world.database.sql`update branches set default_customer_id = 99999999 where code = 'b2'`;
    const { code, report, stdout, stderr } = await examine(world, {});
    expect(code).toBe(1);
    expect(report.ok).toBe(false);
    expect(codesOf(report, 'b1')).toContain('branch.wrong_login');
    expect(codesOf(report, 'b2')).toContain('check.reference_missing');
    for (const { fix } of report.checks.filter(({ level }) => level === 'error')) expect(fix?.length).toBeGreaterThan(10);
    expect(`${stdout}${stderr}`).not.toContain(canarySecret);
  });

  it('tells of a database without its tables, and of one that is away', async () => {
    const world = await aWorld([recordedBranch(1, 'b1', { password: canarySecret })]);
    const environment = environmentOf(world, {});
    const { url, sql } = await aDatabase();
    await sql`drop schema drizzle cascade`;
    const bare = await runCommand(['doctor'], { ...environment, DATABASE_URL: url });
    expect(bare.code).toBe(1);
    expect(bare.stdout).toContain('npx branch-sync migrate');
    const away = await runCommand(['doctor'], { ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(away.code).toBe(1);
    expect(away.stdout).toContain('Nothing listens there');
  });

  it('names what the environment lacks, all of it at once', async () => {
    const answer = await runCommand(['doctor'], { DATABASE_URL: inject('postgresUrl'), API_PORT: 'many', ENCRYPTION_KEYS: 'x' });
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('API_PORT: must be a whole number');
    expect(answer.stderr).toContain('ENCRYPTION_KEYS:');
  });
});
