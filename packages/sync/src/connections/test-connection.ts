import type { Branch } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import { RunStoppedError } from '../runs/run-stopped-error.ts';
import { checkConnection } from './check-connection.ts';
import { type ConnectionCheck, failedCheck } from './connection-check.ts';
import { branchClient, type ConnectionDeps, centralClient } from './open-connection.ts';

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
    const central = await centralClient(deps).then(
      (opened) => keep(opened.client),
      (error: unknown) => {
        if (error instanceof RunStoppedError && error.description.code === 'central.not_set') return null;
        throw error;
      },
    );
    const against = central === null ? null : { central, settings: branch };
    const { code: branchCode, masterData } = branch;
    return checkConnection({ client, side: 'branch', branchCode, against, masterData, signal });
  });
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
