import type { ConnectionCheck } from '@branch-sync/contract';
import type { ConnectionCheck as Checked } from '@branch-sync/sync';

export function connectionCheckAnswer({ findings, missingRights, ...rest }: Checked): ConnectionCheck {
  return { ...rest, findings: [...findings], missingRights: [...missingRights] };
}
