import type { MappingImport } from '@branch-sync/contract';
import { type Actor, type Branch, mappedCentralIds } from '@branch-sync/db';
import { checkAgainstCentral, setChecked } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { type BadCell, readCsv, UnreadableCsvError } from './csv/read-csv.ts';

const maxRows = 50_000;

/**
 * Sets what a file of mappings says that does not stand already: its good rows, or, where a row is bad and `all_or_nothing` is asked for, nothing.
 * Throws a problem for a file that cannot be read.
 */
export async function importMappings(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  text: string,
  { mode, retry }: { readonly mode: 'all_or_nothing' | 'good_rows'; readonly retry: boolean },
): Promise<MappingImport> {
  const content = readOrRefuse(text);
  const standing = await mappedCentralIds(deps.db, branch.id);
  const news = content.settings.filter(
    ({ model, remoteId, centralId }) => centralId !== (standing.get(model)?.get(remoteId) ?? null),
  );
  const records = news.map((setting) => ({ ...setting, branchId: branch.id, branchCode: branch.code }));
  const { fit, unfit, unchecked } = await checkAgainstCentral(deps, records, AbortSignal.timeout(deps.connectionTestMs));
  const misfits = unfit.map(({ index, message }): BadCell => ({ line: news[index]?.line ?? 0, column: 'central_id', message }));
  const bad = [...content.bad, ...misfits].sort((one, other) => one.line - other.line);
  const applied = bad.length > 0 && mode === 'all_or_nothing' ? [] : fit;
  const detail = { applied: applied.length, bad: bad.length, mode, retry };
  const entry = { action: 'mappings.import', subject: `branch:${branch.code}`, branchId: branch.id, detail };
  const { curable, runs } = await setChecked(deps, actor, applied, { retry, entry });
  return {
    applied: applied.length,
    unchanged: content.settings.length - news.length + content.blank,
    bad,
    unchecked,
    curable: { ...curable, amounts: [...curable.amounts] },
    runs: [...runs],
  };
}

function readOrRefuse(text: string) {
  try {
    return readCsv(text, { maxRows });
  } catch (error) {
    if (!(error instanceof UnreadableCsvError)) throw error;
    const errors = [{ field: 'body', message: error.message }];
    throw new ProblemError(422, { code: 'csv.unreadable', detail: `Nothing was set. ${error.message}`, errors });
  }
}
