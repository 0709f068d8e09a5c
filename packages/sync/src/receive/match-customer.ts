/** What a customer (res.partner) can be recognized by, on either side. */
export interface CustomerKeys {
  readonly vat: string | null;
  readonly email: string | null;
  readonly reference: string | null;
}

/** A customer of central that may be the branch's. */
export interface CustomerCandidate extends CustomerKeys {
  readonly id: number;
  readonly name: string;
  /** A person or an address under a company: it has the company's VAT. */
  readonly hasParent: boolean;
  readonly isActive: boolean;
}

export type CustomerMatch =
  | { readonly kind: 'found'; readonly centralId: number; readonly by: 'vat' | 'email' | 'reference' }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly CustomerCandidate[] }
  | { readonly kind: 'not_found' };

/** VAT numbers are written with and without spaces, dots and dashes. */
export function plainVat(vat: string | null): string | null {
  return nothingIfEmpty(vat?.replace(/[^A-Za-z0-9]/g, '').toUpperCase());
}

/** As Odoo's own `email_normalized`: without blanks around, in small letters. */
export function plainEmail(email: string | null): string | null {
  return nothingIfEmpty(email?.trim().toLowerCase());
}

export function plainReference(reference: string | null): string | null {
  return nothingIfEmpty(reference?.trim());
}

const keys = [
  { by: 'vat', of: ({ vat }: CustomerKeys) => plainVat(vat) },
  { by: 'email', of: ({ email }: CustomerKeys) => plainEmail(email) },
  { by: 'reference', of: ({ reference }: CustomerKeys) => plainReference(reference) },
] as const;

/**
 * The customer of central with the same VAT, else the same e-mail, else the same reference; an archived one only where no active one fits. Of
 * several with one key the one that shares the most keys, then the one that stands under no other; where that leaves several, it is no answer.
 */
export function matchCustomer(customer: CustomerKeys, candidates: readonly CustomerCandidate[]): CustomerMatch {
  for (const { by, of } of keys) {
    const key = of(customer);
    if (key === null) continue;
    const fitting = activeFirst(candidates.filter((candidate) => of(candidate) === key));
    const [only, second] = nearest(customer, fitting);
    if (only === undefined) continue;
    if (second === undefined) return { kind: 'found', centralId: only.id, by };
    return { kind: 'ambiguous', candidates: fitting };
  }
  return { kind: 'not_found' };
}

function activeFirst(fitting: readonly CustomerCandidate[]): readonly CustomerCandidate[] {
  const active = fitting.filter(({ isActive }) => isActive);
  return active.length > 0 ? active : fitting;
}

function nearest(customer: CustomerKeys, fitting: readonly CustomerCandidate[]): readonly CustomerCandidate[] {
  const shared = (candidate: CustomerCandidate) =>
    keys.filter(({ of }) => of(customer) !== null && of(customer) === of(candidate)).length;
  const most = Math.max(0, ...fitting.map(shared));
  const nearestOnes = fitting.filter((candidate) => shared(candidate) === most);
  const heads = nearestOnes.filter(({ hasParent }) => !hasParent);
  return heads.length > 0 ? heads : nearestOnes;
}

function nothingIfEmpty(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
