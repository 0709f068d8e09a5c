import type { AuditedFields } from '../audit-changes.ts';
import type { schedules } from '../schema/branches.ts';
import type { BranchWithSchedule } from './branches.ts';
import type { Central } from './central.ts';
import { windowOf } from './daily-window.ts';

/** What people set of a branch, by the names that they set it under. */
export function branchSettings({ branch, receive, push, reconcile }: Omit<BranchWithSchedule, 'circuit'>): AuditedFields {
  const { id: _id, archivedAt: _archivedAt, ...columns } = branch;
  return {
    ...connectionSettings(columns),
    receive: scheduleSettings(receive),
    push: push && scheduleSettings(push),
    reconcile: reconcile && scheduleSettings(reconcile),
  };
}

/** What people set of the central connection. */
export function centralSettings({ id: _id, ...columns }: Central): AuditedFields {
  return connectionSettings(columns);
}

/** All of a connection's row but what we keep with it ourselves. */
function connectionSettings<Row extends Omit<Central, 'id'>>(row: Row): AuditedFields {
  const { createdAt: _createdAt, updatedAt: _updatedAt, facts: _facts, factsAt: _factsAt, secretEnvelope, ...settings } = row;
  // Archived, a branch has no secret any more.
  return { ...settings, secret: secretEnvelope === '' ? null : secretEnvelope };
}

/** What people set of a schedule. */
function scheduleSettings(schedule: typeof schedules.$inferSelect): AuditedFields {
  const { startsAt, everySeconds, cron, paused } = schedule;
  return { startsAt, everySeconds, cron, paused, window: windowOf(schedule) };
}
