import type { Branch } from '@branch-sync/contract';
import type { ConnectionValues } from '../connection/connection-fields.tsx';
import type { TimeoutValues } from '../connection/timeout-fields.tsx';
import type { TlsValues } from '../connection/tls-fields.tsx';

/** What the connection form of a branch holds. */
export type BranchConnection = Pick<Branch, 'name' | 'timezone'> & ConnectionValues & TlsValues & TimeoutValues;

/** A branch's connection as its form begins with it. */
export function connectionOf(branch: Branch): BranchConnection {
  const { name, timezone, url, database, login, transport, tlsCa, tlsVerify, connectTimeoutMs, callTimeoutMs } = branch;
  return {
    ...{ name, timezone, url, database, login, secret: '', transport },
    ...{ tlsCa, tlsVerify, connectTimeoutMs, callTimeoutMs },
  };
}
