import type { FailureClass } from '@branch-sync/db';
import { redact } from '@branch-sync/redaction';
import { type FailureText, fillText, type PlaceholdersOf } from './fill-text.ts';
import { failureTexts } from './texts.en.ts';

/** The two Odoos that a run works between. */
export type Side = 'branch' | 'central';

/** How much it matters. `warning`: it comes right by itself, or the order is in and wants a look; `info`: nothing is wrong. */
export type Severity = 'error' | 'warning' | 'info';

/** What a code speaks of: what a page shows beside its texts. */
export type FailureSubject =
  | 'connection'
  | 'run'
  | 'clock'
  | 'product'
  | 'unit'
  | 'tax'
  | 'customer'
  | 'salesperson'
  | 'warehouse'
  | 'pricelist'
  | 'company'
  | 'currency'
  | 'order'
  | 'total'
  | 'record';

/** One failure code, but for its texts. */
export interface CatalogueEntry {
  /** `transient`: tried again by itself; `waiting`: the branch will be ready later; `permanent`: a person must act. */
  readonly class: FailureClass;
  readonly severity: Severity;
  /** Where it shows, or is to be mended first; `here`: in branch-sync's own settings or processes. */
  readonly side: Side | 'here';
  readonly subject: FailureSubject;
}

const connectionEntries = {
  unreachable: { class: 'transient', severity: 'warning' },
  dns: { class: 'transient', severity: 'error' },
  tls: { class: 'permanent', severity: 'error' },
  address_refused: { class: 'permanent', severity: 'error' },
  timeout: { class: 'transient', severity: 'warning' },
  busy: { class: 'transient', severity: 'warning' },
  not_odoo: { class: 'transient', severity: 'error' },
  server_error: { class: 'transient', severity: 'error' },
  wrong_database: { class: 'permanent', severity: 'error' },
  wrong_login: { class: 'permanent', severity: 'error' },
  access_denied: { class: 'permanent', severity: 'error' },
  version_unsupported: { class: 'permanent', severity: 'error' },
  rejected: { class: 'permanent', severity: 'error' },
  unexpected: { class: 'permanent', severity: 'error' },
} as const satisfies Record<string, Pick<CatalogueEntry, 'class' | 'severity'>>;

/** What can go wrong on the way to an Odoo database, the same for central and for a branch. */
export type ConnectionFailure = keyof typeof connectionEntries;

type ConnectionCode = `${Side}.${ConnectionFailure}`;

function forSide(side: Side): Record<ConnectionCode, CatalogueEntry> {
  return Object.fromEntries(
    Object.entries(connectionEntries).map(([name, entry]) => [`${side}.${name}`, { ...entry, side, subject: 'connection' }]),
  ) as Record<ConnectionCode, CatalogueEntry>;
}

/** What keeps an order out until a person has acted. */
const keptOut = { class: 'permanent', severity: 'error' } as const;
/** What is to be looked at though the order is in. */
const toLookAt = { class: 'permanent', severity: 'warning' } as const;

const ownEntries = {
  'central.not_set': { class: 'permanent', severity: 'error', side: 'here', subject: 'connection' },
  'secret.unreadable': { class: 'permanent', severity: 'error', side: 'here', subject: 'connection' },
  'branch.offline': { class: 'transient', severity: 'warning', side: 'branch', subject: 'connection' },
  'central.offline': { class: 'transient', severity: 'error', side: 'central', subject: 'connection' },
  'branch.closed': { class: 'waiting', severity: 'info', side: 'branch', subject: 'connection' },
  'branch.clock_off': { ...toLookAt, side: 'branch', subject: 'clock' },
  'run.gave_up': { class: 'permanent', severity: 'error', side: 'here', subject: 'run' },
  'run.internal': { class: 'transient', severity: 'error', side: 'here', subject: 'run' },

  'product.not_found': { ...keptOut, side: 'central', subject: 'product' },
  'product.ambiguous': { ...keptOut, side: 'central', subject: 'product' },
  'product.gone': { ...keptOut, side: 'here', subject: 'product' },
  'unit.differs': { ...keptOut, side: 'central', subject: 'unit' },
  'tax.not_found': { ...keptOut, side: 'central', subject: 'tax' },
  'tax.ambiguous': { ...keptOut, side: 'central', subject: 'tax' },
  'customer.gone': { ...keptOut, side: 'here', subject: 'customer' },
  'salesperson.gone': { ...keptOut, side: 'here', subject: 'salesperson' },
  'warehouse.gone': { ...keptOut, side: 'here', subject: 'warehouse' },
  'pricelist.gone': { ...keptOut, side: 'here', subject: 'pricelist' },
  'company.gone': { ...keptOut, side: 'here', subject: 'company' },
  'currency.differs': { ...keptOut, side: 'here', subject: 'currency' },
  'order.rejected': { ...keptOut, side: 'central', subject: 'order' },
  'order.unreadable': { ...keptOut, side: 'branch', subject: 'order' },
  'user.unmapped': { ...toLookAt, side: 'here', subject: 'salesperson' },

  'push.ambiguous': { ...keptOut, side: 'branch', subject: 'record' },
  'push.matched_twice': { ...keptOut, side: 'branch', subject: 'record' },
  'push.barcode_taken': { ...keptOut, side: 'branch', subject: 'product' },
  'push.name_taken': { ...keptOut, side: 'branch', subject: 'record' },
  'push.reference_missing': { ...keptOut, side: 'branch', subject: 'record' },
  'push.choice_missing': { ...keptOut, side: 'branch', subject: 'record' },
  'push.conflict': { ...keptOut, side: 'branch', subject: 'record' },
  'push.right_missing': { ...keptOut, side: 'branch', subject: 'record' },
  'push.currency_differs': { ...keptOut, side: 'here', subject: 'currency' },
  'push.pricelist_gone': { ...keptOut, side: 'here', subject: 'pricelist' },
  'push.pricelist_untold': { ...keptOut, side: 'here', subject: 'pricelist' },
  'push.refused': { ...keptOut, side: 'branch', subject: 'record' },
  'push.session_open': { class: 'waiting', severity: 'info', side: 'branch', subject: 'record' },

  'customer.ambiguous': { ...toLookAt, side: 'central', subject: 'customer' },
  'customer.refused': { ...toLookAt, side: 'central', subject: 'customer' },
  'total.tax_rate': { ...toLookAt, side: 'here', subject: 'tax' },
  'total.rounding_method': { ...toLookAt, side: 'central', subject: 'total' },
  'total.price_precision': { ...toLookAt, side: 'central', subject: 'total' },
  'total.fixed_tax': { ...toLookAt, side: 'central', subject: 'total' },
  'total.differs': { ...toLookAt, side: 'central', subject: 'total' },
  'total.unseen': { ...toLookAt, side: 'central', subject: 'total' },
  'total.currency': { ...toLookAt, side: 'here', subject: 'total' },
} as const satisfies Record<string, CatalogueEntry>;

