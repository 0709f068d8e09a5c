import { fieldValue } from '../orm/column.ts';
import { displayName } from '../orm/display-name.ts';
import { type Environment, timeZoneOf } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import type { FieldDefinition } from '../orm/field.ts';
import { search } from '../orm/search.ts';
import { fromZone, toZone } from '../orm/time-zone.ts';
import { numberOf, type Row, type WireStruct, type WireValue } from '../orm/value.ts';
import { roundHalfUp } from '../taxes/rounding.ts';
import type { Method } from './method.ts';

/** `formatted_read_group(domain, groupby, aggregates)`, new in 19: rows with `__count`, `field:sum`, `__extra_domain`. */
export const formattedReadGroup: Method = {
  parameters: ['domain', 'groupby', 'aggregates', 'having', 'offset', 'limit', 'order'],
  isOnRecords: false,
  needs: ['read'],
  since: 19,
  run: (env, model, args) => {
    const groupBy = args.strings('groupby');
    const aggregates = args.strings('aggregates');
    return groupsOf(env, model, args.value('domain', []), groupBy).map((group): WireValue => {
      const sums = Object.fromEntries(aggregates.map((name) => [name, aggregate(env, model, group.rows, name)]));
      return { ...group.keys, ...sums, __extra_domain: group.domain };
    });
  },
};

/** `read_group(domain, fields, groupby, lazy)`: the older form; sums stand under the field's name, lazy groups by the first only. */
export const readGroup: Method = {
  parameters: ['domain', 'fields', 'groupby', 'offset', 'limit', 'orderby', 'lazy'],
  isOnRecords: false,
  needs: ['read'],
  run: (env, model, args) => {
    const domain = args.value('domain', []);
    const isLazy = !args.has('lazy') || args.value('lazy', false) === true;
    const asked = args.strings('groupby');
    const groupBy = isLazy ? asked.slice(0, 1) : asked;
    const sums = args.strings('fields').map((name) => name.split(':')[0] ?? name);
    return groupsOf(env, model, domain, groupBy).map((group): WireValue => {
      const totals = sums.flatMap((name): [string, WireValue][] => {
        const type = env.database.model(model).fields.get(name)?.type;
        return type === 'float' || type === 'monetary' || type === 'integer'
          ? [[name, aggregate(env, model, group.rows, `${name}:sum`)]]
          : [];
      });
      const countName = isLazy && groupBy[0] ? `${groupBy[0].split(':')[0]}_count` : '__count';
      const given = Array.isArray(domain) ? domain : [];
      return {
        [countName]: group.rows.length,
        ...group.keys,
        ...Object.fromEntries(totals),
        ...(Object.keys(group.ranges).length === 0 ? {} : { __range: group.ranges }),
        __domain: [...given, ...group.domain],
      };
    });
  },
};

interface Group {
  readonly keys: WireStruct;
  /** Of what is grouped by time: from when until when, in UTC. */
  readonly ranges: WireStruct;
  readonly domain: WireValue[];
  readonly rows: Row[];
}

