import { type LearnedLink, linksOf } from '@branch-sync/db';
import { describeFailure } from '../failures/catalogue.ts';
import type { LearnedLinks } from './learned-links.ts';
import type { NamedRecords } from './named-records.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { PosLine, PosOrder } from './pos-order.ts';
import type { ResolveContext } from './receive-context.ts';
import type { OrderProblem } from './resolved-order.ts';
import { askSalesTaxes, keysOfTax, recallSalesTaxes, type SalesTaxes, type Tax } from './sales-taxes.ts';

/** Which central taxes a line's taxes are, and what they are made of. */
export interface ResolvedTaxes {
  readonly taxIds: readonly number[];
  readonly fixedTaxPerUnit: number;
  /** Linked taxes that are not made of the same on both sides: their orders differ. */
  readonly differingTaxes: readonly DifferingTaxes[];
}

/** Two taxes that are linked and yet differ, in words: `VAT 21% (21 %)`. */
export interface DifferingTaxes {
  readonly ofBranch: string;
  readonly ofCentral: string;
}

/** The sales taxes of both sides: asked once a run at most, and only where a line has taxes that what is remembered does not settle. */
export interface TaxCatalogue {
  /** Looks up all taxes of a page that are not known yet. Throws `OdooError`. */
  prepare(orders: readonly PosOrder[]): Promise<void>;
  resolve(line: PosLine, order: PosOrder): { readonly taxes: ResolvedTaxes } | { readonly problems: readonly OrderProblem[] };
  /** Looks up all that is known of taxes once more, and nothing of it is remembered: central contradicts it. Throws `OdooError`. */
  askAnew(): Promise<void>;
}

type Finding =
  | { readonly kind: 'found'; readonly centralId: number }
  | { readonly kind: 'not_found'; readonly name: string }
  | { readonly kind: 'ambiguous'; readonly name: string; readonly candidates: string };

export function createTaxCatalogue(context: ResolveContext, links: LearnedLinks, named: NamedRecords): TaxCatalogue {
  let bothSides: SalesTaxes | null = null;
  let mayRecall = true;
  const findings = new Map<number, Finding>();

  function differing(tax: Tax): DifferingTaxes[] {
    const finding = findings.get(tax.id);
    const linkedTo = finding?.kind === 'found' ? bothSides?.ofCentral.find(({ id }) => id === finding.centralId) : undefined;
    if (linkedTo === undefined || isMadeAlike(tax, linkedTo)) return [];
    return [{ ofBranch: taxInWords(tax), ofCentral: taxInWords(linkedTo) }];
  }

  async function lookUp(unknown: readonly number[]): Promise<void> {
    if (unknown.length === 0) return;
    const linked = await linksOf(context.db, context.branch.id, 'account.tax', unknown);
    const known = bothSides ?? (mayRecall ? recallSalesTaxes(context) : null);
    const isEnough = known !== null && (known.isFresh || settles(known, linked, unknown));
    take(isEnough ? known : await askSalesTaxes(context), linked, unknown);
  }

  /** In one go: batches are resolved meanwhile, by what was known before or by what is known now. */
  function take(sides: SalesTaxes, linked: ReadonlyMap<number, number>, unknown: readonly number[]): void {
    bothSides = sides;
    const { ofBranch, ofCentral } = sides;
    for (const id of unknown) describeTax(named, ofBranch.get(id));
    for (const id of unknown) {
      const linkedTo = linked.get(id);
      // A link to a tax that central has no longer is no link: the tax is looked for again.
      if (linkedTo !== undefined && ofCentral.some((tax) => tax.id === linkedTo)) {
        findings.set(id, { kind: 'found', centralId: linkedTo });
        continue;
      }
      const finding = matchTax(ofBranch.get(id), ofCentral, id);
      findings.set(id, finding);
      if (finding.kind === 'found') {
        const { centralId } = finding;
        links.learn({ model: 'account.tax', remoteId: id, centralId, source: 'values', ...foundIn(ofCentral, centralId) });
      }
    }
  }

  return {
    async prepare(orders) {
      const used = new Set(orders.flatMap((order) => order.lines.flatMap((line) => line.taxIds)));
      await lookUp([...used].filter((id) => !findings.has(id)));
    },

    resolve(line, order) {
      const taxIds: number[] = [];
      const problems: OrderProblem[] = [];
      for (const id of line.taxIds) {
        const finding = findings.get(id) ?? { kind: 'not_found', name: `#${id}` };
        if (finding.kind === 'found') taxIds.push(finding.centralId);
        else problems.push(problemOf(finding, id, context, order));
      }
      if (problems.length > 0) return { problems };
      const ofBranch = line.taxIds.flatMap((id) => bothSides?.ofBranch.get(id) ?? []);
      return { taxes: { taxIds, fixedTaxPerUnit: fixedTaxPerUnit(ofBranch), differingTaxes: ofBranch.flatMap(differing) } };
    },

    async askAnew() {
      mayRecall = false;
      const known = [...findings.keys()];
      for (const remoteId of known) links.unlearn({ model: 'account.tax', remoteId });
      const linked = await linksOf(context.db, context.branch.id, 'account.tax', known);
      take(await askSalesTaxes(context), linked, known);
    },
  };
}

