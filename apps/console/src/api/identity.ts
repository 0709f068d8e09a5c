import type { IdentityAnswer, Role } from '@branch-sync/contract';
import { useSuspenseQuery } from '@tanstack/react-query';
import { asked } from './ask.ts';

export const identityQuery = asked<IdentityAnswer>('settings', '/api/session');

const order: readonly Role[] = ['viewer', 'operator', 'admin'];

/** Who is signed in, and whether they may do what a role may. The API decides; the page only leaves out what would be refused. */
export function useIdentity() {
  const { data: identity } = useSuspenseQuery(identityQuery);
  return { identity, may: (role: Role) => order.indexOf(identity.role) >= order.indexOf(role) };
}
