import { branchInWords } from '../receive/order-words.ts';
import { describeOpenSessions } from './held-by-tills.ts';
import { waitingForTill } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import type { PlannedRecord } from './plan-page.ts';
import type { PlanContext } from './push-context.ts';

/** Of what would be changed, that which Odoo does not let be changed while a till is open waits for it. Throws `OdooError`. */
export async function waitForTills(
  { branch, branchClient, signal }: PlanContext,
  model: OpenModel,
  planned: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  if (model.heldByTills === null) return planned;
  const { fields: heldFields, find } = model.heldByTills;
  const mayBeHeld = planned.filter(
    ({ action, fields }) =>
      action === 'update' &&
      fields.some(({ state, field }) => state === 'write' && (heldFields === null || heldFields.includes(field.name))),
  );
  const remoteIds = mayBeHeld.flatMap(({ remoteId }) => remoteId ?? []);
  const sessions = remoteIds.length === 0 ? null : await describeOpenSessions(branchClient, signal);
  if (sessions === null) return planned;
  const held = await find(branchClient, remoteIds, signal);
  return planned.map((one) =>
    mayBeHeld.includes(one) && held.has(one.remoteId ?? 0)
      ? {
          ...one,
          action: 'waiting',
          obstacle: waitingForTill(model, { record: one.name, branch: branchInWords(branch) }, sessions),
        }
      : one,
  );
}
