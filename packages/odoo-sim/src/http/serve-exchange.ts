import type { IncomingMessage, ServerResponse } from 'node:http';
import { OdooFault } from '../orm/fault.ts';
import type { CallHooks } from '../outages/call-hooks.ts';
import type { CallLog } from '../outages/call-log.ts';
import type { Outages } from '../outages/outages.ts';
import type { Exchange } from './exchange.ts';
import { htmlReply, type Reply, sendHalf, sendReply } from './reply.ts';

export interface Script {
  readonly outages: Outages;
  readonly hooks: CallHooks;
  readonly calls: CallLog;
}

/** Answers a request, or does to it what the script says. */
export async function serveExchange(
  exchange: Exchange,
  script: Script,
  request: IncomingMessage,
  response: ServerResponse,
  clock: () => Date,
): Promise<void> {
  script.calls.record(exchange.call);
  const hooks = script.hooks.take(exchange.call);
  const outage = script.outages.take(exchange.call);
  for (const hook of hooks) await hook('before', exchange.call);
  switch (outage?.kind) {
    case 'refuse':
      request.socket.destroy();
      return;
    case 'reset-before':
      request.socket.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'html-502':
      return sendReply(request, response, htmlReply(502, 'Bad Gateway', 'The proxy got no valid answer from Odoo.'), clock());
    case 'busy-503':
      return sendReply(request, response, htmlReply(503, 'Service Unavailable', 'Odoo is busy, try again later.'), clock());
    case 'fault':
      return sendReply(request, response, exchange.tellScripted(outage.code ?? 1, outage.text ?? 'Scripted fault'), clock());
    case 'serialization':
      return sendReply(request, response, await toldFaults(exchange, async () => exchange.loseRace()), clock());
  }
  const reply = await toldFaults(exchange, () => exchange.perform(outage?.ms ?? 0));
  for (const hook of hooks) await hook('after', exchange.call);
  if (outage?.kind === 'reset-after') request.socket.resetAndDestroy();
  else if (outage?.kind === 'half-answer') await sendHalf(request, response, reply, clock());
  else await sendReply(request, response, reply, clock());
}

async function toldFaults(exchange: Exchange, perform: () => Promise<Reply>): Promise<Reply> {
  try {
    return await perform();
  } catch (error) {
    if (error instanceof OdooFault) return exchange.tellFault(error);
    throw error;
  }
}
