import type { NewsMarks } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { topicMarks, topicsBetween, withEndsBefore } from './topics.ts';

const active = { all: [1, 1, 1, 0], counted: 10, done: 4, failed: 1 };
const end = { any: '10:00', withSomethingDone: '09:59', withFailures: '09:58' };
const quiet: NewsMarks = {
  active: { receive: active, push: active, reconcile: active },
  ended: { receive: end, push: end, reconcile: end },
  newest: { run: 'r1', order: 'o1', failure: 'f1' },
  standing: [3, 0, '09:58'],
  branches: [2, '1'],
  workers: [1, 0],
  central: [null, [0]],
  alerts: [0],
};

const newsOf = (change: Partial<NewsMarks>) => topicsBetween(topicMarks(quiet), topicMarks({ ...quiet, ...change }));

describe('news', () => {
  it.each<[string, Partial<NewsMarks>, string[]]>([
    ['nothing', {}, []],
    ['a run', { newest: { ...quiet.newest, run: 'r2' } }, ['runs']],
    ['an order', { newest: { ...quiet.newest, order: 'o2' } }, ['orders']],
    ['a failure', { newest: { ...quiet.newest, failure: 'f2' } }, ['failures']],
    ['a failure that is tried again', { standing: [2, 1, '09:58'] }, ['failures']],
    ['a branch', { branches: [2, '2'] }, ['branches']],
    ['a worker', { workers: [1, 1] }, ['workers']],
    ['central', { central: [null, [1]] }, ['central']],
    ['an alert', { alerts: [1] }, ['alerts']],
    [
      'a receive that has looked at what was there already',
      { active: { ...quiet.active, receive: { ...active, counted: 11 } } },
      ['runs'],
    ],
    [
      'a receive that has brought something in',
      { active: { ...quiet.active, receive: { ...active, counted: 11, done: 5 } } },
      ['runs', 'orders'],
    ],
    [
      'a push that was refused something',
      { active: { ...quiet.active, push: { ...active, counted: 11, done: 5, failed: 2 } } },
      ['runs', 'failures'],
    ],
    ['the end of a receive of nothing', { ended: { ...quiet.ended, receive: { ...end, any: '10:01' } } }, ['runs']],
    [
      'the end of a receive of something',
      { ended: { ...quiet.ended, receive: { ...end, any: '10:01', withSomethingDone: '10:01' } } },
      ['runs', 'orders'],
    ],
    [
      'the end of a failed push',
      { ended: { ...quiet.ended, push: { ...end, any: '10:01', withFailures: '10:01' } } },
      ['runs', 'failures'],
    ],
    ['a reconcile that waits no longer', { active: { ...quiet.active, reconcile: { ...active, all: [1, 2, 1, 0] } } }, ['runs']],
    [
      'a day that was reconciled',
      { active: { ...quiet.active, reconcile: { ...active, counted: 11 } } },
      ['runs', 'orders', 'reconciliation'],
    ],
  ])('of %s are these topics', (_, change, topics) => {
    expect(newsOf(change).toSorted()).toEqual(topics.toSorted());
  });

  it('of the first end of a run are what it did, and no more', () => {
    const before = topicMarks({ ...quiet, ended: {} });
    const ended = { push: { any: '10:00', withSomethingDone: null, withFailures: null } };
    expect(topicsBetween(before, topicMarks({ ...quiet, ended }))).toEqual(['runs']);
  });

  it('are none that ends of runs are not told any more', () => {
    const later = { ...quiet, ended: { push: { ...end, withFailures: null } } };
    expect(topicsBetween(topicMarks(quiet), topicMarks(withEndsBefore(quiet, later)))).toEqual([]);
    const again = { ...quiet, ended: { receive: { any: '10:05', withSomethingDone: null, withFailures: null } } };
    expect(topicsBetween(topicMarks(quiet), topicMarks(withEndsBefore(quiet, again)))).toEqual(['runs']);
    const none = { ...quiet, ended: {} };
    expect(withEndsBefore(none, none).ended).toEqual({});
  });
});
