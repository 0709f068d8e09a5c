import { describe, expect, it } from 'vitest';
import { catalogue, codesOfSeverity, describeFailure, type FailureCode, fixInGeneral, severityOf, textsOf } from './catalogue.ts';
import { failureTexts, findingTexts } from './texts.en.ts';

const codes = Object.keys(catalogue) as FailureCode[];

describe('the failure catalogue', () => {
  it.each(codes)('%s says what happened and what to do, in whole sentences', (code) => {
    const { title, message, fix } = textsOf(code);
    expect(title).toMatch(/^[a-zA-Z{“].{10,119}[^.]$/);
    expect(message).toMatch(/^[A-Z{].{15,}/);
    expect(fix).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('has no text without a code, and none with a placeholder in capitals or spaces', () => {
    const used = new Set(codes.map(textsOf));
    expect(Object.values(failureTexts).filter((text) => !used.has(text))).toEqual([]);
    const all = [...Object.values(failureTexts), ...Object.values(findingTexts)].flatMap((text) => Object.values(text));
    for (const text of all) expect(text.replaceAll(/\{[a-zA-Z]+\}/g, '')).not.toMatch(/[{}]/);
  });

  it('names no order in a title: it is for the group of all that have the same cause', () => {
    for (const code of codes) expect(textsOf(code).title).not.toMatch(/\{(order|difference)\}/);
  });

  it('speaks of both sides of a connection in the same words', () => {
    expect(textsOf('branch.unreachable')).toBe(textsOf('central.unreachable'));
    expect(catalogue['branch.unreachable']).toMatchObject({ side: 'branch', subject: 'connection' });
  });

  it('fills in what the shop calls things', () => {
    const failure = describeFailure('product.not_found', { product: '[P191] Article 191', order: 'Shop - 21', branch: 'B1' });
    expect(failure.title).toBe('Product [P191] Article 191 is not known in central');
    expect(failure.message).toBe('Product [P191] Article 191 is not known in central. Order Shop - 21 of B1 waits for it.');
    expect(failure).toMatchObject({ code: 'product.not_found', class: 'permanent' });
  });

  it('has for flags a fix that needs nothing filled in', () => {
    for (const code of codes.filter((one) => /^(total|customer|push)\./.test(one))) expect(fixInGeneral(code)).not.toContain('{');
    expect(fixInGeneral('of.another_version')).toBeNull();
  });

  it('knows how much a code matters, and takes what it does not know for an error', () => {
    expect(severityOf('user.unmapped')).toBe('warning');
    expect(severityOf('of.another_version')).toBe('error');
    expect(codesOfSeverity('info')).toEqual(['branch.closed', 'push.session_open']);
  });
});
