import { countOf } from '../../format/money.ts';
import type { DoneMapping } from './mapping-outcome.tsx';

/** What was done to mappings, in few words: `3 records are mapped`. */
export function doneText({ answer }: Pick<DoneMapping, 'answer'>): string {
  if ('applied' in answer) {
    const unchanged = answer.unchanged === 0 ? '' : `, ${countOf(answer.unchanged, 'row')} said what stands already`;
    return `${isOrAre(answer.applied, 'row')} taken${unchanged}`;
  }
  const forgotten = answer.set.filter(({ centralId }) => centralId === null).length;
  if (forgotten === answer.set.length) return `${isOrAre(forgotten, 'mapping')} forgotten`;
  const [only, second] = answer.set;
  if (only !== undefined && second === undefined) return `Mapped to ${only.centralName ?? `#${only.centralId}`}`;
  return `${isOrAre(answer.set.length - forgotten, 'record')} mapped`;
}

function isOrAre(count: number, one: string): string {
  return `${countOf(count, one)} ${count === 1 ? 'is' : 'are'}`;
}
