import { accessError } from '../orm/access.ts';
import type { OdooDatabase } from '../orm/database.ts';
import { contextOf, type Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import type { WireStruct, WireValue } from '../orm/value.ts';
import { bindArguments } from './arguments.ts';
import type { Method } from './method.ts';
import { METHODS } from './methods.ts';

/** One call of a model's method by a user who has signed in. */
export interface ModelCall {
  readonly database: OdooDatabase;
  readonly uid: number;
  readonly model: string;
  readonly method: string;
  readonly positional: readonly WireValue[];
  /** Keyword arguments, without `context`. */
  readonly named: WireStruct;
  readonly context: WireStruct;
}

/** Takes `context` out of the keywords. */
export function splitContext(named: WireStruct): { named: WireStruct; context: WireStruct } {
  const { context, ...others } = named;
  return { named: others, context: contextOf(context) };
}

/** The method of a call. Throws the faults of unknown models, private and unknown methods. */
export function methodOf(call: ModelCall): Method {
  const { database, model, method } = call;
  database.model(model);
  if (method.startsWith('_')) {
    throw new OdooFault('AccessError', `Private methods (such as '${model}.${method}') cannot be called remotely.`);
  }
  const found = METHODS.get(method);
  if (!found || (found.since ?? 0) > database.version || (found.model !== undefined && found.model !== model)) {
    throw new OdooFault('AttributeError', database.dialect.unknownMethod(model, method));
  }
  return found;
}

/** Does the work of a call in one transaction: all of it, or, when it throws, nothing. */
export function executeCall(call: ModelCall): WireValue {
  const method = methodOf(call);
  const parameters = method.isOnRecords ? ['ids', ...method.parameters] : method.parameters;
  const args = bindArguments(`${call.model}.${call.method}`, parameters, call.positional, call.named);
  return call.database.transaction(call.uid, call.context, (env) => {
    for (const operation of method.needs) checkAccess(env, call.model, operation);
    return method.run(env, call.model, args);
  });
}

function checkAccess(env: Environment, model: string, operation: Method['needs'][number]): void {
  const { database } = env;
  if (database.access.isAllowed(database.groupsOf(env.uid), model, operation)) return;
  throw accessError(model, database.model(model).description, operation);
}
