import { protectSecret, secretScrubber } from '@branch-sync/redaction';
import { Agent } from 'undici';
import type { OdooConnection, OdooLimits, OdooValue } from './client.ts';
import { OdooError, type OdooErrorKind } from './errors.ts';
import type { Fault } from './fault.ts';
import { type Answer, type Exchange, exchange } from './http/exchange.ts';
import { ExchangeError } from './http/exchange-error.ts';
import { guardedConnector } from './http/guarded-connector.ts';
import { tlsOptionsOf } from './http/tls-options.ts';
import type { CallObserver } from './observe.ts';
import { findUnsendable } from './sendable.ts';
import { startTally, type Tally } from './tally.ts';

/** What is being asked, for errors; nulls for calls that are not about a model. */
export type CallName = { readonly model: string | null; readonly method: string | null };

/** The HTTP side of one connection: keep-alive sockets, the bounds, the tally, and errors that hold no secret. */
export interface Wire {
  readonly connection: OdooConnection;
  readonly tally: Tally;
  readonly observe: CallObserver | undefined;
  /** One exchange. Throws `OdooError` for what the network does; what `read` throws passes. */
  send<T>(name: CallName, request: Exchange, signal: AbortSignal | null, read: (answer: Answer) => Promise<T>): Promise<T>;
  /** The URL of one of Odoo's own paths: they stand at the host's root, whatever page of it the connection names. */
  urlOf(path: string): string;
  error(kind: OdooErrorKind, message: string, name: CallName, extra?: ErrorExtra): OdooError;
  fault(fault: Fault, name: CallName, extra?: ErrorExtra): OdooError;
  /** Throws `invalid_argument`, with the place of the value, where one cannot be sent. */
  refuseUnsendable(values: { readonly [name: string]: OdooValue }, name: CallName): void;
  /** Takes the secret out of what Odoo wrote. */
  scrub(text: string): string;
  close(): Promise<void>;
}

type ErrorExtra = ConstructorParameters<typeof OdooError>[3];

/** Odoo closes a socket that was idle for 2 s (its `http_socket_timeout`); a request on its way just then would be lost. */
const keepAliveMs = 1_500;

/** Sockets to one Odoo: its HTTP workers are few, and a client that takes many keeps the shop's own tills out. */
const maxSockets = 8;

/** Enough for any message of Odoo for people, far below what a log or a row should hold. */
const maxMessageLength = 2_000;

/** Opens nothing yet. Throws `OdooError` (`invalid_argument`) for a URL that is not one of a web server. */
export function openWire(
  connection: OdooConnection,
  limits: OdooLimits,
  { isSecretTyped = false, observe }: { readonly isSecretTyped?: boolean; readonly observe?: CallObserver | undefined } = {},
): Wire {
  const scrub = secretScrubber(connection.secret);
  const base = webUrl(connection.url);
  const error: Wire['error'] = (kind, message, name, extra) => {
    // Scrubbed before it is cut, lest half a secret stay.
    const text = clip(scrub(message));
    return new OdooError(kind, text, { host: base?.host ?? '', database: connection.database, ...name }, extra);
  };
  if (base === null) throw error('invalid_argument', 'the URL is not of the form https://HOST.', { model: null, method: null });

  // A password that is the login, or the database's name, is none: texts need that word.
  const isWord = [connection.login, connection.database].includes(connection.secret);
  const release = isSecretTyped || isWord ? () => undefined : protectSecret(connection.secret);
  const closing = new AbortController();
  const tally = startTally();
  const agent = new Agent({
    connect: guardedConnector(limits, tlsOptionsOf(connection)),
    keepAliveTimeout: keepAliveMs,
    connections: maxSockets,
    // The call's own deadline covers head and body.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    connection,
    tally,
    observe,
    error,
    scrub,
    urlOf: (path) => new URL(path, base).href,
    fault: (fault, name, extra) => error(fault.kind, fault.message, name, { access: fault.access, ...extra }),
    refuseUnsendable(values, name) {
      const found = findUnsendable(values);
      if (found !== null) throw error('invalid_argument', `${found.path.replace(/^\./, '')} ${found.reason}.`, name);
    },
    async send(name, request, signal, read) {
      const signals = signal === null ? [closing.signal] : [closing.signal, signal];
      if (signals.some(({ aborted }) => aborted)) throw error('aborted', 'the call was given up.', name);
      const end = tally.begin();
      let isAnswered = false;
      try {
        const answer = await exchange(agent, request, limits, signals, (answer) => {
          tally.seeClock(answer.dateMs, Date.now());
          return read(answer);
        });
        isAnswered = true;
        return answer;
      } catch (cause) {
        if (cause instanceof ExchangeError) throw error(cause.kind, cause.message, name, { workMayBeDone: cause.workMayBeDone });
        throw cause;
      } finally {
        end(isAnswered);
      }
    },
    async close() {
      closing.abort();
      await agent.destroy();
      release();
    },
  };
}

function webUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  // A URL with a login in it would carry a second secret, which nothing here scrubs.
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : null;
}

function clip(text: string): string {
  return text.length > maxMessageLength ? `${text.slice(0, maxMessageLength).replace(/\p{Surrogate}$/u, '')}…` : text;
}
