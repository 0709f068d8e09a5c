import type { PersonAnswer } from '@branch-sync/contract';
import type { Person } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** A person as the contract has them. */
export function personAnswer({ id, source, login, name, role, ...moments }: Person): PersonAnswer {
  return {
    id,
    source,
    login,
    name,
    role,
    isDisabled: moments.disabledAt !== null,
    createdAt: moments.createdAt.toISOString(),
    lastSignInAt: momentOrNull(moments.lastSignInAt),
    checkedAt: momentOrNull(moments.checkedAt),
  };
}
