import { z } from 'zod';
import type { OdooValue } from '../client.ts';
import type { OdooError } from '../errors.ts';
import { json2Fault } from '../fault.ts';
import { type Answer, textOfAnswer } from '../http/exchange.ts';
import { refuseHttp } from '../refuse-http.ts';
import type { Transport } from '../transport.ts';
import type { CallName, Wire } from '../wire.ts';

/** `debug` holds a traceback: it is not even read. */
const errorBody = z.object({ name: z.string(), message: z.string() });

/** JSON-2: `POST /json/2/MODEL/METHOD` with the API key as bearer token (Odoo 19 and newer). */
export function json2Transport(wire: Wire): Transport {
  return {
    async authenticate(signal) {
      const name = { model: 'res.users', method: 'context_get' };
      const answer = z.object({ uid: z.int().positive() }).safeParse(await send(wire, name, {}, signal));
      if (answer.success) return answer.data.uid;
      throw wire.error('not_odoo', 'context_get does not tell the user.', name);
    },
    call({ model, method, ids, named, context, signal }) {
      const body = { ...named, ...(ids === null ? {} : { ids }), ...(context === null ? {} : { context }) };
      return send(wire, { model, method }, body, signal);
    },
  };
}

async function send(
  wire: Wire,
  name: { readonly model: string; readonly method: string },
  body: { readonly [key: string]: OdooValue },
  signal: AbortSignal | null,
): Promise<unknown> {
  const path = `/json/2/${encodeURIComponent(name.model)}/${encodeURIComponent(name.method)}`;
  const request = {
    method: 'POST' as const,
    url: new URL(path, wire.connection.url).href,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      authorization: `bearer ${wire.connection.secret}`,
      'x-odoo-database': wire.connection.database,
    },
    body: JSON.stringify(body),
  };
  return wire.send(name, request, signal, async (head) => {
    const isJson = /json/i.test(head.contentType);
    if (!isJson) throw await refusePage(wire, head, name);
    const answer = parse(wire, head, await textOfAnswer(head), name);
    if (head.status === 200) return answer;
    const error = errorBody.safeParse(answer);
    if (!error.success) throw await refuseHttp(wire, head, name);
    throw wire.fault(json2Fault(head.status, error.data.name, error.data.message), name, { httpStatus: head.status });
  });
}

/** Odoo answers for a database that it does not have with a page, and no status says so better than 404. */
async function refusePage(wire: Wire, head: Answer, name: CallName): Promise<OdooError> {
  if (head.status === 200) return wire.error('not_odoo', 'the answer is a web page.', name, { httpStatus: 200 });
  if (head.status !== 404) return refuseHttp(wire, head, name);
  const page = await textOfAnswer(head);
  return /No database is selected|X-Odoo-Database/i.test(page)
    ? wire.error('wrong_database', `there is no database "${wire.connection.database}".`, name, { httpStatus: 404 })
    : refuseHttp(wire, head, name);
}

function parse(wire: Wire, head: Answer, text: string, name: CallName): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wire.error('not_odoo', 'the answer is not JSON, or ended in the middle.', name, {
      httpStatus: head.status,
      workMayBeDone: true,
    });
  }
}
