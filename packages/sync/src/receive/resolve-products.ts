import { linksOf, type RecordKeys } from '@branch-sync/db';
import { flag, integer, many2one, text } from '@branch-sync/odoo';
import { describeFailure } from '../failures/catalogue.ts';
import type { LearnedLinks } from './learned-links.ts';
import type { NamedRecords } from './named-records.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { PosLine, PosOrder } from './pos-order.ts';
import type { ResolveContext } from './receive-context.ts';
import type { OrderProblem } from './resolved-order.ts';

const branchProduct = { id: integer(), display_name: text(), barcode: text(), default_code: text() };
const centralProduct = {
  id: integer(),
  display_name: text(),
  barcode: text(),
  default_code: text(),
  uom_id: many2one(),
  active: flag(),
  currency_id: many2one(),
};

/** A product of central that a branch's product was found to be. */
export interface CentralProduct {
  readonly id: number;
  readonly name: string;
  readonly isArchived: boolean;
  readonly unitId: number | null;
  readonly unitName: string | null;
  /** The currency of central's company, for branches without a pricelist. */
  readonly currency: string | null;
}

type Finding =
  | { readonly kind: 'found'; readonly product: CentralProduct }
  | { readonly kind: 'not_found' | 'gone'; readonly name: string }
  | { readonly kind: 'ambiguous'; readonly name: string; readonly candidates: string };

/** Which central product each of the branch's products is; asked page by page in two calls, remembered for the run. */
export interface ProductCatalogue {
  /** Looks up all products of a page that are not known yet. */
  prepare(orders: readonly PosOrder[]): Promise<void>;
  /** The line's product in central, or why there is none. */
  resolve(line: PosLine, order: PosOrder): { readonly product: CentralProduct } | { readonly problem: OrderProblem };
  /** Looks up the orders' products once more: central contradicts what is known of them. */
  askAnew(orders: readonly PosOrder[]): Promise<void>;
}

const model = 'product.product';

export function createProductCatalogue(context: ResolveContext, links: LearnedLinks, named: NamedRecords): ProductCatalogue {
  const findings = new Map<number, Finding>();

  /** What was found before holds until all answers are in: batches are resolved meanwhile. */
  async function lookUp(unknown: readonly number[], orders: readonly PosOrder[]): Promise<void> {
    if (unknown.length === 0) return;
    const linked = await linksOf(context.db, context.branch.id, model, unknown);
    const unlinked = unknown.filter((id) => !linked.has(id));
    const described = await readBranchProducts(context, unlinked);
    for (const row of described) named.describe(model, row.id, keysOf(row));
    const candidates = await searchCentralProducts(context, [...linked.values()], described);
    for (const [remoteId, centralId] of linked) {
      const product = candidates.find((candidate) => candidate.id === centralId);
      if (product === undefined) links.forget({ model, remoteId });
      findings.set(remoteId, product === undefined ? { kind: 'gone', name: nameIn(orders, remoteId) } : found(product));
    }
    for (const id of unlinked) {
      const described1 = described.find((row) => row.id === id);
      const { finding, source } = match(described1, candidates, nameIn(orders, id));
      findings.set(id, finding);
      if (finding.kind === 'found' && source !== null) {
        const { id: centralId, name, isArchived } = finding.product;
        const state = isArchived ? ('archived' as const) : ('active' as const);
        links.learn({ model, remoteId: id, centralId, source, found: { name, state } });
      }
    }
  }

  return {
    prepare: (orders) =>
      lookUp(
        productsOf(orders).filter((id) => !findings.has(id)),
        orders,
      ),

    resolve(line, order) {
      const finding = findings.get(line.product.id) ?? { kind: 'not_found', name: line.product.name };
      if (finding.kind === 'found') return { product: finding.product };
      return { problem: problemOf(finding, line.product.id, context, order) };
    },

    async askAnew(orders) {
      const named = productsOf(orders);
      for (const remoteId of named) links.unlearn({ model, remoteId });
      await lookUp(named, orders);
    },
  };
}

