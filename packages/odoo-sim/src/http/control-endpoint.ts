import type { OdooDatabase } from '../orm/database.ts';
import { parseOutage } from '../outages/parse-outage.ts';
import { jsonReply, type Reply } from './reply.ts';
import type { Script } from './serve-exchange.ts';

interface ControlRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

/**
 * The stand-in's own interface, for tests whose stand-in is another process; loopback only.
 *
 * - `POST /sim/outages` with an outage (see outages.ts) gives `{ id }`; `DELETE /sim/outages/ID` ends one, without an id all
 * - `GET /sim/calls` gives `{ total, calls: [{ database, model, method, count }] }`; `DELETE /sim/calls` starts over
 * - `GET /sim/records?database=NAME&model=MODEL` gives all rows, as stored
 */
export function controlReply(
  request: ControlRequest,
  script: Script,
  databases: ReadonlyMap<string, OdooDatabase>,
): Reply | null {
  const [, , subject, id] = request.url.pathname.split('/');
  switch (`${request.method} ${subject}`) {
    case 'POST outages':
      return addOutage(script, request.body);
    case 'DELETE outages':
      if (id === undefined) script.outages.clear();
      else script.outages.remove(Number(id));
      return jsonReply('{}');
    case 'GET calls':
      return jsonReply(JSON.stringify({ total: script.calls.total, calls: script.calls.entries() }));
    case 'DELETE calls':
      script.calls.reset();
      return jsonReply('{}');
    case 'GET records': {
      const database = databases.get(request.url.searchParams.get('database') ?? '');
      const model = request.url.searchParams.get('model') ?? '';
      return database?.models.has(model) ? jsonReply(JSON.stringify(database.records(model))) : null;
    }
    default:
      return null;
  }
}

function addOutage(script: Script, body: string): Reply {
  const outage = parseOutage(body);
  if (outage === null) return jsonReply(JSON.stringify({ error: 'This is no outage: see outages.ts for its form.' }), 400);
  return jsonReply(JSON.stringify({ id: script.outages.addNumbered(outage) }), 201);
}
