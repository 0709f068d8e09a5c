import type { ChildCommand, Draft } from '../orm/draft.ts';
import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import { type FieldDefinition, isNumeric } from '../orm/field.ts';
import { idsOf, isStruct, type StoredValue, type WireStruct, type WireValue } from '../orm/value.ts';

/** Values as RPC sends them, x2many commands included, as a draft. `id` is the record they will be written on, null for a new one. */
export function toDraft(env: Environment, model: string, values: WireStruct, id: number | null): Draft {
  const { fields } = env.database.model(model);
  const stored: Record<string, StoredValue> = {};
  const children: { field: string; commands: readonly ChildCommand[] }[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name);
    if (!field) throw new OdooFault('ValueError', env.database.dialect.invalidField(model, name));
    if (field.type === 'one2many') children.push({ field: name, commands: toCommands(env, field, value) });
    else if (field.type === 'many2many') stored[name] = toIds(env, model, field, value, id);
    else stored[name] = toStored(field, value);
  }
  return { values: stored, children };
}

function toStored(field: FieldDefinition, value: WireValue): StoredValue {
  if (isNumeric(field)) return toNumber(value);
  if (field.type === 'boolean') return Boolean(value);
  if (value === null || value === '') return false;
  if (field.type === 'selection' && value !== false && !field.selection?.some(([key]) => key === value)) {
    throw new OdooFault('ValueError', `Wrong value for ${field.name}: ${JSON.stringify(value)}`);
  }
  return typeof value === 'object' ? false : value;
}

function toNumber(value: WireValue): number {
  const number = typeof value === 'object' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw new OdooFault('ValueError', `could not convert string to float: ${JSON.stringify(value)}`);
  return number;
}

/** One2many commands: `[0, 0, values]`, `[1, id, values]`, `[2, id]`, `[5]`. */
function toCommands(env: Environment, field: FieldDefinition, value: WireValue): ChildCommand[] {
  const relation = field.relation ?? '';
  if (!Array.isArray(value)) return [];
  return value.flatMap((command): ChildCommand[] => {
    if (!Array.isArray(command)) return [];
    const [kind, id, values] = command;
    const inner = isStruct(values) ? values : {};
    if (kind === 0) return [{ kind: 'create', draft: toDraft(env, relation, inner, null) }];
    if (kind === 1 && typeof id === 'number') return [{ kind: 'update', id, draft: toDraft(env, relation, inner, id) }];
    if ((kind === 2 || kind === 3) && typeof id === 'number') return [{ kind: 'delete', id }];
    return kind === 5 ? [{ kind: 'clear' }] : [];
  });
}

/** Many2many: a list of ids, or commands (`[6, 0, ids]`, `[4, id]`, `[3, id]`, `[5]`) upon what the record has now. */
function toIds(env: Environment, model: string, field: FieldDefinition, value: WireValue, id: number | null): readonly number[] {
  if (!Array.isArray(value)) return [];
  const row = id === null ? undefined : env.database.table(model).get(id);
  let ids = new Set(row ? idsOf(row, field.name) : []);
  if (value.every((one) => typeof one === 'number')) ids = new Set(value);
  for (const command of value) {
    if (!Array.isArray(command)) continue;
    const [kind, target, list] = command;
    if (kind === 6 && Array.isArray(list)) ids = new Set(list.filter((one) => typeof one === 'number'));
    else if (kind === 5) ids = new Set();
    else if (typeof target === 'number' && kind === 4) ids.add(target);
    else if (typeof target === 'number' && (kind === 2 || kind === 3)) ids.delete(target);
  }
  return [...ids];
}
