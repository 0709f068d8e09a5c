import { type AuditEntry, auditPageSchema } from '@branch-sync/contract';
import {
  type Actor,
  type AuditFilter,
  audit,
  cliActor,
  listAudit,
  recordAudit,
  scheduleActor,
  type Transaction,
} from '@branch-sync/db';
import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../harness/database.ts';
import { aBranch } from './a-run.ts';
import { aBranchInput, anApi, type TestApi } from './an-api.ts';
import { rowsOf } from './csv-rows.ts';

const read = async (api: TestApi, query: string) => {
  const answer = await api.call('GET', `/api/audit?${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return auditPageSchema.parse(answer.json());
};

const byHand = { 'x-request-id': 'by-hand-1' };

describe('the audit log', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await anApi();
  });

  it('says who did what to what, when, from where, on which branch, and what it was before', async () => {
    await aBranch(api, 'B1');
    const startedAt = Date.now();
    await api.call('PATCH', '/api/branches/B1', { body: { name: 'Quay', secret: 'another' }, headers: byHand });
    const { items } = await read(api, 'action=branch.update');
    expect(items).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        actor: 'key:admin',
        actorId: expect.any(String),
        action: 'branch.update',
        subject: 'branch:B1',
        branchCode: 'B1',
        address: '127.0.0.1',
        requestId: 'by-hand-1',
        detail: {},
        changes: [
          { field: 'name', before: 'Harbour', after: 'Quay' },
          { field: 'secret', before: 'set', after: 'changed' },
        ],
      },
    ]);
    expect(Math.abs(Date.parse(items[0]?.at ?? '') - startedAt)).toBeLessThan(60_000);
    expect((await api.call('GET', '/api/keys')).json().items).toContainEqual(
      expect.objectContaining({ id: items[0]?.actorId, name: 'admin' }),
    );
  });

  it('comes page by page, the newest first, and loses and repeats nothing while it grows', async () => {
    const { db } = api.database;
    const record = (subject: string) => recordAudit(db, cliActor, { action: 'test.act', subject });
    for (let number = 1; number <= 7; number += 1) await record(`${number}`);
    for (const limit of [1, 3, 7, 50]) {
      const found: AuditEntry[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await read(api, `action=test.act&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`);
        found.push(...page.items);
        cursor = page.nextCursor;
        if (limit === 3) await record('later');
      }
      const subjects = found.map(({ subject }) => subject).filter((subject) => subject !== 'later');
      expect(subjects).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    }
  });

  it('is narrowed by each filter, and by several at once', async () => {
    const branchId = await aBranch(api, 'B1');
    await api.call('DELETE', '/api/branches/B1', { headers: byHand });
    await aBranch(api, 'B1');
    await aBranch(api, 'B2');
    const { db } = api.database;
    await recordAudit(db, scheduleActor, { action: 'branch.push', subject: 'branch:B2', branchId });
    await recordAudit(db, cliActor, { action: 'branches.count', subject: 'fleet' });
    const found = async (query: string) => (await read(api, query)).items.map(({ action, subject }) => `${action} ${subject}`);
    // Archived and made again: both are of this code.
    expect(await found('branch=B1')).toEqual([
      'branch.push branch:B2',
      'branch.create branch:B1',
      'branch.archive branch:B1',
      'branch.create branch:B1',
    ]);
    expect(await found('branch=B9')).toEqual([]);
    expect(await found('branch=B1&action=branch.create&limit=1')).toEqual(['branch.create branch:B1']);
    expect(await found('actor=schedule')).toEqual(['branch.push branch:B2']);
    expect(await found('actor=key:admin&action=branch.archive')).toEqual(['branch.archive branch:B1']);
    expect(await found('action=branch')).toEqual([]);
    expect(await found('action=branch.')).toHaveLength(5);
    expect(await found('action=branch_')).toEqual([]);
    expect(await found('subject=fleet')).toEqual(['branches.count fleet']);
    expect(await found('requestId=by-hand-1')).toEqual(['branch.archive branch:B1']);
  });

  it('is narrowed by time, to the moment', async () => {
    const { db } = api.database;
    for (const hour of [1, 2, 3, 4]) {
      const at = new Date(Date.UTC(2026, 10, 20, hour));
      await db.insert(audit).values({ id: idAt(at), at, actor: 'cli', action: 'test.act', subject: `${hour}` });
    }
    const found = async (query: string) => (await read(api, `action=test.act&${query}`)).items.map(({ subject }) => subject);
    expect(await found('from=2026-11-20T02:00:00Z')).toEqual(['4', '3', '2']);
    expect(await found('until=2026-11-20T02:00:00Z')).toEqual(['1']);
    expect(await found('from=2026-11-20T02:00:00Z&until=2026-11-20T04:00:00Z')).toEqual(['3', '2']);
    expect(await found('from=2026-11-20T05:00:00%2B01:00')).toEqual(['4']);
    expect(await found('from=0000-01-01T00:00:00Z&until=9999-12-31T23:59:59-12:00')).toEqual(['4', '3', '2', '1']);
  });

  it('tells nothing to those who are no admins', async () => {
    for (const path of ['/api/audit', '/api/audit.csv']) {
      for (const as of ['viewer', 'operator'] as const) expect((await api.call('GET', path, { as })).statusCode).toBe(403);
    }
  });

  it('goes out as CSV, by the same filters, page after page, and no cell of it is a formula', async () => {
    await api.call('POST', '/api/branches', { body: aBranchInput({ name: '=HYPERLINK("http://x")' }) });
    await api.call('PATCH', '/api/branches/B1', { body: { name: '@SUM(1)', receive: { everySeconds: 300 } }, headers: byHand });
    await api.call('POST', '/api/keys', { body: { name: '=cmd|x', role: 'viewer' } });
    const { db } = api.database;
    const evil: Actor = { ...cliActor, name: '=1+1' };
    for (let number = 0; number < 1_100; number += 1) await recordAudit(db, evil, { action: 'test.act', subject: `-${number}` });

    const answer = await api.call('GET', '/api/audit.csv?action=branch.update');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
    });
    expect(rowsOf(answer.body)).toEqual([
      {
        at: expect.any(String),
        actor: 'key:admin',
        actor_id: expect.any(String),
        action: 'branch.update',
        branch: 'B1',
        subject: 'branch:B1',
        changes: 'name: "=HYPERLINK(\\"http://x\\")" -> "@SUM(1)"\nreceive.everySeconds: null -> 300',
        detail: '',
        address: '127.0.0.1',
        request_id: 'by-hand-1',
        id: expect.any(String),
      },
    ]);
    const all = rowsOf((await api.call('GET', '/api/audit.csv')).body);
    expect(all).toHaveLength(await db.$count(audit));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all[0]).toMatchObject({ actor: "'=1+1", subject: "'-1099" });
    for (const cell of all.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect((await api.call('GET', '/api/audit.csv?limit=1')).json()).toMatchObject({ status: 400 });
  });
});

/** A UUIDv7 of a moment. */
function idAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${uuidv7().slice(13)}`;
}

describe('a page of a log of a hundred days and a hundred thousand entries', () => {
  const day = 24 * 60 * 60_000;
  const perDay = 1_000;
  const ago = (days: number) => new Date(Date.now() - days * day);

  it('is read by an index, whatever is asked', async () => {
    const database = await aDatabase();
    const { rare, pair } = await aLongLog(database);
    const asks: [AuditFilter, number][] = [
      [{}, 60],
      [{ actor: 'key:often' }, 60],
      [{ actor: 'key:rare' }, 120],
      [{ branch: rare }, 120],
      [{ branch: pair }, 240],
      [{ branch: pair, until: ago(50) }, 240],
      [{ subject: 'run:rare' }, 120],
      [{ actor: 'key:often', branch: rare }, 240],
      [{ from: ago(60), until: ago(59) }, 4 * perDay],
      [{ until: ago(90) }, 2 * perDay],
      [{ from: ago(2) }, 60],
      [{ actor: 'key:often', until: ago(90) }, 2 * perDay],
      [{ branch: rare, from: ago(60), until: ago(30) }, 240],
    ];
    for (const [filter, most] of asks) {
      await database.db.transaction(async (tx) => {
        const before = await readOf(tx);
        const { rows, next } = await listAudit(tx, filter, { after: null, limit: 50 });
        expect(rows, JSON.stringify(filter)).toHaveLength(50);
        const first = await readOf(tx);
        await listAudit(tx, filter, { after: next, limit: 50 });
        const second = await readOf(tx);
        for (const rowsRead of [first - before, second - first])
          expect(rowsRead, JSON.stringify(filter)).toBeLessThanOrEqual(most);
      });
    }
  });

  /** Of every thousand entries ten are of something rare; the rest is of one key, on no branch. */
  async function aLongLog({ db, sql: raw }: TestDatabase): Promise<{ rare: string; pair: string }> {
    await raw`
      insert into branches (id, code, name, timezone, url, database, login, secret_envelope, default_customer_id, archived_at)
      select gen_random_uuid(), code, code, 'UTC', 'http://127.0.0.1:1', 'd', 'l', 'x', 1, archived_at
      from (values ('RARE', null), ('PAIR', null), ('PAIR', now())) as b (code, archived_at)`;
    await db.execute(sql`
      insert into audit (id, at, actor, action, subject, branch_id)
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(n), 15, '0'))::uuid, at,
        case when n % 100 = 0 then 'key:rare' else 'key:often' end, 'branch.receive',
        case when n % 100 = 1 then 'run:rare' else 'run:' || n end,
        case n % 100 when 2 then (select id from branches where code = 'RARE')
          when 3 then (select id from branches where code = 'PAIR' and archived_at is null)
          when 4 then (select id from branches where code = 'PAIR' and archived_at is not null) end
      from generate_series(1, ${100 * perDay}::int) n,
        lateral (select now() - interval '100 days' + n * (interval '1 day' / ${perDay}::int) as at) as moment`);
    await db.execute(sql`analyze audit`);
    return { rare: 'RARE', pair: 'PAIR' };
  }

  /** How many entries the transaction has read, by Postgres's own counters. */
  async function readOf(tx: Transaction): Promise<number> {
    const [found] = await tx.execute<{ read: number }>(sql`
      select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'audit'`);
    if (found === undefined) throw new Error('There is no audit.');
    return found.read;
  }
});
