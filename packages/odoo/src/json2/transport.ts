import { z } from 'zod';
import type { OdooValue } from '../client.ts';
import { OdooError } from '../errors.ts';
import { json2Fault } from '../fault.ts';
import type { AnswerHead } from '../http/exchange.ts';
import { jsonTextOf } from '../http/json-text.ts';
import { observed } from '../observe.ts';
import { isBusy, refuseHttp } from '../refuse-http.ts';
import type { Transport } from '../transport.ts';
import { askVersion } from '../version.ts';
import type { CallName, Wire } from '../wire.ts';

/** `debug` holds a traceback: it is not even read. */
const errorBody = z.object({ name: z.string(), message: z.string() });

/** What a header can hold without being bent: visible ASCII. Odoo's API keys are hexadecimal. */
const isHeaderText = (text: string) => /^[!-~]+$/.test(text);

/** JSON-2: `POST /json/2/MODEL/METHOD` with the API key as bearer token (Odoo 19 and newer). */
export function json2Transport(wire: Wire): Transport {
  return {
    async authenticate(signal) {
      const name = { model: 'res.users', method: 'context_get' };
      const answer = z.object({ uid: z.int().positive() }).safeParse(await send(wire, name, {}, signal));
      if (answer.success) return answer.data.uid;
      throw wire.error('not_odoo', 'context_get does not tell the user.', name);
    },
    call({ model, method, ids, named, context, signal, attempt }) {
      const body = { ...named, ...(ids === null ? {} : { ids }), ...(context === null ? {} : { context }) };
      return send(wire, { model, method }, body, signal, attempt);
    },
  };
}

async function send(
  wire: Wire,
  name: { readonly model: string; readonly method: string },
  body: { readonly [key: string]: OdooValue },
  signal: AbortSignal | null,
  attempt = 1,
): Promise<unknown> {
  const { secret, database } = wire.connection;
  if (!isHeaderText(secret)) throw wire.error('wrong_login', 'the secret is no API key.', name);
  if (!isHeaderText(database)) throw wire.error('unsupported', 'JSON-2 takes no database of this name.', name);
  return observed(wire.observe, { ...name, transport: 'json2', attempt }, async (meter) => {
    const request = {
      method: 'POST' as const,
      url: wire.urlOf(`/json/2/${encodeURIComponent(name.model)}/${encodeURIComponent(name.method)}`),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `bearer ${secret}`,
        'x-odoo-database': database,
      },
      body: JSON.stringify(body),
      meter,
    };
    const { text, ...head } = await wire.send(name, request, signal, async ({ chunks, ...rest }) => {
      // A proxy's page is not read: its status says all.
      const isRead = /json/i.test(rest.contentType) && !isBusy(rest.status);
      return { ...rest, text: isRead ? await jsonTextOf({ chunks }) : null };
    });
    if (text === null) throw await refusePage(wire, head, name, signal);
    return read(wire, head, text, name);
  });
}

function read(wire: Wire, head: AnswerHead, text: string, name: CallName): unknown {
  const answer = parse(wire, head, text, name);
  if (head.status === 200) return answer;
  const error = errorBody.safeParse(answer);
  if (!error.success) throw refuseHttp(wire, head, name);
  throw wire.fault(json2Fault(head.status, error.data.name, error.data.message), name, { httpStatus: head.status });
}

/** Odoo answers 404 with a page for a database that it does not have, as a server that is no Odoo does: the version tells. */
async function refusePage(wire: Wire, head: AnswerHead, name: CallName, signal: AbortSignal | null): Promise<OdooError> {
  const say = (kind: 'not_odoo' | 'wrong_database' | 'unsupported', message: string) =>
    wire.error(kind, message, name, { httpStatus: head.status, workMayBeDone: head.status === 200 });
  if (head.status === 200) return say('not_odoo', 'the answer is a web page.');
  if (head.status !== 404) return refuseHttp(wire, head, name);
  try {
    const { version } = await askVersion(wire, signal);
    return version.major >= 19
      ? say('wrong_database', `there is no database "${wire.connection.database}".`)
      : say('unsupported', `Odoo ${version.text} does not speak JSON-2.`);
  } catch (error) {
    if (!(error instanceof OdooError) || error.kind === 'aborted') throw error;
    return refuseHttp(wire, head, name);
  }
}

function parse(wire: Wire, head: AnswerHead, text: string, name: CallName): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the answer.
    const message = 'the answer is not JSON, or ended in the middle.';
    throw wire.error('not_odoo', message, name, { httpStatus: head.status, workMayBeDone: true });
  }
}
