import type { AuditEntry } from '@branch-sync/contract';
import type { ListedAuditEntry } from '@branch-sync/db';

/** An entry of the audit log as the contract has it. */
export function auditEntryAnswer({ entry, branchCode }: ListedAuditEntry): AuditEntry {
  const { id, at, actor, actorId, action, subject, address, requestId, detail, changes } = entry;
  return {
    id,
    at: at.toISOString(),
    actor,
    actorId,
    action,
    subject,
    branchCode,
    address,
    requestId,
    detail,
    changes: [...changes],
  };
}
