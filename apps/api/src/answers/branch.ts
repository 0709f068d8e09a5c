import type { Branch } from '@branch-sync/contract';
import type { BranchWithSchedule } from '@branch-sync/db';
import { connectionAnswer } from './connection.ts';
import { masterDataAnswer } from './master-data.ts';
import { scheduleAnswer } from './schedule.ts';

/** A branch as the contract has it. */
export function branchAnswer({ branch, receive, push, reconcile, circuit }: BranchWithSchedule): Branch {
  return {
    id: branch.id,
    code: branch.code,
    name: branch.name,
    timezone: branch.timezone,
    ...connectionAnswer(branch, circuit),
    connectTimeoutMs: branch.connectTimeoutMs,
    callTimeoutMs: branch.callTimeoutMs,
    defaultCustomerId: branch.defaultCustomerId,
    defaultSalespersonId: branch.defaultSalespersonId,
    warehouseId: branch.warehouseId,
    pricelistId: branch.pricelistId,
    companyId: branch.companyId,
    customerRule: branch.customerRule,
    totalRule: branch.totalRule,
    adjustProductId: branch.adjustProductId,
    adjustLimit: branch.adjustLimit,
    masterData: masterDataAnswer(branch.masterData),
    receive: scheduleAnswer(receive),
    push: push && scheduleAnswer(push),
    reconcile: reconcile && scheduleAnswer(reconcile),
    createdAt: branch.createdAt.toISOString(),
    updatedAt: branch.updatedAt.toISOString(),
  };
}
