import type { BranchConnectionInput, ConnectionCheck } from '@branch-sync/contract';
import { type Actor, recordAudit } from '@branch-sync/db';
import { testNewBranch } from '@branch-sync/sync';
import { connectionCheckAnswer } from '../answers/connection-check.ts';
import type { ApiDeps } from '../api-deps.ts';
import { readTlsCa } from './tls-ca.ts';

/**
 * Tries a connection of which there is no branch yet. Who has what asked with our machine as the one that asks is kept in the audit log, without the
 * secret. Throws a problem where certificates cannot be read.
 */
export async function tryConnection(deps: ApiDeps, actor: Actor, input: BranchConnectionInput): Promise<ConnectionCheck> {
  const settings = { ...input, tlsCa: readTlsCa(input.tlsCa) };
  const check = connectionCheckAnswer(await testNewBranch(deps, settings, AbortSignal.timeout(deps.connectionTestMs)));
  const { url, database, login } = input;
  const detail = { ok: check.ok, url, database, login };
  await recordAudit(deps.db, actor, { action: 'branch.test', subject: 'branch', detail });
  return check;
}
