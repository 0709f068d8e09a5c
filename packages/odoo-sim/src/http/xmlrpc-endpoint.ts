import { dialectOf } from '../orm/dialect.ts';
import { OdooFault } from '../orm/fault.ts';
import { isStruct, type WireStruct, type WireValue } from '../orm/value.ts';
import { lostRace } from '../rpc/call-runner.ts';
import { type ModelCall, methodOf, splitContext } from '../rpc/execute.ts';
import { faultOf } from '../wire/fault-wire.ts';
import { decodeCall } from '../wire/xmlrpc-decode.ts';
import { encodeAnswer, encodeFault } from '../wire/xmlrpc-encode.ts';
import type { Exchange, Server } from './exchange.ts';
import { type Reply, xmlReply } from './reply.ts';
import { databaseNamed, signedIn } from './sign-in.ts';

export type XmlRpcService = 'common' | 'object';

/** A request to `/xmlrpc/2/common` or `/xmlrpc/2/object`. Throws `MalformedCall` for what is no XML-RPC call. */
export function xmlRpcExchange(server: Server, service: XmlRpcService, body: string): Exchange {
  const { methodName, params } = decodeCall(body);
  return service === 'common' ? commonExchange(server, methodName, params) : objectExchange(server, methodName, params);
}

function commonExchange(server: Server, method: string, params: readonly WireValue[]): Exchange {
  const [database, login, secret] = params.map(textOrEmpty);
  const answer = (): WireValue => {
    switch (method) {
      case 'version':
        return versionAnswer(server);
      case 'authenticate':
      case 'login':
        return databaseNamed(server, database ?? '').userByCredentials(login ?? '', secret ?? '')?.id ?? false;
      default:
        throw new OdooFault('AttributeError', `module 'odoo.service.common' has no attribute 'exp_${method}'`);
    }
  };
  return {
    call: { database: method === 'version' ? null : (database ?? null), model: null, method },
    perform: async () => xmlReply(encodeAnswer(answer())),
    ...FAULTS,
    loseRace: () => xmlReply(encodeAnswer(lostRace({ method }))),
  };
}

/** `execute_kw(database, uid, secret, model, method, args, kwargs)`, and `execute` with the arguments side by side. */
function objectExchange(server: Server, service: string, params: readonly WireValue[]): Exchange {
  const [database, uid, secret, model, method] = params;
  const call = { database: textOrEmpty(database), model: textOrEmpty(model), method: textOrEmpty(method) };
  const perform = async (extraMs: number): Promise<Reply> => {
    if (service !== 'execute_kw' && service !== 'execute') {
      throw new OdooFault('AttributeError', `module 'odoo.service.model' has no attribute '${service}'`);
    }
    const served = databaseNamed(server, call.database);
    signedIn(served, uid ?? 0, textOrEmpty(secret));
    const { positional, named, context } = splitArguments(service, params);
    const modelCall: ModelCall = { ...call, database: served, uid: Number(uid), positional, named, context };
    const found = methodOf(modelCall);
    const answer = await server.runner.run(modelCall, extraMs);
    if (found.hasIntegerKeys && isStruct(answer) && Object.keys(answer).length > 0) {
      throw new OdooFault('TypeError', 'dictionary key must be string');
    }
    return xmlReply(encodeAnswer(answer));
  };
  return { call, perform, ...FAULTS, loseRace: () => xmlReply(encodeAnswer(lostRace(call))) };
}

function splitArguments(service: string, params: readonly WireValue[]): Pick<ModelCall, 'positional' | 'named' | 'context'> {
  if (service === 'execute') return { positional: params.slice(5), named: {}, context: {} };
  const positional = params[5];
  const named = params[6];
  return { positional: Array.isArray(positional) ? positional : [], ...splitContext(isStruct(named) ? named : {}) };
}

const FAULTS = {
  tellFault: (fault: OdooFault): Reply => {
    const { code, text } = faultOf(fault);
    return xmlReply(encodeFault(code, text));
  },
  tellScripted: (code: number, text: string): Reply => xmlReply(encodeFault(code, text)),
};

function versionAnswer(server: Server): WireStruct {
  const [first] = server.databases.values();
  const { serverVersion, versionInfo } = dialectOf(first?.version ?? 19);
  return {
    server_version: serverVersion,
    server_version_info: [...versionInfo],
    server_serie: serverVersion,
    protocol_version: 1,
  };
}

function textOrEmpty(value: WireValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
