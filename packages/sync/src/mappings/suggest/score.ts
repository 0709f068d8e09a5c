import type { MappedModel, RecordKeys } from '@branch-sync/db';
import { nameSimilarity } from './name-similarity.ts';

/** A branch's record that is looked for. */
export interface WantedRecord {
  readonly model: MappedModel;
  readonly remoteId: number;
  readonly name: string;
  readonly keys: RecordKeys;
}

/** A record of central that may be it. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly keys: RecordKeys;
}

/** A record of central that a branch's may be: `score` is 1 where there is hardly a doubt, and `why` says in words what speaks for it. */
export interface Suggestion {
  readonly centralId: number;
  readonly centralName: string;
  readonly score: number;
  readonly why: string;
}

/** What two records have in common weighs so much; a name that is the same to the letter comes after a key that is. */
const weights = { barcode: 1, vat: 1, reference: 0.97, name: 0.95 } as const;
/** A tax is what it is made of; its name tells one from another of the same. */
const taxValues = 0.85;
/** What is less alike is no help. */
const leastScore = 0.3;
const mostSuggestions = 10;

/** The best of the candidates for a record, the best first. */
export function suggest(wanted: WantedRecord, candidates: readonly Candidate[]): Suggestion[] {
  return candidates
    .map((candidate) => ({ centralId: candidate.id, centralName: candidate.name, ...scoreOf(wanted, candidate) }))
    .filter(({ score }) => score >= leastScore)
    .sort((one, other) => other.score - one.score || one.centralId - other.centralId)
    .slice(0, mostSuggestions);
}

function scoreOf(wanted: WantedRecord, candidate: Candidate): Pick<Suggestion, 'score' | 'why'> {
  const alike = nameSimilarity(wanted.name, candidate.name);
  const name = {
    score: rounded(weights.name * alike),
    why: alike === 1 ? 'same name' : `name ${Math.floor(100 * alike)} % alike`,
  };
  const { keys } = wanted;
  if (keys.barcode !== undefined && keys.barcode === candidate.keys.barcode)
    return { score: weights.barcode, why: 'same barcode' };
  if (keys.vat !== undefined && sameText(keys.vat, candidate.keys.vat)) return { score: weights.vat, why: 'same VAT number' };
  if (keys.reference !== undefined && sameText(keys.reference, candidate.keys.reference)) {
    return { score: weights.reference, why: 'same reference' };
  }
  if (keys.amount === undefined) return name;
  if (!sameTax(keys, candidate.keys)) return { score: rounded(name.score / 2), why: `${name.why}, but other values` };
  return { score: rounded(taxValues + (1 - taxValues) * alike), why: `same kind and amount, ${name.why}` };
}

function sameTax(one: RecordKeys, other: RecordKeys): boolean {
  return one.amount === other.amount && one.amountType === other.amountType && one.priceInclude === other.priceInclude;
}

function sameText(one: string, other: string | undefined): boolean {
  const plain = (text: string) => text.replace(/[\s.-]/g, '').toLowerCase();
  return other !== undefined && plain(one) !== '' && plain(one) === plain(other);
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
