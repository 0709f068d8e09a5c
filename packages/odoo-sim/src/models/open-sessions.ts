import type { Environment } from '../orm/environment.ts';
import { idOf, idsOf, type Row, textOf } from '../orm/value.ts';

export function isOpenSession(session: Row): boolean {
  return textOf(session, 'state') !== 'closed';
}

/** Open sessions of the shops that `isWanted` takes. */
export function openSessions(env: Environment, isWanted: (config: Row) => boolean): Row[] {
  const configs = env.database.table('pos.config');
  const sessions = env.database.table('pos.session');
  return sessions.ids().flatMap((id) => {
    const session = sessions.get(id);
    const config = session && configs.get(idOf(session, 'config_id') ?? 0);
    return session && config && isOpenSession(session) && isWanted(config) ? [session] : [];
  });
}

export function openSessionsWithMethod(env: Environment, methodId: number): Row[] {
  return openSessions(env, (config) => idsOf(config, 'payment_method_ids').includes(methodId));
}
