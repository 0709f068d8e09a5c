import { linksOf, type PushedRecord, pushedRecordsOf, remoteIdsOf } from '@branch-sync/db';
import type { Domain, OdooValue } from '@branch-sync/odoo';
import { groupBy } from '../group-by.ts';
import type { OpenModel } from './open-model.ts';
import type { PlanMemory } from './plan-memory.ts';
import type { PlanContext } from './push-context.ts';
import type { OdooRow, PushKey } from './push-model.ts';
import { readRemoteRecords } from './read-remote.ts';

/** Which record of the branch a central one is. */
export type Match =
  /** `key`: what it was recognized by; null: a link. */
  | {
      readonly kind: 'matched';
      readonly remote: OdooRow;
      readonly base: PushedRecord | null;
      readonly key: PushKey | null;
    }
  | { readonly kind: 'new' }
  /** It was there once, and somebody has deleted it in the branch. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'ambiguous'; readonly key: string; readonly candidates: readonly OdooRow[] }
  /** The branch's record is another central record's as well. */
  | { readonly kind: 'matched_twice'; readonly key: string; readonly remote: OdooRow; readonly otherCentralId: number };

/** What was found in the branch for a page. */
export interface Matches {
  readonly byCentral: ReadonlyMap<number, Match>;
  /** Every record of the branch that was looked at: what stands in the way of a barcode is among them. */
  readonly looked: readonly OdooRow[];
}

/** Finds the branch's records of a page: by link, else by key; in one call. Throws `OdooError`. */
export async function matchRecords(
  context: PlanContext,
  model: OpenModel,
  page: readonly OdooRow[],
  memory: PlanMemory,
): Promise<Matches> {
  const { db, branch } = context;
  const ids = page.map(({ id }) => id);
  const [links, pushed] = await Promise.all([
    remoteIdsOf(db, branch.id, model.model, ids),
    pushedRecordsOf(db, branch.id, model.model, ids),
  ]);
  const knownIds = [...[...links.values()].flat(), ...(await scannedIds(model, page, memory))];
  const looked = await readRemoteRecords(context, model, lookedDomain(model, page, knownIds));
  const byId = new Map(looked.map((row) => [row.id, row]));
  const owners = await linksOf(db, branch.id, model.model, [...byId.keys()]);
  const rows = new Map(page.map((row) => [row.id, row]));
  const indexes = model.keys.map((key) => ({ key, byText: groupBy(looked, key.of) }));
  const tentative = new Map(page.map((row) => [row.id, decide(row)] as const));
  const claims = groupBy(tentative, ([, match]) => (match.kind === 'matched' ? match.remote.id : null));
  const byCentral = new Map(page.map((row) => [row.id, onlyOne(row, tentative.get(row.id) ?? { kind: 'new' })] as const));
  return { byCentral, looked };

  function decide(row: OdooRow): Match {
    const linked = (links.get(row.id) ?? []).flatMap((remoteId) => byId.get(remoteId) ?? []);
    const [only, second] = linked;
    if (only !== undefined && second === undefined) return { kind: 'matched', remote: only, base: baseOf(row, only), key: null };
    if (second !== undefined) return { kind: 'ambiguous', key: 'link', candidates: linked };
    const byKeys = findByKeys(row);
    if (byKeys !== null) return byKeys;
    return links.has(row.id) || pushed.has(row.id) ? { kind: 'deleted' } : { kind: 'new' };
  }

  /** What the keys find together: barcode and reference that name two records are as little an answer as one key that finds two. */
  function findByKeys(row: OdooRow): Match | null {
    const found = indexes
      .map(({ key, byText }) => ({
        key,
        candidates: candidatesOf(key, byText, row).filter((candidate) => !isPassedOn(key, candidate, row)),
      }))
      .filter(({ key, candidates }) => candidates.length > 0 && !(key.isWeak === true && candidates.length > 1));
    const strong = found.filter(({ key }) => key.isWeak !== true);
    const deciding = strong.length > 0 ? strong : found;
    const [first] = deciding;
    const candidates = activeFirst([...new Map(deciding.flatMap((one) => one.candidates).map((one) => [one.id, one])).values()]);
    const [only, second] = candidates;
    if (first === undefined || only === undefined) return null;
    const names = deciding.map(({ key }) => key.name).join(' or ');
    if (second !== undefined) return { kind: 'ambiguous', key: names, candidates };
    const owner = ownerOf(only) ?? row.id;
    if (owner === row.id) return { kind: 'matched', remote: only, base: baseOf(row, only), key: first.key };
    return first.key.isWeak === true ? null : { kind: 'matched_twice', key: names, remote: only, otherCentralId: owner };
  }

  function ownerOf({ id }: OdooRow): number | undefined {
    return memory.ownerOf(model, id) ?? owners.get(id);
  }

  /** The branch still has the key on the record of another of the page, which central has given another key since: it is not this one. */
  function isPassedOn(key: PushKey, candidate: OdooRow, row: OdooRow): boolean {
    const owner = ownerOf(candidate);
    const ownerRow = owner === row.id ? undefined : rows.get(owner ?? 0);
    return ownerRow !== undefined && key.of(ownerRow) !== key.of(row);
  }

  /** Where a key finds one record for two of central's, none of them is it: never a guess. */
  function onlyOne(row: OdooRow, match: Match): Match {
    if (match.kind !== 'matched' || match.key === null) return match;
    const { key, remote } = match;
    const other = claims.get(remote.id)?.find(([id]) => id !== row.id);
    if (other === undefined) return match;
    return key.isWeak === true ? { kind: 'new' } : { kind: 'matched_twice', key: key.name, remote, otherCentralId: other[0] };
  }

  function baseOf(row: OdooRow, remote: OdooRow): PushedRecord | null {
    const base = pushed.get(row.id) ?? null;
    return base?.remoteId === remote.id ? base : null;
  }
}

/** The branch's records with keys of the page that no search would find. */
async function scannedIds(model: OpenModel, page: readonly OdooRow[], memory: PlanMemory): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const key of model.keys) {
    const found = await memory.scanKeys(model, key);
    for (const row of page) ids.push(...(found.get(key.of(row) ?? '') ?? []));
  }
  return ids;
}

/** The known ones, and those that may have the keys; joined by Odoo's `|` in front of two terms. */
function lookedDomain(model: OpenModel, page: readonly OdooRow[], knownIds: readonly number[]): Domain {
  const searches = model.keys.filter(({ scannedBy }) => scannedBy === undefined).map(({ search }) => search?.(page));
  // A key without a search of its own: all of the model are looked at, they are few.
  if (searches.some((one) => one === undefined)) return model.remoteDomain;
  const keyed = searches.flatMap((one) => one ?? []);
  const free: OdooValue[] = [...Array.from({ length: keyed.length - 1 }, () => '|' as const), ...keyed];
  const allowed = [...model.remoteDomain.map(() => '&' as const), ...model.remoteDomain, ...free];
  return ['|', ['id', 'in', [...knownIds]], ...allowed];
}

/** The branch's records that have the key of this row; a row without one has none. */
function candidatesOf(key: PushKey, byText: ReadonlyMap<string | null, readonly OdooRow[]>, row: OdooRow): readonly OdooRow[] {
  const text = key.of(row);
  return text === null ? [] : activeFirst(byText.get(text) ?? []);
}

/** An archived one only where no active one fits. */
function activeFirst(fitting: readonly OdooRow[]): readonly OdooRow[] {
  const active = fitting.filter((row) => row['active'] !== false);
  return active.length > 0 ? active : fitting;
}