/**
 * Whether remembered taxes are enough: for taxes that are linked and there on both sides. What is matched by its values is matched by those of now,
 * and so goes a fixed amount into the arithmetic.
 */
function settles({ ofBranch, ofCentral }: SalesTaxes, linked: ReadonlyMap<number, number>, used: readonly number[]): boolean {
  return used.every((id) => {
    const tax = ofBranch.get(id);
    const linkedTo = linked.get(id);
    return tax !== undefined && tax.amount_type !== 'fixed' && ofCentral.some((other) => other.id === linkedTo);
  });
}

function describeTax(named: NamedRecords, tax: Tax | undefined): void {
  if (tax !== undefined) named.describe('account.tax', tax.id, keysOfTax(tax), tax.name ?? undefined);
}

function foundIn(ofCentral: readonly Tax[], centralId: number): Pick<LearnedLink, 'found'> {
  const tax = ofCentral.find(({ id }) => id === centralId);
  return tax === undefined ? {} : { found: { name: tax.name ?? '', state: tax.active ? 'active' : 'archived' } };
}

/** The same kind, amount and price-included; among several the one of the same name, the others being active. */
export function matchTax(tax: Tax | undefined, candidates: readonly Tax[], remoteId: number): Finding {
  const name = tax?.name ?? `#${remoteId}`;
  if (tax === undefined) return { kind: 'not_found', name };
  const alike = candidates.filter((other) => other.active && isMadeAlike(tax, other));
  const namedAlike = alike.filter((other) => sameName(other.name, tax.name));
  const fitting = namedAlike.length > 0 ? namedAlike : alike;
  const [only, second] = fitting;
  if (only === undefined) return { kind: 'not_found', name };
  if (second === undefined) return { kind: 'found', centralId: only.id };
  return { kind: 'ambiguous', name, candidates: fitting.map((other) => `${other.name ?? ''} #${other.id}`).join(', ') };
}

function isMadeAlike(tax: Tax, other: Tax): boolean {
  return (
    other.amount_type === tax.amount_type &&
    Math.abs(other.amount - tax.amount) < 1e-9 &&
    other.price_include === tax.price_include &&
    other.include_base_amount === tax.include_base_amount
  );
}

function taxInWords({ name, amount, amount_type: kind, price_include: isIncluded }: Tax): string {
  const rate = kind === 'percent' ? `${amount} %` : kind === 'fixed' ? `${amount} a piece` : (kind ?? '');
  return `${name ?? ''} (${rate}${isIncluded ? ', included in the price' : ''})`;
}

function sameName(a: string | null, b: string | null): boolean {
  return a?.trim().toLowerCase() === b?.trim().toLowerCase();
}

/** What fixed taxes put on top of a price, per unit of quantity. */
function fixedTaxPerUnit(taxes: readonly Tax[]): number {
  const fixed = taxes.filter((tax) => tax.amount_type === 'fixed' && !tax.price_include);
  return fixed.reduce((total, tax) => total + tax.amount, 0);
}

function problemOf(
  finding: Exclude<Finding, { kind: 'found' }>,
  remoteId: number,
  { branch }: ResolveContext,
  order: PosOrder,
): OrderProblem {
  const values = { tax: finding.name, order: orderInWords(order), branch: branchInWords(branch) };
  const description =
    finding.kind === 'ambiguous'
      ? describeFailure('tax.ambiguous', { ...values, candidates: finding.candidates })
      : describeFailure('tax.not_found', values);
  const causeRecord = { model: 'account.tax', remoteId } as const;
  return { ...description, fingerprint: `tax ${finding.name}`, causeRecord, technical: null };
}
