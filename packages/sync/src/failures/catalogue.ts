import type { FailureClass } from '@branch-sync/db';
import { type ConnectionFailure, connectionTexts } from './connection-texts.ts';
import { flagTexts, orderTexts } from './order-texts.ts';
import { runTexts } from './run-texts.ts';
import { type CatalogueEntry, fill, type PlaceholdersOf } from './texts.ts';

export type Side = 'branch' | 'central';

type ConnectionTexts = {
  [Code in `${Side}.${ConnectionFailure}`]: Code extends `${Side}.${infer Name extends ConnectionFailure}`
    ? (typeof connectionTexts)[Name]
    : never;
};

function forSide(side: Side): ConnectionTexts {
  return Object.fromEntries(
    Object.entries(connectionTexts).map(([name, entry]) => [`${side}.${name}`, entry]),
  ) as ConnectionTexts;
}

/** Every code, once: message, fix and class. Pages, API, logs and tests read them from here. */
export const catalogue = {
  ...forSide('branch'),
  ...forSide('central'),
  ...orderTexts,
  ...flagTexts,
  ...runTexts,
};

export type FailureCode = keyof typeof catalogue;

type TextsOf<Code extends FailureCode> = (typeof catalogue)[Code]['message' | 'fix'];
/** The values that a code's texts need. */
export type ValuesFor<Code extends FailureCode> = Readonly<Record<PlaceholdersOf<TextsOf<Code>>, string>>;

/** A failure in words, ready to be stored and shown. */
export interface FailureDescription {
  readonly code: FailureCode;
  readonly class: FailureClass;
  readonly message: string;
  readonly fix: string;
}

/** Fills the texts of a code. */
export function describeFailure<Code extends FailureCode>(code: Code, values: ValuesFor<Code>): FailureDescription {
  const entry: CatalogueEntry = catalogue[code];
  return { code, class: entry.class, message: fill(entry.message, values), fix: fill(entry.fix, values) };
}
