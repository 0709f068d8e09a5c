import { OdooFault } from '../orm/fault.ts';
import { isStruct, type WireStruct, type WireValue } from '../orm/value.ts';

/** The arguments of one call, by Python's parameter names, whether they came by place (XML-RPC) or by name. */
export class CallArguments {
  readonly #values: ReadonlyMap<string, WireValue>;

  constructor(values: ReadonlyMap<string, WireValue>) {
    this.#values = values;
  }

  /** The argument as it came; `fallback` where it was not sent or is None or False. */
  value(name: string, fallback: WireValue): WireValue {
    const value = this.#values.get(name);
    return value === undefined || value === null || value === false ? fallback : value;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Throws Python's error for an argument that was not sent. */
  required(name: string): WireValue {
    const value = this.#values.get(name);
    if (value === undefined) throw new OdooFault('TypeError', `missing a required argument: '${name}'`);
    return value;
  }

  list(name: string): WireValue[] {
    const value = this.value(name, []);
    return Array.isArray(value) ? value : [value];
  }

  strings(name: string): string[] {
    return this.list(name).filter((one) => typeof one === 'string');
  }

  number(name: string): number | undefined {
    const value = this.value(name, null);
    return typeof value === 'number' ? value : undefined;
  }

  string(name: string): string {
    const value = this.value(name, '');
    return typeof value === 'string' ? value : '';
  }

  struct(name: string): WireStruct {
    const value = this.value(name, {});
    return isStruct(value) ? value : {};
  }

  /** `ids` of the records that the method runs on. */
  ids(): number[] {
    return this.list('ids').filter((id) => typeof id === 'number');
  }
}

/** Binds arguments to parameter names. Throws Python's error for too many or unknown ones. */
export function bindArguments(
  method: string,
  parameters: readonly string[],
  positional: readonly WireValue[],
  named: WireStruct,
): CallArguments {
  if (positional.length > parameters.length) throw new OdooFault('TypeError', `${method}() got too many positional arguments`);
  const values = new Map<string, WireValue>();
  positional.forEach((value, place) => {
    const name = parameters[place];
    if (name !== undefined) values.set(name, value);
  });
  for (const [name, value] of Object.entries(named)) {
    if (!parameters.includes(name)) throw new OdooFault('TypeError', `${method}() got an unexpected keyword argument '${name}'`);
    values.set(name, value);
  }
  return new CallArguments(values);
}
