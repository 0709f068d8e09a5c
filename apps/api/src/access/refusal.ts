import { type Database, findBranch, findFailure, findRunWithBranch, type RunKind } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';
import type { ProblemContent } from '../problems/problem-error.ts';
import { type Identity, inWords } from './identity.ts';
import { pathParams } from './path-params.ts';
import { isAtLeast, isLook, type Permission } from './permissions.ts';

/** What a request is about, as far as a limited key must know it; null: there is no such thing, and the route says so. */
interface Subject {
  readonly branchId: string;
  readonly runKind: RunKind | null;
}

/** Why somebody may not call a route; null where they may. Only for a key with limits it takes a look at the database. */
export async function refusalOf(
  db: Database,
  identity: Identity,
  permission: Permission,
  request: Pick<FastifyRequest, 'method' | 'params'>,
): Promise<ProblemContent | null> {
  const { least, reach } = permission;
  const who = inWords(identity);
  if (!isAtLeast(identity.role, least)) {
    return { code: 'access.role', detail: `This needs the role "${least}". ${who} has "${identity.role}".` };
  }
  if (identity.acts === null && identity.branchIds === null) return null;
  if (identity.branchIds !== null && reach === 'fleet') {
    return { code: 'access.branch', detail: `This is about all branches. ${who} is for some of them alone.` };
  }
  const subject = await subjectOf(db, reach, request.params);
  const act = permission.act === 'of_run' ? (subject?.runKind ?? null) : permission.act;
  const isWithinActs = act === null ? isLook(request.method) || reach === 'any' : identity.acts?.includes(act);
  if (identity.acts !== null && !isWithinActs) {
    return { code: 'access.act', detail: `${who} is for this alone: ${identity.acts.join(', ')}.` };
  }
  if (identity.branchIds !== null && subject !== null && !identity.branchIds.includes(subject.branchId)) {
    return { code: 'access.branch', detail: `${who} is for other branches than this one.` };
  }
  return null;
}

async function subjectOf(db: Database, reach: Permission['reach'], params: unknown): Promise<Subject | null> {
  const { code, id } = pathParams(params);
  if (reach === 'branch' && code !== undefined) {
    const found = await findBranch(db, code);
    return found === undefined ? null : { branchId: found.branch.id, runKind: null };
  }
  // What is no id is refused by the route, before anything is looked up.
  if (id === undefined || !uuid.test(id)) return null;
  if (reach === 'run') {
    const found = await findRunWithBranch(db, id);
    return found === undefined ? null : { branchId: found.branch.id, runKind: found.run.kind };
  }
  if (reach === 'failure') {
    const found = await findFailure(db, id);
    return found === undefined ? null : { branchId: found.failure.branchId, runKind: null };
  }
  return null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
