import type { LinkCheck, MappingDiscovery } from '@branch-sync/contract';
import { countOf } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';

/** What a branch has told that there is to map: `4 cashiers, 12 taxes`. */
export function discoveryText({ known, unread }: MappingDiscovery): string {
  const found = known.filter(({ records }) => records > 0).map(({ model, records }) => countOf(records, ...countedOf(model)));
  const told = found.length === 0 ? 'The branch has told of nothing.' : `Known now: ${found.join(', ')}.`;
  return [told, ...unread.map(({ why }) => why)].join(' ');
}

/** What central still has of what is mapped. */
export function checkText({ checked, archived, deleted }: LinkCheck): string {
  const looked = `Looked at ${countOf(checked, 'record')} of central`;
  if (archived + deleted === 0) return `${looked}: all are there.`;
  const gone = [archived > 0 ? `${archived} archived` : '', deleted > 0 ? `${deleted} deleted` : ''].filter(
    (part) => part !== '',
  );
  return `${looked}: ${gone.join(', ')}. They stand as “Gone in central”.`;
}

function countedOf(model: MappingDiscovery['known'][number]['model']): [string, string] {
  const { one, many } = modelWords[model];
  return [one, many.toLowerCase()];
}