function productsOf(orders: readonly PosOrder[]): number[] {
  return [...new Set(orders.flatMap(({ lines }) => lines.map(({ product }) => product.id)))];
}

type BranchProduct = Awaited<ReturnType<typeof readBranchProducts>>[number];
type CandidateProduct = Awaited<ReturnType<typeof searchCentralProducts>>[number];

function keysOf({ barcode, default_code: reference }: BranchProduct): RecordKeys {
  return { ...(barcode ? { barcode } : {}), ...(reference ? { reference } : {}) };
}

async function readBranchProducts({ branchClient, signal }: ResolveContext, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return branchClient.searchRead(model, branchProduct, {
    domain: [['id', 'in', [...ids]]],
    context: { active_test: false },
    signal,
  });
}

async function searchCentralProducts(
  { centralClient, branch, signal }: ResolveContext,
  ids: readonly number[],
  described: readonly BranchProduct[],
) {
  const barcodes = described.flatMap(({ barcode }) => (barcode ? [barcode] : []));
  const references = described.flatMap(({ default_code: reference }) => (reference ? [reference] : []));
  const company = branch.companyId === null ? [] : [['company_id', 'in', [false, branch.companyId]]];
  return centralClient.searchRead(model, centralProduct, {
    domain: [...company, '|', '|', ['id', 'in', [...ids]], ['barcode', 'in', barcodes], ['default_code', 'in', references]],
    order: 'id',
    context: { active_test: false },
    signal,
  });
}

/** Barcode first, then internal reference; an archived product only where no active one fits. Two that fit are no answer. */
function match(
  product: BranchProduct | undefined,
  candidates: readonly CandidateProduct[],
  name: string,
): { finding: Finding; source: 'barcode' | 'reference' | null } {
  const keys = [
    { source: 'barcode' as const, fits: (row: CandidateProduct) => row.barcode === product?.barcode, key: product?.barcode },
    {
      source: 'reference' as const,
      fits: (row: CandidateProduct) => row.default_code === product?.default_code,
      key: product?.default_code,
    },
  ];
  for (const { source, fits, key } of keys) {
    if (!key) continue;
    const fitting = candidates.filter(fits);
    const active = fitting.filter((row) => row.active);
    const chosen = active.length > 0 ? active : fitting;
    const [only, second] = chosen;
    if (only !== undefined && second === undefined) return { finding: found(only), source };
    if (only !== undefined) {
      const names = chosen.map((row) => `${row.display_name ?? ''} #${row.id}`).join(', ');
      return { finding: { kind: 'ambiguous', name, candidates: names }, source: null };
    }
  }
  return { finding: { kind: 'not_found', name }, source: null };
}

function found(row: CandidateProduct): Finding {
  return {
    kind: 'found',
    product: {
      id: row.id,
      name: row.display_name ?? '',
      isArchived: !row.active,
      unitId: row.uom_id?.id ?? null,
      unitName: row.uom_id?.name ?? null,
      currency: row.currency_id?.name ?? null,
    },
  };
}

function nameIn(orders: readonly PosOrder[], productId: number): string {
  for (const order of orders) {
    const line = order.lines.find(({ product }) => product.id === productId);
    if (line !== undefined) return line.product.name;
  }
  return `#${productId}`;
}

function problemOf(
  finding: Exclude<Finding, { kind: 'found' }>,
  remoteId: number,
  { branch }: ResolveContext,
  order: PosOrder,
): OrderProblem {
  const values = { product: finding.name, order: orderInWords(order), branch: branchInWords(branch) };
  const description =
    finding.kind === 'ambiguous'
      ? describeFailure('product.ambiguous', { ...values, candidates: finding.candidates })
      : describeFailure(`product.${finding.kind}`, values);
  const causeRecord = { model, remoteId } as const;
  return { ...description, fingerprint: `product ${finding.name}`, causeRecord, technical: null };
}
