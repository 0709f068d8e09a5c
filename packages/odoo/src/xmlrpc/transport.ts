import type { OdooValue } from '../client.ts';
import type { Transport, WireCall } from '../transport.ts';
import type { Wire } from '../wire.ts';
import { sendXmlRpc } from './send.ts';

/** Arguments that go by position: those of `create` and `load` have had other names, the others were measured so. */
const positional: ReadonlyMap<string, readonly string[]> = new Map([
  ['create', ['vals_list']],
  ['load', ['fields', 'data']],
  ['search', ['domain']],
  ['search_count', ['domain']],
  ['search_read', ['domain']],
  ['write', ['vals']],
]);

/** XML-RPC: `/xmlrpc/2/common` to sign in, `/xmlrpc/2/object` to work (Odoo 14 to 21). */
export function xmlRpcTransport(wire: Wire): Transport {
  const { database, login, secret } = wire.connection;
  return {
    async authenticate(signal) {
      const name = { model: null, method: 'authenticate' };
      wire.refuseUnsendable({ database, login, secret }, name);
      const uid = await sendXmlRpc(wire, 'common', 'authenticate', [database, login, secret, {}], signal, name);
      if (typeof uid === 'number' && uid > 0) return uid;
      if (uid === false) throw wire.error('wrong_login', 'the login or its secret is refused.', name);
      throw wire.error('not_odoo', 'authenticate answers neither a user nor false.', name);
    },

    async call({ model, method, ids, named, context, signal, attempt }, uid) {
      const name = { model, method };
      wire.refuseUnsendable({ database, secret }, name);
      const { positions, keywords } = argumentsOf({ method, ids, named, context });
      const params = [database, uid, secret, model, method, positions, keywords];
      return sendXmlRpc(wire, 'object', 'execute_kw', params, signal, name, attempt);
    },
  };
}

/** The records first, as `self`; then what is known to stand in a place of its own; the rest, and the context, by name. */
function argumentsOf({ method, ids, named, context }: Pick<WireCall, 'method' | 'ids' | 'named' | 'context'>) {
  const order = positional.get(method) ?? [];
  // Up to the first that was left out: behind a gap every place would be wrong.
  const gap = order.findIndex((name) => !(name in named));
  const placed = gap === -1 ? order : order.slice(0, gap);
  const rest = Object.entries(named).filter(([name]) => !placed.includes(name));
  const positions: OdooValue[] = [...(ids === null ? [] : [ids]), ...placed.map((name) => named[name] ?? null)];
  const keywords = Object.fromEntries(context === null ? rest : [...rest, ['context', context]]);
  return { positions, keywords };
}
