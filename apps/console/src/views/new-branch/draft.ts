import type { BranchInput, ConnectionCheck } from '@branch-sync/contract';
import { ownZone } from '../../format/zoned.ts';
import type { BranchConnection } from '../branch/connection-values.ts';
import type { DefaultsValues } from '../defaults/defaults-fields.tsx';
import type { EarlyStep } from './steps.ts';

/** A branch as far as it was typed; it is kept in memory only, for its secret. */
export interface Draft extends BranchConnection, DefaultsValues {
  readonly code: string;
}

export const emptyDraft: Draft = {
  code: '',
  name: '',
  timezone: ownZone,
  url: '',
  database: '',
  login: '',
  secret: '',
  transport: 'auto',
  tlsCa: null,
  tlsVerify: true,
  connectTimeoutMs: null,
  callTimeoutMs: null,
  defaultCustomerId: null,
  defaultSalespersonId: null,
  warehouseId: null,
  pricelistId: null,
  companyId: null,
  customerRule: 'default',
  totalRule: 'flag',
  adjustProductId: null,
  adjustLimit: null,
};

/** What a test said of what was typed then. */
export interface TestedDraft {
  readonly check: ConnectionCheck;
  /** Whether somebody goes on although it does not work. */
  readonly isAgreed: boolean;
}

/** As the contract has it: whether it holds is known before the branch is made. */
const codePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;

/** What is wrong with a draft before its connection can be tried, by field; the API looks at the rest. */
export function lacksOf(draft: Draft, takenCodes: readonly string[]): Readonly<Record<string, string>> {
  const needed = ['name', 'code', 'timezone', 'url', 'database', 'login', 'secret'] as const;
  const lacks = Object.fromEntries(needed.filter((field) => draft[field].trim() === '').map((field) => [field, 'is needed']));
  if (lacks['code'] !== undefined) return lacks;
  if (!codePattern.test(draft.code))
    return { ...lacks, code: 'must be 1 to 63 letters, digits, - and _, a letter or digit first' };
  return takenCodes.includes(draft.code) ? { ...lacks, code: 'is the code of another branch' } : lacks;
}

/** How far a draft may go: to its test once it was tried, on from there once that is good enough. */
export function mayGo(step: EarlyStep, tested: TestedDraft | null): boolean {
  if (step === 'connect') return true;
  if (tested === null) return false;
  return step === 'test' || tested.check.ok || tested.isAgreed;
}

/** The branch to make: nothing is received of it until its schedule is set. Throws without a default customer, which the form asks for. */
export function branchInputOf({ defaultCustomerId, ...draft }: Draft): BranchInput {
  if (defaultCustomerId === null) throw new TypeError('A branch needs a default customer.');
  return { ...draft, defaultCustomerId, receive: { paused: true } };
}
