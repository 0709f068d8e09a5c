import type { ConnectionCheck } from '@branch-sync/contract';
import type { Branch } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import {
  branchClient,
  type ConnectionCheck as Checked,
  centralClient,
  checkConnection,
  failedCheck,
  RunStoppedError,
} from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';

/** Tries the central connection. */
export async function testCentral(deps: ApiDeps): Promise<ConnectionCheck> {
  return withClients(async (keep) => {
    const client = keep((await centralClient(deps)).client);
    return checkConnection({ client, side: 'central', branchCode: null, signal: AbortSignal.timeout(deps.connectionTestMs) });
  });
}

/** Tries a branch's connection, and whether its settings fit central. What is remembered of the branch is not believed. */
export async function testBranch(deps: ApiDeps, branch: Branch): Promise<ConnectionCheck> {
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
    const signal = AbortSignal.timeout(deps.connectionTestMs);
    return checkConnection({ client, side: 'branch', branchCode: branch.code, against, signal });
  });
}

/** Closes the clients that were opened on the way; a secret that cannot be opened is a finding like others. */
async function withClients(test: (keep: (client: OdooClient) => OdooClient) => Promise<Checked>): Promise<ConnectionCheck> {
  const opened: OdooClient[] = [];
  try {
    const check = await test((client) => {
      opened.push(client);
      return client;
    });
    return toAnswer(check);
  } catch (error) {
    if (error instanceof RunStoppedError) return toAnswer(failedCheck(error.description));
    throw error;
  } finally {
    await Promise.all(opened.map((client) => client.close()));
  }
}

function toAnswer({ findings, missingRights, ...rest }: Checked): ConnectionCheck {
  return { ...rest, findings: [...findings], missingRights: [...missingRights] };
}
