import { isDeepStrictEqual } from 'node:util';
import type { NewsTopic } from '@branch-sync/contract';
import type { EndMarks, NewsMarks } from '@branch-sync/db';

/** What each topic goes by: where a part of it is another one, there is news. */
export type TopicMarks = Readonly<Record<NewsTopic, readonly unknown[]>>;

/** What each topic goes by, of the marks that Postgres gives. */
export function topicMarks({ active, ended, newest, standing, branches, workers, central, alerts }: NewsMarks): TopicMarks {
  const { receive, push, reconcile } = active;
  const kinds = [receive, push, reconcile];
  const ends = [ended.receive, ended.push, ended.reconcile];
  const reconciled = [reconcile?.counted ?? 0, ended.reconcile?.any ?? null];
  return {
    branches,
    runs: [newest.run, kinds.map((kind) => [kind?.all, kind?.counted]), ends.map((end) => end?.any ?? null)],
    // Reconcile notes how Sales Orders stand in central.
    orders: [newest.order, receive?.done ?? 0, ended.receive?.withSomethingDone ?? null, reconciled],
    failures: [newest.failure, standing, kinds.map((kind) => kind?.failed ?? 0), ends.map((end) => end?.withFailures ?? null)],
    reconciliation: reconciled,
    workers,
    central,
    alerts,
  };
}

const runKinds = ['receive', 'push', 'reconcile'] as const;

/** Marks that still have the ends of runs that were seen before: Postgres tells them for a minute, and that they are no longer told is no news. */
export function withEndsBefore(before: NewsMarks, now: NewsMarks): NewsMarks {
  const ended = Object.fromEntries(
    runKinds.flatMap((kind) => {
      const [was, is] = [before.ended[kind], now.ended[kind]];
      return was === undefined && is === undefined ? [] : [[kind, latestOf(was, is)]];
    }),
  );
  return { ...now, ended };
}

function latestOf(was: EndMarks | undefined, is: EndMarks | undefined): EndMarks {
  return {
    any: is?.any ?? was?.any ?? null,
    withSomethingDone: is?.withSomethingDone ?? was?.withSomethingDone ?? null,
    withFailures: is?.withFailures ?? was?.withFailures ?? null,
  };
}

/** The topics in which two marks differ; none: nothing has happened. */
export function topicsBetween(before: TopicMarks, after: TopicMarks): NewsTopic[] {
  const topics = Object.keys(before) as NewsTopic[];
  return topics.filter((topic) => !isDeepStrictEqual(before[topic], after[topic]));
}
