import type { IncomingHttpHeaders } from 'node:http';
import type { OdooDatabase } from '../orm/database.ts';
import { OdooFault } from '../orm/fault.ts';
import { isStruct, type WireStruct, type WireValue } from '../orm/value.ts';
import { lostRace } from '../rpc/call-runner.ts';
import { type ModelCall, methodOf, splitContext } from '../rpc/execute.ts';
import { json2Error } from '../wire/fault-wire.ts';
import type { Exchange, Server } from './exchange.ts';
import { jsonReply, type Reply } from './reply.ts';
import { keyOwner } from './sign-in.ts';

/** A request to `/json/2/MODEL/METHOD`, or null where the database does not exist or is too old: Odoo answers HTML then. */
export function json2Exchange(
  server: Server,
  request: { readonly model: string; readonly method: string; readonly headers: IncomingHttpHeaders; readonly body: string },
): Exchange | null {
  const database = chosenDatabase(server, request.headers['x-odoo-database']);
  if (!database?.dialect.hasJson2) return null;
  const { model, method } = request;
  const perform = async (extraMs: number): Promise<Reply> => {
    const user = keyOwner(database, request.headers.authorization);
    const call = toModelCall(database, user.id, model, method, parseBody(request.body));
    return jsonReply(JSON.stringify(await server.runner.run(call, extraMs)));
  };
  return {
    call: { database: database.name, model, method },
    perform,
    tellFault: (fault) => {
      const { status, body } = json2Error(fault);
      return jsonReply(body, status);
    },
    tellScripted: (code, text) => {
      const { status, body } = json2Error(new OdooFault(SCRIPTED_EXCEPTIONS[code] ?? 'ValueError', text));
      return jsonReply(body, status);
    },
    loseRace: () => jsonReply(JSON.stringify(lostRace({ method }))),
  };
}

/** The exceptions that XML-RPC tells with each fault code. */
const SCRIPTED_EXCEPTIONS: Readonly<Record<number, OdooFault['exception']>> = {
  1: 'ValueError',
  2: 'UserError',
  3: 'Unauthorized',
  4: 'AccessError',
};

/** Named in the header; a server with one database needs no name. */
function chosenDatabase(server: Server, header: string | string[] | undefined): OdooDatabase | undefined {
  if (typeof header === 'string') return server.databases.get(header);
  const [only, ...others] = server.databases.values();
  return others.length === 0 ? only : undefined;
}

function toModelCall(database: OdooDatabase, uid: number, model: string, methodName: string, body: WireStruct): ModelCall {
  const { named, context } = splitContext(body);
  const call: ModelCall = { database, uid, model, method: methodName, positional: [], named, context };
  const method = methodOf(call);
  if (!method.isOnRecords && 'ids' in named)
    throw new OdooFault('UnprocessableEntity', `cannot call ${model}.${methodName} with ids`);
  return call;
}

function parseBody(text: string): WireStruct {
  let body: WireValue;
  try {
    body = JSON.parse(text === '' ? '{}' : text) as WireValue;
  } catch {
    throw new OdooFault('UnprocessableEntity', 'could not parse the body as json');
  }
  if (!isStruct(body)) throw new OdooFault('UnprocessableEntity', 'could not parse the body, expected a json object');
  return body;
}
