import { type BookComparison, compareBooks } from '../../../harness/compare-books.ts';
import type { Shop } from '../shops/open-shops.ts';
import type { Stage } from '../stage.ts';
import { findSecrets } from './find-secrets.ts';
import { brokenPromises, countRuns, readLedger, standingFailures, unflaggedDifferences } from './questions.ts';

/** What came of it. */
export interface Verdict {
  readonly figures: readonly (readonly [name: string, value: number])[];
  /** Empty: all promises were held. */
  readonly problems: readonly string[];
}

/** What is looked at besides the stage. */
export interface Evidence {
  readonly logFolder: string;
  readonly secrets: readonly string[];
  /** The runs that the API has promised. */
  readonly promised: ReadonlySet<string>;
  /** Orders that came in while all was disturbed. */
  readonly importedMeanwhile: number;
}

/** Holds everything against what was promised, once all processes have ended. */
export async function giveVerdict(stage: Stage, { logFolder, secrets, promised, importedMeanwhile }: Evidence): Promise<Verdict> {
  const { db } = stage.product;
  const books = await compareAllBooks(stage);
  const failures = await standingFailures(db);
  const problems = [
    ...stage.journal.problems,
    ...books.flatMap(({ shop, comparison }) => differencesOf(comparison).map((difference) => `${shop.code}: ${difference}`)),
    ...(await unflaggedDifferences(db)),
    ...(await brokenPromises(db, promised)).map((run) => `the API promised a run that did not end well: ${run}`),
    ...failures.map((failure) => `a failure stands: ${failure}`),
    ...(await findSecrets(logFolder, secrets)).map((line) => `a log holds a secret: ${line}`),
  ];
  const sum = (countOf: (comparison: BookComparison) => number) =>
    books.reduce((total, { comparison }) => total + countOf(comparison), 0);
  const runs = (await countRuns(db)).map(({ status, count }) => [`runs.${status}`, count] as const);
  return {
    figures: [
      ['orders.sold', sum(({ sold }) => sold)],
      ['orders.imported', sum(({ imported }) => imported)],
      ['orders.imported_while_disturbed', importedMeanwhile],
      ['orders.doubled', sum(({ doubled }) => doubled.length)],
      ['orders.lost', sum(({ lost }) => lost.length)],
      ...runs,
      ['runs.promised_by_api', promised.size],
      ['failures.standing', failures.length],
      ...disturbancesOf(stage),
      ['problems', problems.length],
    ],
    problems,
  };
}

async function compareAllBooks({ product: { db }, shops }: Stage): Promise<{ shop: Shop; comparison: BookComparison }[]> {
  const ledger = await readLedger(db);
  return shops.all.map((shop) => {
    const ofShop = ledger.filter(({ code }) => code === shop.code);
    return { shop, comparison: compareBooks(shop, shops.central, ofShop) };
  });
}

function differencesOf({ sold, imported, ...lists }: BookComparison): string[] {
  const differences = Object.entries(lists).flatMap(([what, list]) => (list.length === 0 ? [] : [`${what}: ${list.join(', ')}`]));
  return imported === sold ? differences : [`${sold} orders sold, ${imported} imported`, ...differences];
}

function disturbancesOf({ journal }: Stage): (readonly [name: string, value: number])[] {
  return [...journal.disturbances]
    .map(([name, count]) => [`disturbed.${name.replaceAll(' ', '_')}`, count] as const)
    .toSorted(([a], [b]) => a.localeCompare(b));
}
