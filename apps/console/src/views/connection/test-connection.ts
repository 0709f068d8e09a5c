import type { ConnectionCheck } from '@branch-sync/contract';
import { request } from '../../api/request.ts';
import type { ConnectionValues } from './connection-fields.tsx';
import type { TimeoutValues } from './timeout-fields.tsx';
import type { TlsValues } from './tls-fields.tsx';

/** Tries settings of a branch that are kept nowhere. Throws `ProblemError` with what is wrong by field. */
export function testConnection(settings: ConnectionValues & TlsValues & TimeoutValues): Promise<ConnectionCheck> {
  const { url, database, login, secret, transport, tlsCa, tlsVerify, connectTimeoutMs, callTimeoutMs } = settings;
  const body = { url, database, login, secret, transport, tlsCa, tlsVerify, connectTimeoutMs, callTimeoutMs };
  return request<ConnectionCheck>('POST', '/api/branches/test', { body });
}
