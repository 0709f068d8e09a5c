import { pythonRepr } from '../wire/python-repr.ts';
import type { Dialect } from './dialect.ts';
import { OdooFault } from './fault.ts';
import type { WireValue } from './value.ts';

export interface Condition {
  readonly kind: 'condition';
  readonly path: string;
  readonly operator: string;
  readonly value: WireValue;
}

export type DomainNode =
  | Condition
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly DomainNode[] }
  | { readonly kind: 'not'; readonly node: DomainNode };

const OPERATORS = new Set([
  ...['=', '!=', '<', '<=', '>', '>=', '=?', 'in', 'not in', '=like', '=ilike', 'not =like', 'not =ilike'],
  ...['like', 'ilike', 'not like', 'not ilike', 'child_of', 'parent_of', 'any', 'not any', 'any!', 'not any!'],
]);
const ALIASES: Readonly<Record<string, string>> = { '==': '=', '<>': '!=', 'any!': 'any', 'not any!': 'not any' };

/** Reads Odoo's prefix notation (`'&', a, '|', b, c`; terms side by side are joined by and). Throws Odoo's fault for a bad one. */
export function parseDomain(domain: WireValue, dialect: Dialect): DomainNode {
  if (!Array.isArray(domain)) throw new OdooFault('ValueError', dialect.invalidDomainItem(pythonRepr(domain)));
  const terms: DomainNode[] = [];
  let position = 0;
  const next = (): DomainNode => {
    const item = domain[position];
    if (item === undefined) throw new OdooFault('ValueError', `Domain() malformed domain ${pythonRepr(domain)}`);
    position += 1;
    if (item === '&' || item === '|') {
      const nodes = [next(), next()];
      return { kind: item === '&' ? 'and' : 'or', nodes };
    }
    if (item === '!') return { kind: 'not', node: next() };
    return parseItem(item, dialect);
  };
  while (position < domain.length) terms.push(next());
  return { kind: 'and', nodes: terms };
}

function parseItem(item: WireValue, dialect: Dialect): DomainNode {
  if (typeof item === 'boolean') return { kind: 'constant', holds: item };
  if (!Array.isArray(item) || item.length !== 3) throw new OdooFault('ValueError', dialect.invalidDomainItem(pythonRepr(item)));
  const [path, rawOperator, value = null] = item;
  // (1, '=', 1) and (0, '=', 1) are how older code says true and false.
  if (typeof path === 'number' && rawOperator === '=' && value === 1) return { kind: 'constant', holds: path === 1 };
  if (typeof path !== 'string' || typeof rawOperator !== 'string') {
    throw new OdooFault('ValueError', dialect.invalidDomainItem(pythonRepr(item)));
  }
  const lowered = rawOperator.toLowerCase();
  const operator = ALIASES[lowered] ?? lowered;
  if (!OPERATORS.has(operator)) {
    throw new OdooFault('ValueError', `Invalid operator ${pythonRepr(rawOperator)} in domain term ${pythonRepr(item)}`);
  }
  return { kind: 'condition', path, operator, value };
}

/** The conditions that every match must meet: those joined by and at the top. */
export function requiredConditions(node: DomainNode): Condition[] {
  if (node.kind === 'condition') return [node];
  return node.kind === 'and' ? node.nodes.flatMap(requiredConditions) : [];
}

/** Whether a domain asks about a field anywhere, as it does about `active` to see archived records. */
export function mentions(node: DomainNode, field: string): boolean {
  switch (node.kind) {
    case 'condition':
      return node.path === field;
    case 'constant':
      return false;
    case 'not':
      return mentions(node.node, field);
    default:
      return node.nodes.some((inner) => mentions(inner, field));
  }
}
