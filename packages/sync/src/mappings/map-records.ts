import {
  type Actor,
  type AuditEntry,
  type BranchRecord,
  type Curable,
  curableBy,
  type LinkedRecordState,
  type MappingSetting,
  recordsWaitedFor,
  setMappings,
} from '@branch-sync/db';
import type { Queues } from '@branch-sync/queue';
import { lookInCentral } from '../connections/look.ts';
import type { ConnectionDeps } from '../connections/open-connection.ts';
import { type RetryOutcome, retryFailures } from '../failures/retry-failures.ts';
import type { CentralRecord } from './central-records.ts';
import { readRecordsOfModels } from './read-records-of-models.ts';

/** A record of a branch and what of central it is to be; null: nothing, its mapping is forgotten. */
export interface RecordToMap extends BranchRecord {
  readonly branchCode: string;
  readonly centralId: number | null;
}

export interface MapAsk {
  readonly records: readonly RecordToMap[];
  /** Whether what waits for the records is tried again at once. */
  readonly retry: boolean;
  readonly entry: AuditEntry;
}

/** What mapping needs of the process. */
type MapDeps = ConnectionDeps & { readonly queues: Queues };

/** A record as it was mapped. Name and state of central's are null where it could not be looked at. */
export interface MappedRecord extends RecordToMap {
  readonly centralName: string | null;
  readonly centralState: LinkedRecordState | null;
}

export interface MapOutcome {
  readonly set: readonly MappedRecord[];
  /** Why central's records could not be looked at before they were set; null: they were. */
  readonly unchecked: string | null;
  readonly curable: Curable;
  readonly runs: RetryOutcome['runs'];
}

/** What is the matter with one of the asked mappings: its place in the list, and what to do. */
export interface UnfitMapping {
  readonly index: number;
  readonly message: string;
}

/** Some of the asked mappings cannot be; none was set. */
export class UnfitMappingsError extends Error {
  override readonly name = 'UnfitMappingsError';
  readonly unfit: readonly UnfitMapping[];
  constructor(unfit: readonly UnfitMapping[]) {
    super('Some records cannot be mapped so; none was set.');
    this.unfit = unfit;
  }
}

/**
 * Maps records by hand, all of them or none, and tells what that cures. Central is asked first whether it has the records, within `signal`;
 * where it does not answer they are set all the same, and the outcome says so. Throws `UnfitMappingsError`.
 */
export async function mapRecords(deps: MapDeps, actor: Actor, ask: MapAsk, signal: AbortSignal): Promise<MapOutcome> {
  const { fit, unfit, unchecked } = await checkAgainstCentral(deps, ask.records, signal);
  if (unfit.length > 0) throw new UnfitMappingsError(unfit);
  return { unchecked, ...(await setChecked(deps, actor, fit, ask)) };
}

/** Sets what was checked, and tells what that cures; the runs that do so are queued if they are wanted. */
export async function setChecked(
  deps: MapDeps,
  actor: Actor,
  fit: readonly MappedRecord[],
  { retry, entry }: Pick<MapAsk, 'retry' | 'entry'>,
): Promise<Omit<MapOutcome, 'unchecked'>> {
  await setMappings(deps.db, actor, fit.map(toSetting), entry);
  const mapped = fit.filter(({ centralId }) => centralId !== null);
  const curable = await curableBy(deps.db, mapped);
  if (!retry || curable.failures === 0) return { set: fit, curable, runs: [] };
  // An import has tens of thousands of records, and next to none of them is waited for.
  const { runs } = await retryFailures(deps, actor, { curedBy: await recordsWaitedFor(deps.db, mapped), within: null }, null);
  return { set: fit, curable, runs };
}

/** Parts records that may be mapped so from those that may not. */
export async function checkAgainstCentral(
  deps: ConnectionDeps,
  records: readonly RecordToMap[],
  signal: AbortSignal,
): Promise<{ fit: MappedRecord[]; unfit: UnfitMapping[]; unchecked: string | null }> {
  const wanted = records.flatMap(({ model, centralId }) => (centralId === null ? [] : [{ model, centralId }]));
  if (wanted.length === 0) return { fit: records.map((record) => withFound(record, undefined)), unfit: [], unchecked: null };
  const look = await lookInCentral(deps, (client) => readRecordsOfModels(client, wanted, signal));
  if ('unseen' in look) return { fit: records.map((record) => withFound(record, undefined)), unfit: [], unchecked: look.unseen };
  const fit: MappedRecord[] = [];
  const unfit: UnfitMapping[] = [];
  for (const [index, record] of records.entries()) {
    const ofModel = look.seen.get(record.model);
    const found = record.centralId === null ? undefined : ofModel?.get(record.centralId);
    const isUnseen = record.centralId === null || ofModel === undefined;
    const message = isUnseen ? null : whatIsUnfit(record.centralId, found);
    if (message === null) fit.push(withFound(record, found));
    else unfit.push({ index, message });
  }
  const denied = [...new Set(wanted.map(({ model }) => model))].filter((model) => !look.seen.has(model));
  return { fit, unfit, unchecked: denied.length === 0 ? null : `Our user may not read ${denied.join(', ')} in central.` };
}

function whatIsUnfit(centralId: number, found: CentralRecord | undefined): string | null {
  if (found === undefined) return `central has no record ${centralId} of this model, or our user may not see it: give another id`;
  if (found.state === 'archived') return `“${found.name}” is archived in central: unarchive it there, or give another id`;
  return found.misfit === null ? null : `“${found.name}” ${found.misfit}: give another id`;
}

function withFound(record: RecordToMap, found: CentralRecord | undefined): MappedRecord {
  return { ...record, centralName: found?.name ?? null, centralState: found?.state ?? null };
}

function toSetting({ centralName, centralState, ...record }: MappedRecord): MappingSetting {
  const found = centralName === null || centralState === null ? null : { name: centralName, state: centralState };
  return { ...record, found };
}
