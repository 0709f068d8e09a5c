import { describe, expect, it } from 'vitest';
import { type CustomerCandidate, type CustomerKeys, matchCustomer } from './match-customer.ts';

const customer = (keys: Partial<CustomerKeys>): CustomerKeys => ({ vat: null, email: null, reference: null, ...keys });
const candidate = (id: number, given: Partial<CustomerCandidate>): CustomerCandidate => ({
  ...customer({}),
  id,
  name: `Customer ${id}`,
  hasParent: false,
  isActive: true,
  ...given,
});
const found = (centralId: number, by: string) => ({ kind: 'found', centralId, by });

describe('matchCustomer', () => {
  it.each([
    ['VAT before e-mail', customer({ vat: 'BE 1', email: 'a@x' }), found(1, 'vat')],
    ['e-mail where no VAT fits', customer({ vat: 'BE 9', email: 'A@x ' }), found(2, 'email')],
    ['reference at last', customer({ email: 'z@x', reference: ' R3 ' }), found(3, 'reference')],
    ['nobody', customer({ vat: 'BE 9', email: 'z@x', reference: 'R9' }), { kind: 'not_found' }],
    ['nobody for one without any key, though others have none either', customer({}), { kind: 'not_found' }],
    ['no blanks for a key', customer({ vat: ' - ', email: ' ', reference: '' }), { kind: 'not_found' }],
  ])('takes %s', (_, asked, expected) => {
    const central = [
      candidate(1, { vat: 'BE1' }),
      candidate(2, { email: 'a@x' }),
      candidate(3, { reference: 'R3' }),
      candidate(4, {}),
    ];
    expect(matchCustomer(asked, central)).toEqual(expected);
  });

  it('takes the company before its people, who have its VAT as well', () => {
    const central = [candidate(1, { vat: 'BE1', hasParent: true }), candidate(2, { vat: 'BE1' })];
    expect(matchCustomer(customer({ vat: 'BE1' }), central)).toEqual(found(2, 'vat'));
  });

  it('takes of several the one that shares another key too', () => {
    const central = [candidate(1, { vat: 'BE1' }), candidate(2, { vat: 'BE1', hasParent: true, email: 'a@x' })];
    expect(matchCustomer(customer({ vat: 'BE1', email: 'a@x' }), central)).toEqual(found(2, 'vat'));
  });

  it('takes an archived one only where no active one fits', () => {
    const archived = candidate(1, { email: 'a@x', isActive: false });
    expect(matchCustomer(customer({ email: 'a@x' }), [archived, candidate(2, { email: 'a@x' })])).toEqual(found(2, 'email'));
    expect(matchCustomer(customer({ email: 'a@x' }), [archived])).toEqual(found(1, 'email'));
  });

  it('guesses nothing where two fit alike, not even by the next key', () => {
    const twins = [candidate(1, { email: 'a@x' }), candidate(2, { email: 'a@x' })];
    const central = [...twins, candidate(3, { reference: 'R3' })];
    expect(matchCustomer(customer({ email: 'a@x', reference: 'R3' }), central)).toEqual({ kind: 'ambiguous', candidates: twins });
  });
});
