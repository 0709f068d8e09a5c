import type { ConnectionCheck } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { branchInputOf, emptyDraft, lacksOf, mayGo } from './draft.ts';
import { after, before } from './steps.ts';

const check = (ok: boolean): ConnectionCheck => ({
  ok,
  version: null,
  transport: null,
  user: null,
  company: null,
  missingRights: [],
  digits: null,
  clockOffsetMs: null,
  findings: [],
});

describe('lacksOf', () => {
  it('names every field that must be there', () => {
    expect(Object.keys(lacksOf({ ...emptyDraft, timezone: '', code: ' ' }, []))).toEqual([
      ...['name', 'code', 'timezone', 'url', 'database', 'login', 'secret'],
    ]);
  });

  it.each(['-ghent', 'ghent/2', 'g'.repeat(64)])('takes no code %s', (code) => {
    expect(lacksOf({ ...emptyDraft, code }, [])['code']).toMatch(/^must be/);
  });

  it('takes no code twice', () => {
    expect(lacksOf({ ...emptyDraft, code: 'ghent' }, ['ghent'])['code']).toBe('is the code of another branch');
    expect(lacksOf({ ...emptyDraft, code: 'ghent' }, ['bruges'])['code']).toBeUndefined();
  });
});

describe('mayGo', () => {
  it('lets nobody past a connection that was not tried', () => {
    expect(mayGo('test', null)).toBe(false);
    expect(mayGo('defaults', null)).toBe(false);
  });

  it('stops at one that does not work, until somebody says so', () => {
    expect(mayGo('defaults', { check: check(false), isAgreed: false })).toBe(false);
    expect(mayGo('defaults', { check: check(false), isAgreed: true })).toBe(true);
  });

  it('goes on from one that works', () => {
    expect(mayGo('defaults', { check: check(true), isAgreed: false })).toBe(true);
  });
});

describe('branchInputOf', () => {
  it('makes a branch that receives nothing yet', () => {
    expect(branchInputOf({ ...emptyDraft, code: 'ghent', defaultCustomerId: 7 })).toMatchObject({
      ...{ code: 'ghent', defaultCustomerId: 7, receive: { paused: true } },
    });
  });

  it('makes none without a customer', () => {
    expect(() => branchInputOf(emptyDraft)).toThrow(TypeError);
  });
});

describe('the steps', () => {
  it('have ends', () => {
    expect([before('connect'), after('connect'), before('schedule'), after('schedule')]).toEqual([
      ...[undefined, 'test', 'dry-run', undefined],
    ]);
  });
});
