import type { WorkerSign } from '@branch-sync/db';
import { expect, it } from 'vitest';
import { unreplaced } from './workers-gone.ts';

const at = new Date('2026-11-20T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(at.getTime() - minutes * 60_000);

/** Started and last seen so many minutes ago. */
function aWorker(id: string, started: number, seen: number, stopped = false): WorkerSign {
  return {
    id,
    host: 'web',
    startedAt: minutesAgo(started),
    seenAt: minutesAgo(seen),
    stoppedAt: stopped ? minutesAgo(seen) : null,
  };
}

const gone = (...workers: WorkerSign[]) => unreplaced(workers, at).map(({ id }) => id);

it('misses who fell silent, not who runs, nor who said that he stops', () => {
  expect(gone(aWorker('silent', 100, 5), aWorker('runs', 100, 0), aWorker('stopped', 100, 5, true))).toEqual(['silent']);
});

it('lets one that was started afterwards stand in for one that fell silent', () => {
  expect(gone(aWorker('silent', 100, 5), aWorker('new', 4, 0))).toEqual([]);
  expect(gone(aWorker('silent', 100, 5), aWorker('earlier', 6, 0))).toEqual(['silent']);
});

it('needs one for each', () => {
  expect(gone(aWorker('one', 100, 6), aWorker('two', 100, 5), aWorker('new', 4, 0))).toEqual(['one']);
});

it('follows a machine that falls again and again to the one that runs now', () => {
  expect(gone(aWorker('first', 100, 60), aWorker('second', 59, 30), aWorker('third', 29, 0))).toEqual([]);
  expect(gone(aWorker('first', 100, 60), aWorker('second', 59, 30))).toEqual(['second']);
});
