import { branchInWords } from '../receive/order-words.ts';
import { idsIn } from './carried-value.ts';
import { describeOpenSessions, type HeldByTills, openShops } from './held-by-tills.ts';
import { waitingForTill } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import { isToBeWritten, type PlannedRecord } from './planned-record.ts';
import type { PlanContext } from './push-context.ts';

/** Of what would be written, that which Odoo does not let be changed while a till is open waits for it. Throws `OdooError`. */
export async function waitForTills(
  context: PlanContext,
  model: OpenModel,
  planned: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const { heldByTills } = model;
  if (heldByTills === null) return planned;
  const { branch, branchClient, signal } = context;
  const mayBeHeld = planned.filter((one) => touchesHeld(heldByTills, one));
  const joining = planned
    .filter(isToBeWritten)
    .map((one) => ({ one, shopIds: shopsToJoin(one) }))
    .filter(({ shopIds }) => shopIds.length > 0);
  if (mayBeHeld.length === 0 && joining.length === 0) return planned;
  const sessions = await describeOpenSessions(branchClient, signal);
  if (sessions === null) return planned;

  const remoteIds = mayBeHeld.flatMap(({ remoteId }) => remoteId ?? []);
  const shopIds = [...new Set(joining.flatMap((each) => each.shopIds))];
  const heldIds = remoteIds.length === 0 ? new Set<number>() : await heldByTills.find(branchClient, remoteIds, signal);
  const open = shopIds.length === 0 ? new Set<number>() : await openShops(branchClient, shopIds, signal);
  const held = new Set([
    ...mayBeHeld.filter(({ remoteId }) => remoteId !== null && heldIds.has(remoteId)),
    ...joining.filter((each) => each.shopIds.some((id) => open.has(id))).map(({ one }) => one),
  ]);
  return planned.map((one) => {
    if (!held.has(one)) return one;
    const obstacle = waitingForTill(model, { record: one.name, branch: branchInWords(branch) }, sessions);
    return { ...one, action: 'waiting', obstacle };
  });
}

/** Whether something changes of it that a till may hold. */
function touchesHeld({ fields: heldFields }: HeldByTills, { action, fields }: PlannedRecord): boolean {
  const isHeld = (name: string) => heldFields === null || heldFields.includes(name);
  return action === 'update' && fields.some(({ state, field }) => state === 'write' && isHeld(field.name));
}

/** Shops that it is not in yet. */
function shopsToJoin({ fields }: PlannedRecord): number[] {
  return fields
    .filter(({ field, state }) => field.joins !== undefined && state === 'write')
    .flatMap(({ wanted, now }) => idsIn(wanted).filter((id) => !idsIn(now).includes(id)));
}
