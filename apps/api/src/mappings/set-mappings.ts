import type { MappingsInput } from '@branch-sync/contract';
import type { Actor, Branch } from '@branch-sync/db';
import { type MapOutcome, mapRecords, UnfitMappingsError } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** Maps records of a branch by hand. Throws a problem that names each row that cannot be; then none is set. */
export async function setMappingsOf(deps: ApiDeps, actor: Actor, branch: Branch, input: MappingsInput): Promise<MapOutcome> {
  const records = input.settings.map((setting) => ({ ...setting, branchId: branch.id, branchCode: branch.code }));
  const forgotten = records.filter(({ centralId }) => centralId === null).length;
  const detail = { set: records.length - forgotten, forgotten, retry: input.retry };
  const entry = { action: 'mappings.set', subject: `branch:${branch.code}`, branchId: branch.id, detail };
  const signal = AbortSignal.timeout(deps.connectionTestMs);
  return mapRecords(deps, actor, { records, retry: input.retry, entry }, signal).catch((error: unknown) => {
    throw error instanceof UnfitMappingsError ? unfitProblem(error, (index) => `settings.${index}.centralId`) : error;
  });
}

/** Some rows cannot be mapped so; `fieldOf` tells what the request calls a row. */
export function unfitProblem({ unfit }: UnfitMappingsError, fieldOf: (index: number) => string): ProblemError {
  const errors = unfit.map(({ index, message }) => ({ field: fieldOf(index), message }));
  const [first] = errors;
  const detail = `Nothing was set. ${first === undefined ? '' : `${first.field}: ${first.message}.`}`;
  return new ProblemError(422, { code: 'mapping.unfit', detail, errors });
}
