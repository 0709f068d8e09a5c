import type { RoleGroups } from '@branch-sync/config';
import type { Role } from '@branch-sync/db';

const highestFirst: readonly Role[] = ['admin', 'operator', 'viewer'];

/** The highest role that groups give; null where they give none. */
export function roleOfGroups(groups: RoleGroups, held: readonly string[]): Role | null {
  return highestFirst.find((role) => groups[role].some((group) => held.includes(group))) ?? null;
}

/** Every group that gives a role, each once. */
export function groupsThatCount({ viewer, operator, admin }: RoleGroups): string[] {
  return [...new Set([...viewer, ...operator, ...admin])];
}
