import { allBranches, findCentral } from '@branch-sync/db';
import { type ConnectionCheck, type ConnectionDeps, inParallel, testBranch, testCentral } from '@branch-sync/sync';
import { type Check, well } from './check.ts';

/** One connection's test is over by then. */
const patienceMs = 20_000;
const testsAtOnce = 8;

/** Tests central and every branch as a run would use them. */
export async function checkConnections(deps: ConnectionDeps): Promise<Check[]> {
  const central = await checkCentral(deps);
  const branches = await allBranches(deps.db, null);
  const checks = await inParallel(branches, testsAtOnce, async (branch) =>
    checksOf(branch.code, await testBranch(deps, branch, AbortSignal.timeout(patienceMs))),
  );
  const none: Check[] = branches.length > 0 ? [] : [noBranches];
  return [...central, ...checks.flat(), ...none];
}

const noBranches: Check = {
  subject: 'branches',
  level: 'warning',
  code: 'branches.none',
  message: 'No branch is set up yet.',
  fix: 'Add one: POST /api/branches (see /docs).',
};

async function checkCentral(deps: ConnectionDeps): Promise<Check[]> {
  if ((await findCentral(deps.db)) === undefined) {
    const message = 'The central connection is not set.';
    return [
      { subject: 'central', level: 'error', code: 'central.not_set', message, fix: 'Set it: PUT /api/central (see /docs).' },
    ];
  }
  return checksOf('central', await testCentral(deps, AbortSignal.timeout(patienceMs)));
}

/** A line of all that is well, and a line for everything that is not. */
export function checksOf(subject: string, { findings, company }: ConnectionCheck): Check[] {
  const isWell = findings.filter(({ level }) => level === 'ok').map(({ message }) => message);
  const rounding = company?.taxRoundingMethod?.replaceAll('_', ' ') ?? 'unknown';
  if (company !== null) isWell.push(`Company ${company.name}: ${company.currency ?? 'no currency'}, taxes ${rounding}.`);
  const troubles = findings.filter(({ level }) => level !== 'ok').map((finding) => ({ ...finding, subject }));
  return isWell.length === 0 ? troubles : [well(subject, 'connection.ok', isWell.join(' ')), ...troubles];
}
