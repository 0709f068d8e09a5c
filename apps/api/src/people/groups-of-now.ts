import { type Actor, centralActor, claimCheck, findPerson, keepCheckedRole, type Person } from '@branch-sync/db';
import { OdooError } from '@branch-sync/odoo';
import { lookUpCentralAccount, RunStoppedError } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { groupsThatCount, roleOfGroups } from './role-of-groups.ts';

/** Central has so long to say which groups somebody is in, in milliseconds: they wait for it. */
const answerWithinMs = 5_000;
/** Where it did not, it is not asked again about the same person for so long. */
const pauseMs = 60_000;

/**
 * A person as their source knows them: one of central's Odoo is looked up again every few minutes, and goes on for a while where central does not
 * answer. Null where they may no longer in. Throws a problem where central has been silent for too long.
 */
export async function withGroupsOfNow(deps: ApiDeps, person: Person): Promise<Person | null> {
  if (person.source !== 'odoo') return person;
  const { everyMs, graceMs } = deps.access.groupCheck;
  const now = deps.now();
  const ageMs = now.getTime() - (person.checkedAt?.getTime() ?? 0);
  if (ageMs <= everyMs) return person;
  const isOverdue = ageMs > everyMs + graceMs;
  const since = new Date(now.getTime() - Math.min(everyMs, pauseMs));
  const underWay = looks.get(person.id);
  if (!isOverdue && underWay !== undefined) return person;
  try {
    const found = await (underWay ?? look(deps, person, { since, now }));
    if (found !== 'not asked') return found;
  } catch (error) {
    if (!isAway(error)) throw error;
    deps.log.warn({ err: error, person: person.id }, 'central does not say which groups a person is in');
  }
  if (!isOverdue) return person;
  // Another look may have come to its end since the person was read.
  const again = await findPerson(deps.db, person.id);
  if (again?.checkedAt && now.getTime() - again.checkedAt.getTime() <= everyMs + graceMs)
    return again.role === null ? null : again;
  throw new ProblemError(503, {
    code: 'access.central_away',
    detail:
      'Central does not answer, and has not said for too long whether you may still in. Try again in a minute, or use a local account.',
  });
}

type Look = Person | null | 'not asked';

/** What this process is asking: a page wants many things at once, and whoever has been away for long waits for one answer. */
const looks = new Map<string, Promise<Look>>();

function look(deps: ApiDeps, person: Person, moments: { readonly since: Date; readonly now: Date }): Promise<Look> {
  const ask = async () => ((await claimCheck(deps.db, person.id, moments)) ? checkGroups(deps, person) : 'not asked');
  const asking = ask().finally(() => looks.delete(person.id));
  looks.set(person.id, asking);
  return asking;
}

/** Asks central about a person at once, and keeps what it says. Null where they may no longer in. Throws what central's silence throws. */
export async function checkGroups(deps: ApiDeps, person: Person, actor: Actor = centralActor): Promise<Person | null> {
  const { odooUserId: userId, login, odooGroupIds: groupIds } = person;
  if (userId === null) return person;
  const groups = deps.access.odooGroups;
  const known = { userId, login, groupIds };
  const now = await lookUpCentralAccount(deps, known, groupsThatCount(groups), AbortSignal.timeout(answerWithinMs));
  if (now === 'same') return keepCheckedRole(deps.db, actor, person, person, deps.now());
  const role = typeof now === 'string' ? null : roleOfGroups(groups, now.groups);
  const name = typeof now === 'string' ? person.name : now.name;
  const kept = await keepCheckedRole(deps.db, actor, person, { name, role }, deps.now());
  return kept.role === null ? null : kept;
}

/** Whether an error is central's silence or refusal of our own user, and not a fault of ours. */
export function isAway(error: unknown): error is OdooError | RunStoppedError {
  return error instanceof OdooError || error instanceof RunStoppedError;
}
