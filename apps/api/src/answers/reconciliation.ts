import type { ReconciledDay, ReconcileFinding, ReconciliationEntry, ReconciliationMapEntry } from '@branch-sync/contract';
import type { ListedDay, MappedBranch, ReconciledDay as StoredDay, ReconcileFinding as StoredFinding } from '@branch-sync/db';
import type { OpenInCentral } from './open-in-central.ts';

/** A reconciled day as the contract has it. */
export function reconciledDayAnswer(stored: StoredDay, branchCode: string): ReconciledDay {
  return { ...headOf(stored, branchCode), figures: figuresOf(stored) };
}

/** The same in few words. */
export function reconciliationEntryAnswer({ day, branchCode, branchName }: ListedDay): ReconciliationEntry {
  const { currency, branch, ledger, central, toCome } = day.figures;
  return {
    ...headOf(day, branchCode),
    branchName,
    currency,
    totals: { branch: branch.sold, ledger: ledger.known, central: central.there },
    toCome,
  };
}

/** A branch of the map as the contract has it. */
export function mapEntryAnswer({ code, name, timezone, days }: MappedBranch): ReconciliationMapEntry {
  return {
    branchCode: code,
    branchName: name,
    timezone,
    days: days.map(({ findings, sold, ...day }) => ({ ...day, findingCount: findings, ...sold })),
  };
}

function headOf({ day, status, findings, runId, reconciledAt }: StoredDay, branchCode: string) {
  return { branchCode, day, status, findingCount: findings, runId, reconciledAt: reconciledAt.toISOString() };
}

function figuresOf({ figures: { branch, ledger, ...figures } }: StoredDay): ReconciledDay['figures'] {
  const listOf = <T>(list: readonly T[] | null) => list && [...list];
  return {
    ...figures,
    branch: { ...branch, byMethod: listOf(branch.byMethod) },
    ledger: { ...ledger, byMethod: listOf(ledger.byMethod) },
  };
}

/** A finding as the contract has it. */
export function findingAnswer(stored: StoredFinding, openInCentral: OpenInCentral): ReconcileFinding {
  const { branchId: _branch, day: _day, ...shown } = stored;
  return { ...shown, centralUrl: stored.kind === 'deleted' ? null : openInCentral(stored.centralId) };
}
