import { fileURLToPath } from 'node:url';
import { recordedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, inject, it } from 'vitest';
import { certificate } from '../../../packages/odoo/src/testing/certificates.ts';
import { aCommand } from '../../harness/command-process.ts';
import { aDatabase } from '../../harness/database.ts';
import { queueStores } from '../../harness/queue-stores.ts';
import { aTlsFront } from '../../harness/tls-front.ts';
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
const troublesOf = (report: Report, subject: string) => codesOf(report, subject).filter((code) => code !== 'connection.ok');

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

  it('tells of certificates: one that is not trusted, one that is not verified, one whose authority the machine or the branch trusts', async () => {
    const world = await aWorld([
      recordedBranch(1, 'untold', { password: canarySecret }),
      recordedBranch(1, 'unverified', { password: canarySecret }),
      recordedBranch(1, 'told', { password: canarySecret }),
    ]);
    const { sql } = world.database;
    const url = await aTlsFront(world.sim.port, 'loopback');
    await sql`update branches set url = ${url}`;
    await sql`update branches set tls_verify = false where code = 'unverified'`;
    await sql`update branches set tls_ca = ${certificate('authority')} where code = 'told'`;
    const { report } = await examine(world, {});
    const codes = (one: Report) => ['untold', 'unverified', 'told'].map((branch) => troublesOf(one, branch));
    expect(codes(report)).toEqual([['branch.tls'], ['check.tls_unverified'], []]);

    // Who is trusted by the machine goes on being trusted beside those of the connection.
    await sql`update branches set tls_ca = ${certificate('another-authority')} where code = 'told'`;
    expect(troublesOf((await examine(world, {})).report, 'told')).toEqual(['branch.tls']);
    const authority = fileURLToPath(new URL('../../../packages/odoo/src/testing/certificates/authority.pem', import.meta.url));
    const machine = aCommand(['doctor', '--json'], { ...environmentOf(world, {}), NODE_EXTRA_CA_CERTS: authority });
    await machine.exitCode;
    expect(troublesOf(JSON.parse(machine.stdout()), 'told')).toEqual([]);
  });

  it('asks no Odoo at a private address where those are refused', async () => {
    const world = await aWorld([recordedBranch(1, 'b1', { password: canarySecret })]);
    const { report } = await examine(world, { ODOO_PRIVATE_ADDRESSES: 'refuse' });
    expect([codesOf(report, 'central'), codesOf(report, 'b1')]).toEqual([
      ['central.address_refused'],
      ['branch.address_refused', 'central.address_refused'],
    ]);
    expect(world.sim.calls.total).toBe(0);
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
