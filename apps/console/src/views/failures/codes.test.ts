import { describe, expect, it } from 'vitest';
import { codesOf, codeText } from './codes.ts';

describe('codes of failures', () => {
  it('read like words', () => {
    expect(codeText('product.not_found')).toBe('Product: not found');
    expect(codeText('unheard')).toBe('Unheard');
  });

  it('are those that are shown, each once, and the one that is filtered by', () => {
    const groups = [{ code: 'tax.not_found' }, { code: 'product.gone' }, { code: 'tax.not_found' }];
    expect(codesOf(groups, 'branch.dns')).toEqual(['branch.dns', 'product.gone', 'tax.not_found']);
    expect(codesOf(groups, undefined)).toEqual(['product.gone', 'tax.not_found']);
  });
});
