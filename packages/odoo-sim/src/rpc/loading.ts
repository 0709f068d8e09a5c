import { loadRows } from '../load/load.ts';
import type { WireStruct, WireValue } from '../orm/value.ts';
import type { Method } from './method.ts';

/** `load(fields, data)`: see load/load.ts for what it does. */
export const load: Method = {
  parameters: ['fields', 'data'],
  isOnRecords: false,
  needs: ['create', 'write'],
  run: (env, model, args) => {
    const rows = args.list('data').map((row) => (Array.isArray(row) ? row.map(cellText) : []));
    const outcome = loadRows(env, model, args.strings('fields'), rows);
    const answer: WireStruct = { ids: outcome.ids ?? false, messages: [...outcome.messages], nextrow: 0 };
    return answer;
  },
};

/** Cells are texts; clients that send numbers and booleans get away with it. */
function cellText(cell: WireValue): string {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === false) return '';
  return cell === true ? 'True' : String(cell);
}
