import type { PushOutcome } from '@branch-sync/db';
import { asCarried, digestOf, keptInstead, plainValue } from './carried-value.ts';
import type { PlannedField } from './compare-record.ts';
import type { OpenModel } from './open-model.ts';
import type { EndedRecord } from './page-results.ts';
import type { PushContext } from './push-context.ts';
import type { OdooRow } from './push-model.ts';
import { isSettled } from './settled.ts';

/** A record that a push has looked into, with the branch's as it is now where it was written. */
export interface PushedRecord extends EndedRecord {
  readonly remote: OdooRow | null;
  /** When the branch's record was last read. */
  readonly remoteReadAt: Date;
}

/** The base of the next push: what was sent of a record, and what the branch has of it now. None where nothing was agreed. */
export function baseOfNext(
  { centralClient, branchClient, request }: PushContext,
  { manner }: OpenModel,
  { planned, action, remote, remoteId, remoteReadAt }: PushedRecord,
  readAt: Date,
): PushOutcome['pushed'] {
  const { row, fields, base, remote: before } = planned;
  const now = remote ?? (action === 'same' || action === 'left' ? before : null);
  if (remoteId === null || now === null) return [];
  const dates = { centralWrittenAt: String(row['write_date'] ?? ''), remoteWrittenAt: String(now['write_date'] ?? '') };
  const areSettled =
    isSettled(dates.centralWrittenAt, readAt, centralClient) && isSettled(dates.remoteWrittenAt, remoteReadAt, branchClient);
  const agreed = fields.flatMap((field) => agreedOn(field) ?? []);
  return [
    {
      ...{ centralId: row.id, remoteId, manner, isSettled: areSettled, ...dates },
      sent: Object.fromEntries(agreed.map(({ name, sent }) => [name, sent])),
      became: Object.fromEntries(agreed.map(({ name, became }) => [name, became])),
    },
  ];

  /** What stays as the branch has it keeps its own base, so that it is known for the branch's own still; unless somebody has settled it in this very run. */
  function agreedOn({ field, wanted, now: was, state }: PlannedField) {
    const { name } = field;
    if (state === 'write') {
      const became = plainValue(asCarried(remote?.[field.read]), field);
      return remote === null ? null : { name, sent: digestOf(wanted), became: digestOf(became) };
    }
    if (state === 'same') return { name, sent: digestOf(wanted), became: digestOf(was) };
    if (request.conflicts === 'branch_wins') return { name, sent: keptInstead(wanted), became: digestOf(was) };
    const [sent, became] = [base?.sent[name], base?.became[name]];
    return sent === undefined || became === undefined ? null : { name, sent, became };
  }
}
