import { tupleRepr } from '../wire/python-repr.ts';
import { fieldValue } from './column.ts';
import { likeTest, plainTest, type ValueTest } from './condition.ts';
import { displayName } from './display-name.ts';
import { type Condition, type DomainNode, parseDomain } from './domain-parse.ts';
import type { Environment } from './environment.ts';
import { OdooFault } from './fault.ts';
import type { FieldDefinition } from './field.ts';
import { idOf, type Row, type WireValue } from './value.ts';

export type RowTest = (row: Row) => boolean;

/** A domain as a test of rows. Throws Odoo's faults for unknown fields and malformed domains before any row is looked at. */
export function compileDomain(env: Environment, model: string, domain: WireValue): RowTest {
  return compileNode(env, model, parseDomain(domain, env.database.dialect));
}

export function compileNode(env: Environment, model: string, node: DomainNode): RowTest {
  switch (node.kind) {
    case 'constant':
      return () => node.holds;
    case 'condition':
      return compileCondition(env, model, node);
    case 'not': {
      const inner = compileNode(env, model, node.node);
      return (row) => !inner(row);
    }
    default: {
      const tests = node.nodes.map((inner) => compileNode(env, model, inner));
      if (tests.length === 1 && tests[0]) return tests[0];
      return node.kind === 'and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
    }
  }
}

function compileCondition(env: Environment, model: string, condition: Condition): RowTest {
  const { database } = env;
  const [name = '', ...rest] = condition.path.split('.');
  const field = database.model(model).fields.get(name);
  if (!field) {
    const written = tupleRepr([condition.path, condition.operator, condition.value]);
    throw new OdooFault('ValueError', database.dialect.invalidFieldInDomain(model, name, written));
  }
  if (rest.length > 0) {
    const inner: Condition = { ...condition, path: rest.join('.') };
    return relatedTest(env, model, field, compileNode(env, relationOf(env, field, condition), inner));
  }
  if (condition.operator === 'any' || condition.operator === 'not any') {
    const inner = relatedTest(env, model, field, compileDomain(env, relationOf(env, field, condition), condition.value));
    return condition.operator === 'any' ? inner : (row) => !inner(row);
  }
  if (field.relation !== null) return relationTest(env, model, field, condition);
  const test = plainTest(field, condition.operator, condition.value, database.dialect.comparesWholeSeconds);
  return (row) => test(fieldValue(database, model, row, field));
}

function relationOf(env: Environment, field: FieldDefinition, condition: Condition): string {
  if (field.relation === null || !env.database.models.has(field.relation)) {
    const written = tupleRepr([condition.path, condition.operator, condition.value]);
    throw new OdooFault('ValueError', env.database.dialect.invalidFieldInDomain(field.name, condition.path, written));
  }
  return field.relation;
}

/** Whether any record that the field points at passes. */
function relatedTest(env: Environment, model: string, field: FieldDefinition, test: RowTest): RowTest {
  const table = env.database.table(field.relation ?? '');
  return (row) =>
    relatedIds(env, model, row, field).some((id) => {
      const related = table.get(id);
      return related !== undefined && test(related);
    });
}

function relatedIds(env: Environment, model: string, row: Row, field: FieldDefinition): readonly number[] {
  if (field.type === 'many2one') {
    const id = idOf(row, field.name);
    return id === null ? [] : [id];
  }
  const value = fieldValue(env.database, model, row, field);
  return typeof value === 'object' ? value : [];
}

/** Conditions on a relation: by id, by `false` for none, or by the name that the other record shows. */
function relationTest(env: Environment, model: string, field: FieldDefinition, condition: Condition): RowTest {
  const { operator, value } = condition;
  const isNegative = operator === '!=' || operator.startsWith('not ');
  const positive = isNegative ? ({ '!=': '=', 'not in': 'in' }[operator] ?? operator.slice('not '.length)) : operator;
  const meets = idTest(env, field, positive, value);
  const holds: RowTest = (row) => {
    const ids = relatedIds(env, model, row, field);
    return ids.length === 0 ? meets(false) : ids.some((id) => meets(id));
  };
  return isNegative ? (row) => !holds(row) : holds;
}

function idTest(env: Environment, field: FieldDefinition, operator: string, value: WireValue): ValueTest {
  const relation = field.relation ?? '';
  if (operator === '=?' && (value === false || value === null)) return () => true;
  if (operator === 'child_of') {
    const roots = new Set(Array.isArray(value) ? value : [value]);
    return (id) => typeof id === 'number' && ancestry(env, relation, id).some((one) => roots.has(one));
  }
  if (operator === 'parent_of') {
    const leaves = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'number');
    const parents = new Set(leaves.flatMap((leaf) => ancestry(env, relation, leaf)));
    return (id) => typeof id === 'number' && parents.has(id);
  }
  const wanted = Array.isArray(value) ? value : [value];
  if (operator.endsWith('like')) {
    const test = likeTest(operator, value);
    return (id) => typeof id === 'number' && test(displayName(env.database, relation, id));
  }
  const ids = new Set<unknown>(wanted.map((one) => (one === null || one === 0 ? false : one)));
  const names = new Set(wanted.filter((one) => typeof one === 'string'));
  if (names.size === 0) return (id) => ids.has(id);
  return (id) => ids.has(id) || (typeof id === 'number' && names.has(displayName(env.database, relation, id)));
}

/** A record and its parents, nearest first; a loop ends it. */
function ancestry(env: Environment, model: string, id: number): number[] {
  const line: number[] = [];
  for (let at: number | null = id; at !== null && !line.includes(at); ) {
    line.push(at);
    const row = env.database.table(model).get(at);
    at = row ? idOf(row, 'parent_id') : null;
  }
  return line;
}
