import { branchInWords } from '../receive/order-words.ts';
import { idsIn } from './carried-value.ts';
import { describeOpenSessions, type HeldByTills, openShops } from './held-by-tills.ts';
import { waitingForTill } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import type { PlannedRecord } from './plan-page.ts';
import type { PlanContext } from './push-context.ts';

/** Of what would be written, that which Odoo does not let be changed while a till is open waits for it. Throws `OdooError`. */
export async function waitForTills(
  context: PlanContext,
  model: OpenModel,
  planned: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  if (model.heldByTills === null) return planned;
  const { branch, branchClient, signal } = context;
  const held = new Set([
    ...(await heldAsTheyAre(context, model.heldByTills, planned)),
    ...(await heldByShopsToJoin(context, planned)),
  ]);
  const sessions = held.size === 0 ? null : await describeOpenSessions(branchClient, signal);
  // The last one was closed just now.
  if (sessions === null) return planned;
  return planned.map((one) => {
    if (!held.has(one)) return one;
    const obstacle = waitingForTill(model, { record: one.name, branch: branchInWords(branch) }, sessions);
    return { ...one, action: 'waiting', obstacle };
  });
}

/** Records that an open till uses, and that are to change. */
async function heldAsTheyAre(
  { branchClient, signal }: PlanContext,
  { fields: heldFields, find }: HeldByTills,
  planned: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const mayBeHeld = planned.filter(
    ({ action, fields }) =>
      action === 'update' &&
      fields.some(({ state, field }) => state === 'write' && (heldFields === null || heldFields.includes(field.name))),
  );
  const remoteIds = mayBeHeld.flatMap(({ remoteId }) => remoteId ?? []);
  const held = remoteIds.length === 0 ? new Set<number>() : await find(branchClient, remoteIds, signal);
  return mayBeHeld.filter(({ remoteId }) => remoteId !== null && held.has(remoteId));
}

/** Records, new ones too, that are to join a shop whose till is open. */
async function heldByShopsToJoin(
  { branchClient, signal }: PlanContext,
  planned: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const joining = planned
    .filter(({ action }) => action === 'create' || action === 'update')
    .map((one) => ({ one, shopIds: shopsToJoin(one) }));
  const shopIds = [...new Set(joining.flatMap((each) => each.shopIds))];
  const open = shopIds.length === 0 ? new Set<number>() : await openShops(branchClient, shopIds, signal);
  return joining.filter((each) => each.shopIds.some((id) => open.has(id))).map(({ one }) => one);
}

function shopsToJoin({ fields }: PlannedRecord): number[] {
  return fields
    .filter(({ field, state }) => field.joins !== undefined && state === 'write')
    .flatMap(({ wanted, now }) => idsIn(wanted).filter((id) => !idsIn(now).includes(id)));
}
