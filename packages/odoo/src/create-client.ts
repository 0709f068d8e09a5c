import type { ConnectionFacts, OdooClient, OdooConnection, OdooContext, OdooLimits, SearchReadOptions } from './client.ts';
import { fieldAttributes, parseFields } from './field-description.ts';
import { parseLoadResult } from './load-result.ts';
import type { CallObserver } from './observe.ts';
import { parseRows } from './parse-rows.ts';
import { groupCallOf } from './read-groups.ts';
import { readPages } from './read-pages.ts';
import type { RecordShape, RowOf } from './record.ts';
import { signedInCalls } from './signed-in-calls.ts';
import type { WireCall } from './transport.ts';
import { askVersion } from './version.ts';
import { openWire } from './wire.ts';

/** 5 s to connect, 60 s for a whole call, 64 MiB for an answer; a branch may be in the own network. */
export const DEFAULT_LIMITS: OdooLimits = {
  connectTimeoutMs: 5_000,
  callTimeoutMs: 60_000,
  maxAnswerBytes: 64 * 1024 * 1024,
  privateAddresses: 'allow',
};

type Window = Omit<SearchReadOptions, 'context' | 'signal'>;
interface Aside {
  readonly context?: OdooContext | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ClientOptions {
  /** What an earlier client of the same connection has learned. */
  readonly facts?: ConnectionFacts | null;
  /**
   * Somebody has just typed the secret, who may type anything: it is struck out of what this client tells, and of nothing else, where a word like
   * `imported` would be missing from then on.
   */
  readonly isSecretTyped?: boolean;
  /** Hears of every request, for figures and traces. */
  readonly observe?: CallObserver | undefined;
}

/**
 * A client of one Odoo database. Nothing is asked before the first call; with `facts` (what an earlier `connect` of the
 * same connection gave) not even then: facts that turn out to be wrong are asked for anew. The caller closes it.
 * Throws `OdooError` (`invalid_argument`) for a URL that is not http or https, or that holds a login.
 */
export function createOdooClient(
  connection: OdooConnection,
  limits: OdooLimits = DEFAULT_LIMITS,
  options: ClientOptions = {},
): OdooClient {
  const wire = openWire(connection, limits, options);
  const calls = signedInCalls(wire, options.facts ?? null);
  const { url, database, login, transport, tlsVerify = true } = connection;

  const ask = (model: string, method: string, named: WireCall['named'], { context, signal }: Aside) =>
    calls.send({ model, method, ids: null, named, context: context ?? null, signal: signal ?? null });

  async function readRows<S extends RecordShape>(model: string, shape: S, window: Window, aside: Aside): Promise<RowOf<S>[]> {
    const rows = await ask(model, 'search_read', { ...window, fields: Object.keys(shape) }, aside);
    return parseRows(rows, shape, (reason) => wire.error('not_odoo', `${model}: ${reason}`, { model, method: 'search_read' }));
  }

  return {
    // Named one by one, so that a property added to connections does not slip out with the rest.
    connection: { url, database, login, transport, tlsVerify },
    get callCount() {
      return wire.tally.calls;
    },
    get waitedMs() {
      return wire.tally.waitedMs;
    },
    get clockOffsetMs() {
      return wire.tally.clockOffsetMs;
    },
    get hasAnswered() {
      return wire.tally.hasAnswered;
    },
    get silentMs() {
      return wire.tally.silentMs;
    },
    connect: (signal) => calls.connect(signal ?? null),
    version: async (signal) => (await askVersion(wire, signal ?? null)).version,
    call: (model, method, { ids, named, context, signal } = {}) =>
      calls.send({ model, method, ids: ids ?? null, named: named ?? {}, context: context ?? null, signal: signal ?? null }),

    searchRead: (model, shape, { context, signal, ...window }) => readRows(model, shape, window, { context, signal }),

    searchReadPages: (model, shape, { context, signal, ...range }) =>
      readPages(
        shape,
        range,
        (page) => readRows(model, shape, page, { context, signal }),
        (kind, reason) => wire.error(kind, `${model}: ${reason}`, { model, method: 'search_read' }),
      ),

    async searchCount(model, { domain, context, signal }) {
      const count = await ask(model, 'search_count', { domain }, { context, signal });
      if (typeof count === 'number' && Number.isInteger(count)) return count;
      throw wire.error('not_odoo', `${model}: search_count answers no number.`, { model, method: 'search_count' });
    },

    async readGroups(model, groupAsk, signal) {
      const { version } = await calls.connect(signal ?? null);
      const { method, named, parse } = groupCallOf(version, groupAsk);
      const groups = parse(await ask(model, method, named, { context: { tz: groupAsk.timezone }, signal }));
      if (groups !== null) return groups;
      throw wire.error('not_odoo', `${model}: ${method} answers no groups.`, { model, method });
    },

    async fieldsGet(model, names, signal) {
      // An empty `allfields` means every field to Odoo.
      if (names?.length === 0) return {};
      const named = { attributes: fieldAttributes, ...(names && { allfields: names }) };
      const fields = parseFields(await ask(model, 'fields_get', named, { signal }));
      if (fields !== null) return fields;
      throw wire.error('not_odoo', `${model}: fields_get answers no descriptions of fields.`, { model, method: 'fields_get' });
    },

    async load(model, fields, rows, context, signal) {
      const result = parseLoadResult(await ask(model, 'load', { fields, data: rows }, { context, signal }), wire.scrub);
      if (result !== null) return result;
      const name = { model, method: 'load' };
      throw wire.error('not_odoo', `${model}: load answers neither ids nor messages.`, name, { workMayBeDone: true });
    },

    close: () => wire.close(),
  };
}
