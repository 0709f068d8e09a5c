import { type Branch, noMasterData } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import { RunStoppedError } from '../runs/run-stopped-error.ts';
import { type ConnectionCheckAsk, checkConnection } from './check-connection.ts';
import type { BranchSettings } from './check-settings.ts';
import { type ConnectionCheck, failedCheck } from './connection-check.ts';
import { branchClient, type ConnectionDeps, centralClient, type NewConnection, newBranchClient } from './open-connection.ts';

/** Tries the central connection. `signal` ends the test: what was learned by then is the answer. */
export async function testCentral(deps: ConnectionDeps, signal: AbortSignal): Promise<ConnectionCheck> {
  return withClients(async (keep) => {
    const client = keep((await centralClient(deps)).client);
    return checkConnection({ client, side: 'central', branchCode: null, signal });
  });
}

/** Tries a branch's connection, and whether its settings fit central. What is remembered of the branch is not believed. */
export async function testBranch(deps: ConnectionDeps, branch: Branch, signal: AbortSignal): Promise<ConnectionCheck> {
  return withClients(async (keep) => {
    const client = keep(branchClient(deps, { ...branch, facts: null, factsAt: null }));
    const { code: branchCode, masterData } = branch;
    const against = await againstCentral(deps, branch, keep);
    return checkConnection({ client, side: 'branch', branchCode, against, masterData, signal });
  });
}

/** Nothing of central is named before there is a branch; its company is compared all the same. */
const nothingNamed: BranchSettings = {
  defaultCustomerId: null,
  defaultSalespersonId: null,
  warehouseId: null,
  pricelistId: null,
  companyId: null,
  adjustProductId: null,
  customerRule: 'default',
  masterData: noMasterData,
};

/** Tries a connection of which there is no branch yet: nothing of it is kept. */
export async function testNewBranch(
  deps: ConnectionDeps,
  settings: NewConnection,
  signal: AbortSignal,
): Promise<ConnectionCheck> {
  return withClients(async (keep) => {
    const client = keep(newBranchClient(deps, settings));
    const against = await againstCentral(deps, nothingNamed, keep);
    return checkConnection({ client, side: 'branch', branchCode: null, against, signal });
  });
}

/** What a branch is compared with; null where central is not set yet. */
async function againstCentral(
  deps: ConnectionDeps,
  settings: BranchSettings,
  keep: (client: OdooClient) => OdooClient,
): Promise<NonNullable<ConnectionCheckAsk['against']> | null> {
  try {
    return { central: keep((await centralClient(deps)).client), settings };
  } catch (error) {
    if (error instanceof RunStoppedError && error.description.code === 'central.not_set') return null;
    throw error;
  }
}

/** Closes the clients that were opened on the way; a secret that cannot be opened is a finding like others. */
async function withClients(
  test: (keep: (client: OdooClient) => OdooClient) => Promise<ConnectionCheck>,
): Promise<ConnectionCheck> {
  const opened: OdooClient[] = [];
  try {
    return await test((client) => {
      opened.push(client);
      return client;
    });
  } catch (error) {
    if (error instanceof RunStoppedError) return failedCheck(error.description);
    throw error;
  } finally {
    await Promise.all(opened.map((client) => client.close()));
  }
}
