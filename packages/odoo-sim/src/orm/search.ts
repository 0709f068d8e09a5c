import { compileNode } from './domain-match.ts';
import { type Condition, mentions, parseDomain, requiredConditions } from './domain-parse.ts';
import type { Environment } from './environment.ts';
import { compareBy, parseOrder } from './order-by.ts';
import { lowerBound } from './table.ts';
import type { Row, WireValue } from './value.ts';

export interface SearchOptions {
  readonly order?: string;
  readonly limit?: number;
  readonly offset?: number;
}

/** Ids that match a domain, sorted. Archived records stay out unless the context says `active_test: false` or the domain asks about `active`. */
export function search(env: Environment, model: string, domain: WireValue, options: SearchOptions = {}): number[] {
  const definition = env.database.model(model);
  const node = parseDomain(domain, env.database.dialect);
  const test = compileNode(env, model, node);
  const active = definition.fields.get('active');
  const hidesArchived = active !== undefined && env.context['active_test'] !== false && !mentions(node, 'active');
  const isWanted = (row: Row) => test(row) && !(hidesArchived && row['active'] === false);

  const order = parseOrder(env, model, options.order || definition.defaultOrder);
  const offset = options.offset ?? 0;
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const isById = order.length === 1 && order[0]?.field.name === 'id' && !order[0].isDescending;
  const table = env.database.table(model);
  const found: Row[] = [];
  for (const id of candidates(env, model, requiredConditions(node))) {
    // In id order the search can stop as soon as the page is full.
    if (isById && found.length >= offset + limit) break;
    const row = table.get(id);
    if (row && isWanted(row)) found.push(row);
  }
  if (!isById) found.sort(compareBy(env, model, order));
  return found.slice(offset, offset + limit).map((row) => row.id);
}

/** The ids worth testing, ascending: an indexed condition narrows them, `id > n` skips what lies before. */
function candidates(env: Environment, model: string, required: readonly Condition[]): readonly number[] {
  const table = env.database.table(model);
  const fields = env.database.model(model).fields;
  let narrowest: readonly number[] = table.ids();
  for (const condition of required) {
    const wanted = wantedValues(condition);
    if (wanted === null) continue;
    if (condition.path === 'id') {
      narrowest = shorter(narrowest, () => wanted.filter((id) => typeof id === 'number'));
    } else if (
      table.isIndexed(condition.path) &&
      fields.get(condition.path)?.store &&
      !wanted.some(isEmptyOrName(env, model, condition))
    ) {
      const path = condition.path;
      narrowest = shorter(narrowest, () =>
        wanted.flatMap((value) => (typeof value === 'number' || typeof value === 'string' ? table.idsWhere(path, value) : [])),
      );
    }
  }
  const ascending = narrowest === table.ids() ? narrowest : [...new Set(narrowest)].sort((a, b) => a - b);
  const after = required.find(
    (condition) => condition.path === 'id' && condition.operator === '>' && typeof condition.value === 'number',
  );
  return after ? ascending.slice(lowerBound(ascending, Number(after.value) + 1)) : ascending;
}

function wantedValues(condition: Condition): WireValue[] | null {
  if (condition.operator === '=' && !Array.isArray(condition.value)) return [condition.value];
  return condition.operator === 'in' && Array.isArray(condition.value) ? condition.value : null;
}

/** Values that the index cannot answer: nothing, and names where the column holds ids. */
function isEmptyOrName(env: Environment, model: string, condition: Condition): (value: WireValue) => boolean {
  const holdsIds = env.database.model(model).fields.get(condition.path)?.type === 'many2one';
  return (value) => (holdsIds ? typeof value !== 'number' : typeof value !== 'string' || value === '');
}

function shorter(current: readonly number[], make: () => readonly number[]): readonly number[] {
  const made = make();
  return made.length < current.length ? made : current;
}
