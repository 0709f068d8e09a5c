import { addRunLine, runs } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { urlOfNobody } from '../../../packages/odoo/src/testing/socket-server.ts';
import { until } from '../../harness/until.ts';
import { anApi } from '../api/an-api.ts';
import { aProduct, aPushWorld, productOf } from '../push/a-push-world.ts';
import { runCommand } from './run-command.ts';

/** A stack with one branch: what is asked over the API is worked on as a worker would. */
async function aStack() {
  const pushed = await aPushWorld();
  const { world } = pushed;
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const env = { DATABASE_URL: world.database.url, PUBLIC_URL: url, API_KEY: api.keys.operator };
  const waiting = () => world.database.db.select().from(runs).where(eq(runs.status, 'queued'));
  const command = async (...args: string[]) => {
    const ended = runCommand(['push', 'b1', ...args], env);
    const [run] = await until('the run', async () => ((await waiting()).length > 0 ? waiting() : undefined));
    if (run === undefined) return ended;
    await addRunLine(world.database.db, run.id, 'a line of the run');
    await world.attempt(run);
    return ended;
  };
  return { ...pushed, api, env, command };
}

describe('branch-sync push', () => {
  it('tells what would be done, and does exactly that when it is confirmed', async () => {
    const { command, central, odoo, world } = await aStack();
    const id = aProduct(central, 'CLI-1', { lst_price: 12.5 });
    const dry = await command('--models', 'products', '--ids', String(id), '--dry-run');
    expect([dry.code, dry.stderr]).toEqual([0, '']);
    expect(dry.stdout).toContain('succeeded: 1 looked into, 1 to create.');
    expect(dry.stdout).toContain('a line of the run');
    expect(dry.stdout).toMatch(/create.*│ products.*│ Product CLI-1/);
    expect(dry.stdout).toContain('price: - → 12.5');
    expect(productOf(odoo, 'CLI-1')).toBeUndefined();

    const preview = /--confirm (\S+)/.exec(dry.stdout)?.[1] ?? '';
    const done = await command('--confirm', preview, '--json');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({
      run: { status: 'succeeded', branchCode: 'b1', request: { mode: 'previewed', previewId: preview } },
      tally: { create: 1 },
      records: [{ action: 'create', centralId: id }],
    });
    expect(done.stderr).toContain('a line of the run');
    expect(productOf(odoo, 'CLI-1')?.['lst_price']).toBe(12.5);

    const rows = await world.database.db.select().from(runs);
    expect(rows.map(({ goesFirst }) => goesFirst)).toEqual([true, true]);
  });

  it('ends in failure, and says why, where not all went well', async () => {
    const { command, central, odoo } = await aStack();
    aProduct(central, 'CLI-2');
    odoo.insert('product.product', { name: 'One', default_code: 'CLI-2' });
    odoo.insert('product.product', { name: 'Other', default_code: 'CLI-2' });
    const { code, stdout } = await command('--models', 'products', '--search', 'CLI-2', '--queue');
    expect(code).toBe(1);
    expect(stdout).toContain('partial: 1 looked into, 1 not possible.');
    expect(stdout).toMatch(/blocked.*│ products.*│ Product CLI-2/);
  });

  it.each([
    [['--changed', '--all'], 'Give one of'],
    [['--ids', '4'], 'name it with --models'],
    [['--ids', 'x', '--models', 'products'], 'ids.product.product.0'],
    [['--models', 'chairs'], 'models.0'],
    [['--conflicts', 'nobody'], 'conflicts'],
    [['--confirm', 'x'], 'previewId'],
    [['--confirm', '01998f00-0000-7000-8000-000000000001', '--models', 'taxes'], '--models cannot be given'],
    [['--dry-run', '--confirm', 'x'], 'leave --dry-run out'],
  ])('%j is bad usage, and says why', async (args, why) => {
    const { code, stderr } = await runCommand(['push', 'b1', ...args], { PUBLIC_URL: 'http://127.0.0.1:1', API_KEY: 'k' });
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });

  it('says what the API says against it, and what is missing', async () => {
    const { env } = await aStack();
    const unknown = await runCommand(['push', 'b9'], env);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('There is no branch "b9"')]);
    const refused = await runCommand(['push', 'b1'], { ...env, API_KEY: 'wrong' });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/key/i)]);
    const { API_KEY: _, ...keyless } = env;
    const asked = await runCommand(['push', 'b1'], keyless);
    expect([asked.code, asked.stderr]).toEqual([1, expect.stringContaining('API_KEY is not set')]);
    const away = await runCommand(['push', 'b1'], { ...env, PUBLIC_URL: await urlOfNobody() });
    expect([away.code, away.stderr]).toEqual([1, expect.stringContaining('Nothing listens there')]);
  });
});