/** Every code, once. Pages, API, logs and tests read it from here; its texts stand in texts.en.ts. */
export const catalogue = { ...forSide('branch'), ...forSide('central'), ...ownEntries };

export type FailureCode = keyof typeof catalogue;

export type StandingWarning = Extract<FailureCode, 'branch.clock_off' | 'user.unmapped'>;

type TextKeyOf<Code extends FailureCode> = Code extends keyof typeof ownEntries
  ? Code
  : Code extends `${Side}.${infer Name extends ConnectionFailure}`
    ? `connection.${Name}`
    : never;
type TextsOf<Code extends FailureCode> = (typeof failureTexts)[TextKeyOf<Code>];
/** The values that a code's texts need. */
export type ValuesFor<Code extends FailureCode> = Readonly<Record<PlaceholdersOf<TextsOf<Code>[keyof FailureText]>, string>>;

/** A failure in words, ready to be stored and shown. */
export interface FailureDescription extends FailureText {
  readonly code: FailureCode;
  readonly class: FailureClass;
}

/** What a code says, its placeholders not filled. Another language is another file like texts.en.ts, chosen here. */
export function textsOf(code: FailureCode): FailureText {
  const texts: Readonly<Record<string, FailureText>> = failureTexts;
  const found = texts[code] ?? texts[code.replace(/^\w+/, 'connection')];
  if (found === undefined) throw new Error(`The failure code ${code} has no texts.`);
  return found;
}

/** Fills the texts of a code; what is filled in may be anybody's words, and no secret of ours comes in with them. */
export function describeFailure<Code extends FailureCode>(code: Code, values: ValuesFor<Code>): FailureDescription {
  const { title, message, fix } = textsOf(code);
  const fill = (text: string) => redact(fillText(text, values));
  return {
    code,
    class: catalogue[code].class,
    title: fill(title),
    message: fill(message),
    fix: fill(fix),
  };
}

/** What stands for a placeholder of a fix where nobody kept its value: the message has told it. */
const inGeneral = { key: 'key', field: 'value', group: 'that brings it', branchCurrency: 'the branch’s currency' };

/** What to do about a code, where nothing is known but the code; null for one that this version does not know. */
export function fixInGeneral(code: string): string | null {
  return isFailureCode(code) ? fillText(textsOf(code).fix, inGeneral) : null;
}

/** How much a stored failure's code matters; what this version does not know is an error. */
export function severityOf(code: string): Severity {
  return isFailureCode(code) ? catalogue[code].severity : 'error';
}

/** Whether a code is about a branch as it is, not about an order or a run: it stands until it is mended, and nothing waits for it. */
export function isStandingWarning(code: FailureCode): code is StandingWarning {
  return code === 'branch.clock_off' || code === 'user.unmapped';
}

/** The codes of a severity. */
export function codesOfSeverity(severity: Severity): FailureCode[] {
  return Object.keys(catalogue)
    .filter(isFailureCode)
    .filter((code) => catalogue[code].severity === severity);
}

function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(catalogue, code);
}
