import type { ConnectionFacts, OdooClient, OdooConnection, OdooLimits } from './client.ts';
import { askVersion, discover, transportOf } from './discover.ts';
import { OdooError } from './errors.ts';
import { fieldAttributes, parseFields } from './field-description.ts';
import { parseLoadResult } from './load-result.ts';
import { parseRows, UnexpectedRowError } from './parse-rows.ts';
import type { RowOf } from './record.ts';
import { assertSendable, UnsendableValueError } from './sendable.ts';
import type { WireCall } from './transport.ts';
import { type CallName, openWire, type Wire } from './wire.ts';

export const DEFAULT_LIMITS: OdooLimits = { connectTimeoutMs: 5_000, callTimeoutMs: 60_000, maxAnswerBytes: 64 * 1024 * 1024 };

/**
 * A client of one Odoo database. Nothing is asked before the first call; with `facts` (what an earlier `connect` of the
 * same connection gave) not even then. The caller closes it.
 */
export function createOdooClient(
  connection: OdooConnection,
  limits: OdooLimits = DEFAULT_LIMITS,
  options: { readonly facts?: ConnectionFacts | null } = {},
): OdooClient {
  const wire = openWire(connection, limits);
  const { secret: _, ...shown } = connection;
  let facts: Promise<ConnectionFacts> | null = options.facts ? Promise.resolve(options.facts) : null;
  let isStored = Boolean(options.facts);

  function connect(signal: AbortSignal | null): Promise<ConnectionFacts> {
    if (facts === null) {
      facts = discover(wire, signal);
      isStored = false;
      // A discovery that failed is no knowledge: the next call asks again.
      facts.catch(() => {
        facts = null;
      });
    }
    return facts;
  }

  async function send(call: WireCall): Promise<unknown> {
    const name = { model: call.model, method: call.method };
    refuseUnsendable(wire, call, name);
    const known = await connect(call.signal);
    try {
      return await transportOf(known.transport, wire).call(call, known.uid);
    } catch (error) {
      if (!isStored || !contradicts(error)) throw error;
      // What was stored may be of before an upgrade or a new key. The call was refused at the door, so it may be repeated.
      facts = null;
      const renewed = await connect(call.signal);
      return transportOf(renewed.transport, wire).call(call, renewed.uid);
    }
  }

  const client: OdooClient = {
    connection: shown,
    get callCount() {
      return wire.tally.calls;
    },
    get waitedMs() {
      return wire.tally.waitedMs;
    },
    get clockOffsetMs() {
      return wire.tally.clockOffsetMs;
    },
    connect: (signal) => connect(signal ?? null),
    version: (signal) => askVersion(wire, signal ?? null),
    call: (model, method, { ids, named, context, signal } = {}) =>
      send({ model, method, ids: ids ?? null, named: named ?? {}, context: context ?? null, signal: signal ?? null }),

    async searchRead(model, shape, { domain, order, limit, offset, context, signal }) {
      const fields = Object.keys(shape);
      const window = { ...(order && { order }), ...(limit && { limit }), ...(offset && { offset }) };
      const rows = await client.call(model, 'search_read', {
        named: { domain, fields, ...window },
        ...(context && { context }),
        ...(signal && { signal }),
      });
      try {
        return await parseRows(rows, shape);
      } catch (error) {
        if (!(error instanceof UnexpectedRowError)) throw error;
        throw wire.error('not_odoo', error.message, { model, method: 'search_read' });
      }
    },

    async *searchReadPages(model, shape, { domain, pageSize, afterId, context, signal }) {
      for (let lastId = afterId ?? 0; ; ) {
        const rows: (RowOf<typeof shape> & { id?: unknown })[] = await client.searchRead(model, shape, {
          domain: [['id', '>', lastId], ...domain],
          order: 'id',
          limit: pageSize,
          ...(context && { context }),
          ...(signal && { signal }),
        });
        const page = rows.filter(hasId);
        const last = page.at(-1);
        if (last !== undefined) yield page;
        if (last === undefined || rows.length < pageSize) return;
        lastId = last.id;
      }
    },

    async fieldsGet(model, names, signal) {
      const answer = await client.call(model, 'fields_get', {
        named: { attributes: fieldAttributes, ...(names && { allfields: names }) },
        ...(signal && { signal }),
      });
      const fields = parseFields(answer);
      if (fields === null) throw wire.error('not_odoo', 'fields_get answers no fields.', { model, method: 'fields_get' });
      return fields;
    },

    async load(model, fields, rows, context, signal) {
      const answer = await client.call(model, 'load', { named: { fields, data: rows }, context, ...(signal && { signal }) });
      const result = parseLoadResult(answer);
      if (result === null)
        throw wire.error(
          'not_odoo',
          'load answers neither ids nor messages.',
          { model, method: 'load' },
          { workMayBeDone: true },
        );
      return result;
    },

    close: () => wire.close(),
  };
  return client;
}

/** Refused before any work, in a way that other facts would change. */
function contradicts(error: unknown): boolean {
  return error instanceof OdooError && (error.kind === 'wrong_login' || (error.kind === 'not_odoo' && error.httpStatus === 404));
}

function refuseUnsendable(wire: Wire, { named, context }: WireCall, name: CallName): void {
  try {
    assertSendable({ ...named, ...(context && { context }) }, '');
  } catch (error) {
    if (error instanceof UnsendableValueError) throw wire.error('invalid_argument', error.message, name);
    throw error;
  }
}

/** Rows that are paged by id must have been read with it. */
function hasId<Row extends { id?: unknown }>(row: Row): row is Row & { id: number } {
  return typeof row.id === 'number';
}
