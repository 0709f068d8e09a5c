import type {
  ApiKey,
  BranchState,
  Failure,
  MappedModel,
  Order,
  PersonAnswer,
  PreviewInput,
  PushableRecord,
  PushResult,
  ReconciledDay,
  Role,
  Run,
  RunOrder,
  Worker,
} from '@branch-sync/contract';

/** How good or bad a state is: decides colour and mark; the word beside it says which. */
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'idle';

export interface StateWords {
  readonly word: string;
  readonly tone: Tone;
}

export const branchStates: Readonly<Record<BranchState, StateWords>> = {
  offline: { word: 'Offline', tone: 'bad' },
  behind: { word: 'Behind', tone: 'warn' },
  never_run: { word: 'Never run', tone: 'idle' },
  waiting: { word: 'Waiting', tone: 'busy' },
  paused: { word: 'Paused', tone: 'idle' },
  healthy: { word: 'Healthy', tone: 'good' },
};

export const runStatuses: Readonly<Record<Run['status'], StateWords>> = {
  queued: { word: 'Queued', tone: 'idle' },
  running: { word: 'Running', tone: 'busy' },
  succeeded: { word: 'Succeeded', tone: 'good' },
  partial: { word: 'Partial', tone: 'warn' },
  failed: { word: 'Failed', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'idle' },
};

export const runKinds: Readonly<Record<Run['kind'], string>> = { receive: 'Receive', push: 'Push', reconcile: 'Reconcile' };

export const runTriggers: Readonly<Record<Run['trigger'], string>> = { manual: 'By hand', schedule: 'Schedule', retry: 'Retry' };

export const failureStatuses: Readonly<Record<Failure['status'], StateWords>> = {
  open: { word: 'Open', tone: 'bad' },
  retrying: { word: 'Retrying', tone: 'busy' },
  resolved: { word: 'Resolved', tone: 'good' },
  dismissed: { word: 'Dismissed', tone: 'idle' },
};

export const failureSeverities: Readonly<Record<Failure['severity'], StateWords>> = {
  error: { word: 'Error', tone: 'bad' },
  warning: { word: 'Warning', tone: 'warn' },
  info: { word: 'Note', tone: 'idle' },
};

export const failureClasses: Readonly<Record<Failure['class'], string>> = {
  transient: 'Tried again by itself',
  waiting: 'Waits for the branch',
  permanent: 'Needs somebody',
};

export const orderStatuses: Readonly<Record<Order['status'], StateWords>> = {
  imported: { word: 'Imported', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
  skipped: { word: 'Skipped', tone: 'idle' },
};

/** How a Sales Order stood when it was last looked at. */
export const centralStates: Readonly<Record<NonNullable<Order['centralState']>, StateWords>> = {
  draft: { word: 'Draft', tone: 'idle' },
  sent: { word: 'Sent', tone: 'busy' },
  sale: { word: 'Confirmed', tone: 'good' },
  cancelled: { word: 'Cancelled', tone: 'warn' },
  deleted: { word: 'Deleted', tone: 'bad' },
};

/** What became of an order in a run. */
export const runOrderOutcomes: Readonly<Record<RunOrder['outcome'], StateWords>> = {
  imported: { word: 'Imported', tone: 'good' },
  already_there: { word: 'Already there', tone: 'idle' },
  failed: { word: 'Failed', tone: 'bad' },
  not_sold: { word: 'Not sold', tone: 'idle' },
  waiting: { word: 'Waiting', tone: 'busy' },
  not_tried: { word: 'Not tried', tone: 'idle' },
};

/** Whether the books of a day agree. */
export const dayStatuses: Readonly<Record<ReconciledDay['status'], StateWords>> = {
  agrees: { word: 'Agrees', tone: 'good' },
  differs: { word: 'Differs', tone: 'bad' },
  not_yet: { word: 'Not yet', tone: 'idle' },
};

/** What became of a pushed record; a preview says what would. */
/** What wins where the branch changed a record as well. */
export const conflictRules: Readonly<Record<NonNullable<PreviewInput['conflicts']>, string>> = {
  central_wins: 'Central wins',
  branch_wins: 'The branch wins',
  ask: 'Neither: tell, and write nothing',
};

/** How one of central's records stands to a branch. */
export const pushableStates: Readonly<Record<PushableRecord['state'], StateWords>> = {
  new: { word: 'New there', tone: 'busy' },
  changed: { word: 'Changed since', tone: 'warn' },
  linked: { word: 'Linked, never pushed', tone: 'idle' },
  pushed: { word: 'Pushed', tone: 'good' },
};

export const pushActions: Readonly<Record<PushResult['action'], StateWords & { readonly wouldBe: string }>> = {
  create: { word: 'Created', wouldBe: 'Would be created', tone: 'good' },
  update: { word: 'Changed', wouldBe: 'Would be changed', tone: 'good' },
  same: { word: 'The same', wouldBe: 'The same', tone: 'idle' },
  left: { word: 'Left as it is', wouldBe: 'Would be left as it is', tone: 'idle' },
  conflict: { word: 'Changed on both sides', wouldBe: 'Changed on both sides', tone: 'bad' },
  blocked: { word: 'Not possible', wouldBe: 'Not possible', tone: 'bad' },
  waiting: { word: 'Waits for a till', wouldBe: 'Would wait for a till', tone: 'warn' },
  outdated: { word: 'Not as previewed', wouldBe: 'Not as previewed', tone: 'warn' },
};

/** What a role is allowed to do; each may do what those before it may. */
export const roleWords: Readonly<Record<Role, { readonly word: string; readonly may: string }>> = {
  viewer: { word: 'Viewer', may: 'Looks at everything but people, keys and the audit log' },
  operator: { word: 'Operator', may: 'Receives, pushes, reconciles, cures failures, maps' },
  admin: { word: 'Admin', may: 'Connects branches and central, manages keys and people' },
};

/** What a key may be limited to. */
export const keyActs: Readonly<Record<NonNullable<ApiKey['acts']>[number], string>> = {
  receive: 'Receive',
  push: 'Push',
  reconcile: 'Reconcile',
  failures: 'Failures',
  mappings: 'Mappings',
};

/** Where a person's sign-in is checked. */
export const personSources: Readonly<Record<PersonAnswer['source'], string>> = {
  odoo: 'Central’s Odoo',
  local: 'Local account',
  oidc: 'OpenID provider',
};

export const workerStates: Readonly<Record<Worker['state'], StateWords>> = {
  running: { word: 'Running', tone: 'good' },
  draining: { word: 'Draining', tone: 'busy' },
  stopped: { word: 'Stopped', tone: 'idle' },
  silent: { word: 'Silent', tone: 'bad' },
};

/** What people call a model of Odoo. */
export const modelWords: Readonly<Record<MappedModel, { readonly one: string; readonly many: string }>> = {
  'product.product': { one: 'product', many: 'Products' },
  'account.tax': { one: 'tax', many: 'Taxes' },
  'res.partner': { one: 'customer', many: 'Customers' },
  'pos.payment.method': { one: 'payment method', many: 'Payment methods' },
  'uom.uom': { one: 'unit of measure', many: 'Units of measure' },
  'res.users': { one: 'cashier', many: 'Cashiers' },
};
