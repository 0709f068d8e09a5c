import { displayName } from '../orm/display-name.ts';
import type { Environment } from '../orm/environment.ts';
import { readRows } from '../orm/read.ts';
import { search } from '../orm/search.ts';
import { textOf, type WireStruct, type WireValue } from '../orm/value.ts';
import type { CallArguments } from './arguments.ts';
import type { Method } from './method.ts';

export const searchMethod: Method = {
  parameters: ['domain', 'offset', 'limit', 'order'],
  isOnRecords: false,
  needs: ['read'],
  run: (env, model, args) => searched(env, model, args),
};

export const searchCount: Method = {
  parameters: ['domain', 'limit'],
  isOnRecords: false,
  needs: ['read'],
  run: (env, model, args) => searched(env, model, args).length,
};

export const searchRead: Method = {
  parameters: ['domain', 'fields', 'offset', 'limit', 'order'],
  isOnRecords: false,
  needs: ['read'],
  run: (env, model, args) => readRows(env, model, searched(env, model, args), args.strings('fields')),
};

export const read: Method = {
  parameters: ['fields', 'load'],
  isOnRecords: true,
  needs: ['read'],
  run: (env, model, args) => readRows(env, model, args.ids(), args.strings('fields')),
};

export const nameSearch: Method = {
  parameters: ['name', 'domain', 'operator', 'limit'],
  isOnRecords: false,
  needs: ['read'],
  run: (env, model, args) => {
    const wanted = args.string('name').toLowerCase();
    const limit = args.number('limit') ?? 100;
    return search(env, model, args.value('domain', []))
      .filter((id) => wanted === '' || searchedTexts(env, model, id).some((text) => text.toLowerCase().includes(wanted)))
      .slice(0, limit)
      .map((id): WireValue => [id, displayName(env.database, model, id)]);
  },
};

export const getExternalId: Method = {
  parameters: [],
  isOnRecords: true,
  needs: [],
  hasIntegerKeys: true,
  run: (env, model, args) => {
    const names: WireStruct = {};
    for (const id of args.ids()) names[String(id)] = externalIdOf(env, model, id);
    return names;
  },
};

function searched(env: Environment, model: string, args: CallArguments): number[] {
  const limit = args.number('limit');
  const order = args.string('order');
  return search(env, model, args.value('domain', []), {
    offset: args.number('offset') ?? 0,
    ...(limit === undefined ? {} : { limit }),
    ...(order === '' ? {} : { order }),
  });
}

/** Products are found by reference and barcode too, as in Odoo's own search box. */
function searchedTexts(env: Environment, model: string, id: number): string[] {
  const row = env.database.table(model).get(id);
  const codes = row ? [textOf(row, 'barcode'), textOf(row, 'default_code')] : [];
  return [displayName(env.database, model, id), ...codes];
}

/** The first external id of a record, '' for none. */
function externalIdOf(env: Environment, model: string, id: number): string {
  const table = env.database.table('ir.model.data');
  const rows = table.idsWhere('res_id', id).map((dataId) => table.get(dataId));
  const own = rows.find((row) => row?.['model'] === model);
  return own ? textOf(own, 'complete_name') : '';
}
