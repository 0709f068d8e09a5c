import type { Failure, MappedModel } from '@branch-sync/contract';

/** A place of ours where a failure is cured. */
export type Way =
  | { readonly to: 'connection' | 'defaults' | 'schedule' | 'master data'; readonly branch: string }
  | { readonly to: 'mappings'; readonly branch: string; readonly model: MappedModel }
  | { readonly to: 'central' | 'workers' };

/** What decides where to go. */
type Cause = Pick<Failure, 'code'> & { readonly branches: readonly string[]; readonly centralModel: string | null };

type Place = Exclude<Way['to'], 'mappings'> | { readonly model: MappedModel } | 'mappings of the record';

const defaults = ['warehouse.gone', 'pricelist.gone', 'company.gone', 'currency.differs', 'total.currency', 'salesperson.gone'];
const masterData = ['push.currency_differs', 'push.pricelist_gone', 'push.pricelist_untold', 'push.reference_missing'].concat([
  'push.choice_missing',
  'push.conflict',
]);
const recordMappings = ['push.ambiguous', 'push.matched_twice', 'push.barcode_taken', 'push.name_taken'];

const byCode = new Map<string, Place>([
  ['branch.closed', 'schedule'],
  ['secret.unreadable', 'connection'],
  ['push.right_missing', 'connection'],
  ['run.gave_up', 'workers'],
  ['run.internal', 'workers'],
  ['user.unmapped', { model: 'res.users' }],
  ['unit.differs', { model: 'uom.uom' }],
  ['total.tax_rate', { model: 'account.tax' }],
  ...defaults.map((code) => [code, 'defaults'] as const),
  ...masterData.map((code) => [code, 'master data'] as const),
  ...recordMappings.map((code) => [code, 'mappings of the record'] as const),
]);

const bySubject = new Map<string, Place>([
  ['branch', 'connection'],
  ['central', 'central'],
  ['product', { model: 'product.product' }],
  ['tax', { model: 'account.tax' }],
  ['customer', { model: 'res.partner' }],
]);

const mappedModels: readonly MappedModel[] = [
  'product.product',
  'account.tax',
  'res.partner',
  'pos.payment.method',
  'uom.uom',
  'res.users',
];
const mostBranches = 5;

/** Where to go for what a failure's fix says, the first branches of it; nowhere where that is outside of ours. */
export function waysOf({ code, branches, centralModel }: Cause): readonly Way[] {
  // A clock is set on the branch's own machine.
  if (code === 'branch.clock_off') return [];
  const place = byCode.get(code) ?? bySubject.get(code.split('.')[0] ?? '');
  if (place === undefined) return [];
  if (place === 'central' || place === 'workers') return [{ to: place }];
  const named = branches.slice(0, mostBranches);
  if (place === 'mappings of the record') {
    const model = mappedModelOf(centralModel);
    return model === null ? [] : named.map((branch) => ({ to: 'mappings', branch, model }));
  }
  if (typeof place === 'object') return named.map((branch) => ({ to: 'mappings', branch, model: place.model }));
  return named.map((branch) => ({ to: place, branch }));
}

/** A model by its name, where it is one that is mapped. */
export function mappedModelOf(model: string | null): MappedModel | null {
  return mappedModels.find((one) => one === model) ?? null;
}
