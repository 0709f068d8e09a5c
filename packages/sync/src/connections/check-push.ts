import type { MasterData } from '@branch-sync/db';
import { integer, type OdooClient } from '@branch-sync/odoo';
import { inParallel } from '../in-parallel.ts';
import { pushedModels } from '../push/models/all-models.ts';
import type { PushModel } from '../push/push-model.ts';
import { hasRight, questionsAtOnce } from './check-rights.ts';
import type { Finding } from './connection-check.ts';
import { finding } from './finding.ts';

/** Whether our user in the branch may write what the branch takes, and the shops that ways of paying join are there. Throws `OdooError`. */
export async function checkPushToBranch(client: OdooClient, masterData: MasterData, signal: AbortSignal): Promise<Finding[]> {
  const rights = pushedModels(masterData).flatMap(({ model, grant }) =>
    (['create', 'write'] as const).map((operation) => ({ model, operation, group: grant })),
  );
  const answers = await inParallel(rights, questionsAtOnce, (right) => hasRight(client, right, signal));
  const lacking = rights.filter((_, index) => answers[index] === 'no').map((right) => finding('check.push_right', right));
  return [...lacking, ...(await missingShops(client, masterData, signal))];
}

/** Whether our user in central may read what the branch takes, and what that refers to. Throws `OdooError`. */
export async function checkPushFromCentral(client: OdooClient, masterData: MasterData, signal: AbortSignal): Promise<Finding[]> {
  const models = [...new Set(pushedModels(masterData).flatMap(readInCentral))];
  const answers = await inParallel(models, questionsAtOnce, (model) => hasRight(client, { model, operation: 'read' }, signal));
  return models.filter((_, index) => answers[index] === 'no').map((model) => finding('check.push_read_right', { model }));
}

/** The model, and those that its fields refer to there. */
function readInCentral({ model, fields }: PushModel): string[] {
  return [
    model,
    ...fields.flatMap(({ refersTo, central }) => (refersTo === undefined || central.length === 0 ? [] : [refersTo])),
  ];
}

async function missingShops(client: OdooClient, { tillIds }: MasterData, signal: AbortSignal): Promise<Finding[]> {
  if (tillIds.length === 0) return [];
  const domain = [['id', 'in', [...tillIds]]];
  const shops = await client.searchRead('pos.config', { id: integer() }, { domain, context: { active_test: false }, signal });
  const there = new Set(shops.map(({ id }) => id));
  return tillIds.filter((id) => !there.has(id)).map((id) => finding('check.shop_missing', { id: String(id) }));
}
