import type { ConnectionFacts } from './client.ts';
import { discover, transportOf } from './discover.ts';
import { OdooError } from './errors.ts';
import { shareDiscovery } from './share-discovery.ts';
import type { WireCall } from './transport.ts';
import type { Wire } from './wire.ts';

/** Calls over a connection whose version, wire and user are known, or are asked for by the first call that needs them. */
export interface SignedInCalls {
  connect(signal: AbortSignal | null): Promise<ConnectionFacts>;
  send(call: WireCall): Promise<unknown>;
}

/** `stored` are facts of an earlier client; those that speak of a wire which is no longer chosen are not used. */
export function signedInCalls(wire: Wire, stored: ConnectionFacts | null): SignedInCalls {
  const { transport: choice } = wire.connection;
  const given = choice === 'auto' || choice === stored?.transport ? stored : null;
  let facts = given;

  const ask = shareDiscovery(
    async (signal) => {
      facts = await discover(wire, signal);
      return facts;
    },
    () => wire.error('aborted', 'the call was given up.', { model: null, method: 'authenticate' }),
  );
  const connect = async (signal: AbortSignal | null) => facts ?? ask(signal);

  return {
    connect,
    async send(call) {
      const { model, method, ids, named, context, signal } = call;
      wire.refuseUnsendable({ model, method, ids, ...named, context }, call);
      const used = await connect(signal);
      const startedAt = performance.now();
      try {
        return await transportOf(used.transport, wire).call(call, used.uid);
      } catch (error) {
        if (used !== given || !contradicts(error)) throw timed(error, startedAt);
        // What was stored may be of before an upgrade or a new key. The call was refused at the door, so it may be repeated;
        // calls that were refused side by side ask once, and go on with what the first of them found.
        if (facts === given) facts = null;
        const renewed = await connect(signal);
        return transportOf(renewed.transport, wire).call({ ...call, attempt: 2 }, renewed.uid);
      }
    },
  };
}

function timed(error: unknown, startedAt: number): unknown {
  if (error instanceof OdooError) error.tookMs = Math.round(performance.now() - startedAt);
  return error;
}

/** Refused before any work, in a way that other facts would change. */
function contradicts(error: unknown): boolean {
  if (!(error instanceof OdooError)) return false;
  return (
    error.kind === 'wrong_login' || (error.httpStatus === 404 && (error.kind === 'not_odoo' || error.kind === 'unsupported'))
  );
}
