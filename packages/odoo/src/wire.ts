import { Agent } from 'undici';
import type { OdooConnection, OdooLimits } from './client.ts';
import { type OdooCallDescription, OdooError, type OdooErrorKind } from './errors.ts';
import type { Fault } from './fault.ts';
import { type Answer, type Exchange, ExchangeError, exchange } from './http/exchange.ts';
import { secretScrubber } from './secret-scrubber.ts';

export type CallName = { readonly model: string | null; readonly method: string | null };

/** The HTTP side of one connection: keep-alive sockets, the bounds, the tally, and errors that hold no secret. */
export interface Wire {
  readonly connection: OdooConnection;
  readonly tally: { calls: number; waitedMs: number; clockOffsetMs: number | null };
  send<T>(name: CallName, request: Exchange, signal: AbortSignal | null, read: (answer: Answer) => Promise<T>): Promise<T>;
  error(kind: OdooErrorKind, message: string, name: CallName, extra?: ErrorExtra): OdooError;
  fault(fault: Fault, name: CallName, extra?: ErrorExtra): OdooError;
  close(): Promise<void>;
}

type ErrorExtra = ConstructorParameters<typeof OdooError>[3];

export function openWire(connection: OdooConnection, limits: OdooLimits): Wire {
  const agent = new Agent({
    connect: { timeout: limits.connectTimeoutMs },
    // Odoo's HTTP workers are few: a client that hoards idle sockets keeps others out.
    keepAliveTimeout: 4_000,
    connections: 8,
    // The call's own deadline covers head and body.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const closing = new AbortController();
  const scrub = secretScrubber(connection.secret);
  const host = new URL(connection.url).host;
  const tally = { calls: 0, waitedMs: 0, clockOffsetMs: null as number | null };
  const waiting = waitingTime(tally);

  const describe = (name: CallName): OdooCallDescription => ({ host, database: connection.database, ...name });
  const error: Wire['error'] = (kind, message, name, extra) => new OdooError(kind, scrub(message), describe(name), extra);

  return {
    connection,
    tally,
    error,
    fault: (fault, name, extra) => error(fault.kind, fault.message, name, { access: fault.access, ...extra }),
    async send(name, request, signal, read) {
      tally.calls += 1;
      waiting.begin();
      const sentAt = Date.now();
      try {
        return await exchange(agent, request, limits, signal === null ? [closing.signal] : [closing.signal, signal], (answer) => {
          if (answer.dateMs !== null) tally.clockOffsetMs = answer.dateMs - sentAt;
          return read(answer);
        });
      } catch (cause) {
        if (cause instanceof ExchangeError) throw error(cause.kind, cause.message, name, { workMayBeDone: cause.workMayBeDone });
        throw cause;
      } finally {
        waiting.end();
      }
    },
    async close() {
      closing.abort();
      await agent.destroy();
    },
  };
}

/** Time during which at least one call was under way: calls side by side count once. */
function waitingTime(tally: { waitedMs: number }) {
  let underWay = 0;
  let since = 0;
  return {
    begin() {
      if (underWay === 0) since = performance.now();
      underWay += 1;
    },
    end() {
      underWay -= 1;
      if (underWay === 0) tally.waitedMs += performance.now() - since;
    },
  };
}
