import { randomUUID } from 'node:crypto';
import {
  branches,
  type Database,
  type FailureStatus,
  failures,
  orders,
  type RunKind,
  type RunStatus,
  runLines,
  runs,
  type Transaction,
} from '@branch-sync/db';
import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';

/** How the orders of a history were paid. */
export const paidInCash = [{ remoteMethodId: 1, method: 'Cash', amount: '10.00' }];

/** The database's clock, so many days of 24 hours back. */
export const daysAgo = (days: number) => sql<Date>`now() - make_interval(hours => ${Math.round(days * 24)})`;

interface PastRun {
  readonly branchId?: string;
  readonly kind?: RunKind;
  readonly status?: RunStatus;
  readonly createdAt?: SQL<Date>;
  readonly endedAt?: SQL<Date>;
}

/** Writes rows of the past into a database, of a branch that it makes; each gives the id of what it wrote. */
export async function aHistory(db: Database | Transaction) {
  const aBranch = async () => {
    const id = randomUUID();
    const connection = { url: 'http://127.0.0.1:1', database: 'shop', login: 'sync', secretEnvelope: 'v1.x' };
    await db
      .insert(branches)
      .values({ id, code: id.slice(0, 8), name: 'Shop', timezone: 'UTC', defaultCustomerId: 1, ...connection });
    return id;
  };
  const branchId = await aBranch();
  let remoteId = 0;
  return {
    branchId,
    aBranch,

    /** Over, unless its status says otherwise. */
    async aRun(past: PastRun = {}): Promise<string> {
      const { status = 'succeeded', endedAt = daysAgo(0), createdAt = endedAt, ...run } = past;
      const finishedAt = status === 'queued' || status === 'running' ? null : endedAt;
      const error = status === 'failed' ? { code: 'odoo.unreachable', message: 'No answer.', fix: 'Look.' } : null;
      const id = uuidv7();
      await db
        .insert(runs)
        .values({ id, branchId, kind: 'receive', trigger: 'schedule', status, createdAt, finishedAt, error, ...run });
      return id;
    },

    async aLine(runId: string, at: SQL<Date>): Promise<number> {
      const [line] = await db.insert(runLines).values({ runId, at, text: '1 order' }).returning({ id: runLines.id });
      return line?.id ?? Number.NaN;
    },

    /** Resolved or dismissed at its end, first and last seen then too; others have none. */
    async aFailure(past: { status?: FailureStatus; endedAt: SQL<Date>; runId?: string }): Promise<string> {
      const { status = 'resolved', endedAt, runId = null } = past;
      const isOver = status === 'resolved' || status === 'dismissed';
      const id = uuidv7();
      remoteId += 1;
      await db.insert(failures).values({
        id,
        branchId,
        runId,
        status,
        kind: 'receive',
        code: 'product.unknown',
        class: 'permanent',
        message: 'A product is unknown.',
        fix: 'Link it.',
        fingerprint: 'product 1',
        remoteModel: 'pos.order',
        remoteId,
        firstSeenAt: endedAt,
        lastSeenAt: endedAt,
        resolvedAt: isOver ? endedAt : null,
      });
      return id;
    },

    /** An imported one, paid in cash. */
    async anOrder(past: { createdAt: SQL<Date>; runId?: string }): Promise<string> {
      const id = uuidv7();
      remoteId += 1;
      await db.insert(orders).values({
        id,
        branchId,
        identity: id,
        uuid: id,
        remoteId,
        posReference: `Order ${remoteId}`,
        status: 'imported',
        orderedAt: past.createdAt,
        currency: 'EUR',
        centralId: remoteId,
        posTotal: '10.00',
        centralTotal: '10.00',
        payments: paidInCash,
        ...past,
      });
      return id;
    },
  };
}
