import { hasRight } from '../connections/check-rights.ts';
import { branchInWords } from '../receive/order-words.ts';
import { missingRight } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import { isToBeWritten, type PlannedRecord } from './planned-record.ts';
import type { PushContext } from './push-context.ts';

/** What a preview shows once it is known what our user in the branch may write. */
export type PreviewRights = (model: OpenModel, planned: readonly PlannedRecord[]) => Promise<readonly PlannedRecord[]>;

/**
 * Holds what would be written against the rights of our user: a push is told by Odoo when it writes, a preview has to ask. Each right is asked for once
 * in a run, and only where a record needs it. Throws `OdooError`.
 */
export function createPreviewRights({ branch, branchClient, signal }: PushContext): PreviewRights {
  const asked = new Map<string, Promise<boolean>>();
  function may(model: string, operation: 'create' | 'write'): Promise<boolean> {
    const key = `${operation} ${model}`;
    const answer = asked.get(key) ?? hasRight(branchClient, { model, operation }, signal).then((found) => found === 'yes');
    asked.set(key, answer);
    return answer;
  }
  return (model, planned) =>
    Promise.all(
      planned.map(async (one): Promise<PlannedRecord> => {
        if (!isToBeWritten(one)) return one;
        const isNew = one.action === 'create';
        if (await may(model.model, isNew ? 'create' : 'write')) return one;
        return { ...one, action: 'blocked', obstacle: missingRight(model, branchInWords(branch), isNew) };
      }),
    );
}