/** The groups in ascending order of their keys. */
function groupsOf(env: Environment, model: string, domain: WireValue, groupBy: readonly string[]): Group[] {
  const table = env.database.table(model);
  const groups = new Map<string, Group>();
  const keyers = groupBy.map((name) => keyer(env, model, name));
  for (const id of search(env, model, domain, { order: 'id' })) {
    const row = table.get(id);
    if (!row) continue;
    const keys = keyers.map((key) => key(row));
    const sortable = keys.map((key) => key.sortable).join('\u0000');
    const group = groups.get(sortable) ?? {
      keys: Object.fromEntries(keys.map((key, place) => [groupBy[place] ?? '', key.shown])),
      ranges: Object.fromEntries(keys.flatMap((key, place) => (key.range ? [[groupBy[place] ?? '', key.range]] : []))),
      domain: keys.flatMap((key) => key.domain),
      rows: [],
    };
    group.rows.push(row);
    groups.set(sortable, group);
  }
  if (groups.size === 0 && groupBy.length === 0) return [{ keys: {}, ranges: {}, domain: [], rows: [] }];
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

interface Key {
  readonly sortable: string;
  readonly shown: WireValue;
  readonly range?: WireStruct;
  readonly domain: WireValue[];
}

function keyer(env: Environment, model: string, name: string): (row: Row) => Key {
  const [fieldName = '', granularity] = name.split(':');
  const field = env.database.model(model).fields.get(fieldName);
  if (!field) throw new OdooFault('ValueError', env.database.dialect.invalidField(model, fieldName));
  requireStored(model, field, 'group by');
  if (field.type === 'datetime' || field.type === 'date') return dayKeyer(env, field, granularity ?? 'month');
  return (row) => {
    const value = fieldValue(env.database, model, row, field);
    const plain: WireValue = typeof value === 'object' ? [...value] : value;
    const shown: WireValue =
      field.type === 'many2one' && typeof value === 'number'
        ? [value, displayName(env.database, field.relation ?? '', value)]
        : plain;
    return {
      sortable: typeof value === 'number' ? String(value).padStart(15, '0') : String(value),
      shown,
      domain: [[fieldName, '=', plain]],
    };
  };
}

/** Postgres groups and sums columns: what Odoo computes as it reads has none. */
function requireStored(model: string, field: FieldDefinition, verb: string): void {
  if (field.store) return;
  throw new OdooFault('ValueError', `Cannot ${verb} '${field.name}' on '${model}': it is not stored.`);
}

/** Days and months of the context's time zone, shown as 19 does: the start's UTC text and a label. */
function dayKeyer(env: Environment, field: FieldDefinition, granularity: string): (row: Row) => Key {
  if (granularity !== 'day' && granularity !== 'month')
    throw new OdooFault('ValueError', `Granularity '${granularity}' is not known here`);
  const timeZone = field.type === 'datetime' ? timeZoneOf(env) : 'UTC';
  return (row) => {
    const text = row[field.name];
    if (typeof text !== 'string') return { sortable: '~', shown: false, domain: [[field.name, '=', false]] };
    const local = toZone(text, timeZone);
    const day = granularity === 'day' ? local.slice(0, 10) : `${local.slice(0, 7)}-01`;
    const from = fromZone(`${day} 00:00:00`, timeZone);
    const to = fromZone(`${nextPeriod(day, granularity)} 00:00:00`, timeZone);
    const label = periodLabel(day, granularity);
    return {
      sortable: day,
      shown: env.database.version === 16 ? label : [from, label],
      range: { from, to },
      domain: ['&', [field.name, '>=', from], [field.name, '<', to]],
    };
  };
}

function nextPeriod(day: string, granularity: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (granularity === 'day') date.setUTCDate(date.getUTCDate() + 1);
  else date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 10);
}

function periodLabel(day: string, granularity: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const options: Intl.DateTimeFormatOptions =
    granularity === 'day' ? { day: '2-digit', month: 'short', year: 'numeric' } : { month: 'long', year: 'numeric' };
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(date);
}

function aggregate(env: Environment, model: string, rows: readonly Row[], name: string): WireValue {
  if (name === '__count') return rows.length;
  const [fieldName = '', operation] = name.split(':');
  const field = env.database.model(model).fields.get(fieldName);
  if (!field) throw new OdooFault('ValueError', env.database.dialect.invalidField(model, fieldName));
  requireStored(model, field, 'aggregate');
  const values = rows.map((row) => numberOf(row, fieldName));
  switch (operation) {
    case 'sum':
      // Postgres adds numerics exactly; sums of binary floats would show their dust.
      return roundHalfUp(
        values.reduce((sum, value) => sum + value, 0),
        6,
      );
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'avg':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'count':
      return values.length;
    default:
      throw new OdooFault('ValueError', `Invalid aggregate method '${operation}' for '${name}'.`);
  }
}
