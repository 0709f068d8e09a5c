import { type Overview, type OverviewBranch, overviewSchema } from '@branch-sync/contract';
import { circuits, orders, type runs } from '@branch-sync/db';
import { uuidv7, V7Generator } from 'uuidv7';
import { expect } from 'vitest';
import { aBranch, aRun, over } from './a-run.ts';
import { aBranchInput, anApi, bearer, type TestApi } from './an-api.ts';

/** An API whose clock a test sets, and its overview. */
export interface OverviewApi {
  readonly api: TestApi;
  /** Sets the clock: `2026-11-20T10:00:00Z`. What the database writes by itself has the machine's. */
  setClock(to: string | Date): void;
  /** The overview as it is told at the clock's time, or later by what it is kept for. */
  read(key?: string): Promise<Overview>;
  /** One branch of it. */
  branch(code: string): Promise<OverviewBranch>;
  /** Sets a branch up that is received as given. Gives its id. */
  addBranch(code: string, receive?: Record<string, unknown>, given?: Record<string, unknown>): Promise<string>;
}

export async function anOverview(at: string): Promise<OverviewApi> {
  let clock = new Date(at);
  const api = await anApi({ now: () => clock });
  const read = async (key = api.keys.viewer) => {
    const answer = await api.call('GET', '/api/overview', { as: null, headers: bearer(key) });
    expect(answer.statusCode, answer.body).toBe(200);
    return overviewSchema.parse(answer.json());
  };
  return {
    api,
    setClock(to) {
      clock = new Date(to);
    },
    read,
    async branch(code) {
      const found = (await read()).branches.find((row) => row.code === code);
      if (found === undefined) throw new Error(`The overview has no ${code}.`);
      return found;
    },
    async addBranch(code, receive, given = {}) {
      if (receive === undefined && Object.keys(given).length === 0) return aBranch(api, code);
      const body = aBranchInput({ code, ...(receive === undefined ? {} : { receive }), ...given });
      const answer = await api.call('POST', '/api/branches', { body });
      expect(answer.statusCode, answer.body).toBe(201);
      const { id } = await idOf(api, code);
      return id;
    },
  };
}

async function idOf({ database }: TestApi, code: string): Promise<{ id: string }> {
  const [row] = await database.sql<{ id: string }[]>`select id from branches where code = ${code} and archived_at is null`;
  if (row === undefined) throw new Error(`There is no ${code}.`);
  return row;
}

/** A receive that began at a moment and is over half a minute later. */
export function aReceive(api: TestApi, branchId: string, began: string, given: Partial<typeof runs.$inferInsert> = {}) {
  const startedAt = new Date(began);
  const finishedAt = new Date(startedAt.getTime() + 30_000);
  const times = { createdAt: startedAt, startedAt, finishedAt };
  return aRun(api, branchId, { id: idAt(startedAt), ...over('succeeded', times), ...given });
}

/** The branch has not answered since a moment. */
export async function goesOffline({ database }: TestApi, branchId: string, since: string, nextTryAt: string): Promise<void> {
  const open = { misses: 3, firstMissAt: new Date(since), openSince: new Date(since), nextTryAt: new Date(nextTryAt) };
  await database.db.insert(circuits).values({ place: branchId, branchId, ...open });
}

let made = 0;

/** An order that came in from the till. */
export async function aSale(
  { database }: TestApi,
  branchId: string,
  orderedAt: string,
  posTotal = '10.00',
  given: Partial<typeof orders.$inferInsert> = {},
): Promise<string> {
  made += 1;
  const id = given.createdAt === undefined || given.createdAt === null ? uuidv7() : idAt(given.createdAt);
  await database.db.insert(orders).values({
    id,
    branchId,
    identity: `sale-${made}`,
    remoteId: made,
    posReference: `260-1-${made}`,
    status: 'imported',
    orderedAt: new Date(orderedAt),
    currency: 'EUR',
    centralId: 1_000 + made,
    posTotal,
    ...given,
  });
  return id;
}

const generator = new V7Generator();

/** A UUIDv7 of a moment. */
export function idAt(at: Date): string {
  return generator.generateOrResetCore(at.getTime(), 0).toString();
}
