import { describe, expect, it } from 'vitest';
import {
  branchesMeant,
  choicesIn,
  countIds,
  inputOf,
  type PushModel,
  readIds,
  withIds,
  withoutAny,
  writeIds,
} from './choices.ts';

const takes = (code: string, ...models: PushModel[]) => ({ code, masterData: { models: models.map((model) => ({ model })) } });
const known = [takes('b1', 'product.product', 'account.tax'), takes('b2', 'account.tax'), takes('b3')];
const codes = (branches: readonly { readonly code: string }[]) => branches.map(({ code }) => code);

describe('what is asked of the API', () => {
  it.each([
    [{}, { mode: 'changed' }],
    [{ models: ['res.partner', 'account.tax', 'x'] }, { mode: 'changed', models: ['account.tax', 'res.partner'] }],
    [
      { mode: 'all', conflicts: 'ask' },
      { mode: 'all', conflicts: 'ask' },
    ],
    [
      { mode: 'text', search: 'honey' },
      { mode: 'all', search: 'honey' },
    ],
    [
      { mode: 'text', search: 'honey', changedOnly: true },
      { mode: 'changed', search: 'honey' },
    ],
    [
      { mode: 'selected', models: ['account.tax'], search: 'left over', ids: ['product.product:7.9'] },
      { mode: 'selected', ids: { 'product.product': [7, 9] } },
    ],
  ] as const)('%j', (search, input) => {
    expect(inputOf(choicesIn(search))).toEqual(input);
  });
});

describe('which branches are meant', () => {
  it('those that are named, whatever they take', () => {
    expect(codes(branchesMeant(choicesIn({ branches: ['b3', 'gone'] }), known))).toEqual(['b3']);
    expect(branchesMeant(choicesIn({}), known)).toEqual([]);
  });

  it('or all that take any of it', () => {
    expect(codes(branchesMeant(choicesIn({ all: true }), known))).toEqual(['b1', 'b2']);
    expect(codes(branchesMeant(choicesIn({ all: true, models: ['product.product'] }), known))).toEqual(['b1']);
    const picked = choicesIn({ all: true, mode: 'selected', models: ['account.tax'], ids: ['product.product:7'] });
    expect(codes(branchesMeant(picked, known))).toEqual(['b1']);
  });

  it('where each gets what it takes, those that take nothing are told', () => {
    expect(codes(withoutAny(choicesIn({}), known))).toEqual(['b3']);
    expect(withoutAny(choicesIn({ models: ['account.tax'] }), known)).toEqual([]);
  });
});

describe('chosen records', () => {
  it('stand in the address', () => {
    const ids = readIds(['product.product:7.9', 'product.product:9.11', 'account.tax:3']);
    expect(writeIds(ids)).toEqual(['product.product:7.9.11', 'account.tax:3']);
    expect(countIds(ids)).toBe(4);
  });

  it('of an address that says nothing of use are none', () => {
    expect(countIds(readIds(['', 'res.users:1', 'account.tax:', 'account.tax:x.-1.1.5']))).toBe(2);
    expect(writeIds(readIds(['res.users:1']))).toBeUndefined();
  });

  it('are ticked and unticked', () => {
    const some = withIds(readIds(['account.tax:3']), 'account.tax', [3, 4], true);
    expect(writeIds(some)).toEqual(['account.tax:3.4']);
    expect(writeIds(withIds(some, 'account.tax', [3, 4], false))).toBeUndefined();
  });
});
