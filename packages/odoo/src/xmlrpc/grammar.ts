import { isScalar } from './scalars.ts';

/** Where each element of an XML-RPC answer may stand. Null is the document itself. */
const parents: ReadonlyMap<string, readonly (string | null)[]> = new Map([
  ['methodResponse', [null]],
  ['params', ['methodResponse']],
  ['fault', ['methodResponse']],
  ['param', ['params']],
  ['value', ['param', 'fault', 'data', 'member']],
  ['array', ['value']],
  ['data', ['array']],
  ['struct', ['value']],
  ['member', ['struct']],
  ['name', ['member']],
]);

/** Whether XML-RPC has an element of this name in this place. */
export function mayStandIn(name: string, parent: string | null): boolean {
  return parents.get(name)?.includes(parent) ?? (isScalar(name) && parent === 'value');
}
