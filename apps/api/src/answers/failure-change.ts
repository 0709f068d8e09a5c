import type { FailuresChanged } from '@branch-sync/contract';
import type { FailureChange } from '@branch-sync/db';

export function failureChangeAnswer({ changed, untouched }: FailureChange): FailuresChanged {
  return { changed, untouched: [...untouched] };
}
