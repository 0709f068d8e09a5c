import type { Run } from '@branch-sync/contract';
import { countOf, countText } from './money.ts';
import { dayText, momentText } from './time.ts';
import { modelWords, runKinds, type Tone } from './words.ts';

type Request = Run['request'];

/** One of a run's counts, with what it counts in this kind of run. */
export interface RunCount {
  readonly name: string;
  readonly count: number;
  /** How good or bad it is that there are any. */
  readonly tone: Tone;
}

/** Whether a push was asked for that writes nothing. */
export function isPreview({ kind, request }: Pick<Run, 'kind' | 'request'>): boolean {
  return kind === 'push' && request['dryRun'] === true;
}

/** What a run is, in a word. */
export function runName(run: Pick<Run, 'kind' | 'request'>): string {
  return isPreview(run) ? 'Push preview' : runKinds[run.kind];
}

/** What a run has counted, in the words of its kind. */
export function countsOf(run: Pick<Run, 'kind' | 'request' | 'counts'>): RunCount[] {
  const { seen, imported, alreadyThere, failed, flagged } = run.counts;
  if (run.kind === 'reconcile') {
    return [
      { name: 'orders sold', count: seen, tone: 'idle' },
      { name: 'settled here', count: alreadyThere, tone: 'good' },
      { name: 'findings', count: flagged, tone: 'warn' },
    ];
  }
  if (isPreview(run)) {
    return [
      { name: 'looked into', count: seen, tone: 'idle' },
      { name: 'would be written', count: seen - alreadyThere - flagged, tone: 'good' },
      { name: 'nothing to do', count: alreadyThere, tone: 'idle' },
      { name: 'not possible now', count: flagged, tone: 'warn' },
    ];
  }
  if (run.kind === 'push') {
    return [
      { name: 'looked into', count: seen, tone: 'idle' },
      { name: 'written', count: imported, tone: 'good' },
      { name: 'nothing to do', count: alreadyThere, tone: 'idle' },
      { name: 'not possible', count: failed, tone: 'bad' },
      { name: 'left for later', count: flagged, tone: 'warn' },
    ];
  }
  return [
    { name: 'looked at', count: seen, tone: 'idle' },
    { name: 'imported', count: imported, tone: 'good' },
    { name: 'already there', count: alreadyThere, tone: 'idle' },
    { name: 'failed', count: failed, tone: 'bad' },
    { name: 'to be looked at', count: flagged, tone: 'warn' },
  ];
}

/** The counts that are not zero, in a line; that there are none, where it is over. */
export function countsText(run: Pick<Run, 'kind' | 'request' | 'counts' | 'finishedAt'>): string {
  const told = countsOf(run).filter(({ count }) => count !== 0);
  if (told.length === 0) return run.finishedAt === null ? '–' : 'Nothing to do';
  return told.map(({ count, name }) => `${countText(count)} ${name}`).join(' · ');
}

/** What a run was asked for, in words. */
export function wishText({ kind, request }: Pick<Run, 'kind' | 'request'>): string {
  if (kind === 'receive') return receiveWish(request);
  return kind === 'push' ? pushWish(request) : reconcileWish(request);
}

function receiveWish({ since, orderIds, reimport }: Request): string {
  if (typeof since === 'string') return `Everything since ${momentText(since)}`;
  if (!Array.isArray(orderIds)) return 'What is new since the last import';
  const again = reimport === true ? ', those deleted in central once more' : '';
  return `${countOf(orderIds.length, 'order')} by name${again}`;
}

const conflictWords: Readonly<Record<string, string>> = {
  central_wins: 'central wins conflicts',
  branch_wins: 'the branch wins conflicts',
  ask: 'conflicts are asked about',
};

function pushWish({ mode, models, ids, search, conflicts, dryRun }: Request): string {
  const found = typeof search === 'string' ? ` with “${search}”` : '';
  const rule = typeof conflicts === 'string' ? conflictWords[conflicts] : undefined;
  const text = `${whatIsPushed(mode, models, ids)}${found}${rule === undefined ? '' : `; ${rule}`}`;
  return dryRun === true ? `${text}; nothing is written` : text;
}

function whatIsPushed(mode: unknown, models: unknown, ids: unknown): string {
  if (mode === 'previewed') return 'What its preview has shown';
  if (mode === 'selected') return selectedText(ids);
  const which = mode === 'all' ? 'All' : 'Changed';
  if (!Array.isArray(models)) return `${which} records that the branch takes`;
  return `${which} ${models.map((model) => manyOf(model)).join(', ')}`;
}

function selectedText(ids: unknown): string {
  const byModel = typeof ids === 'object' && ids !== null ? Object.entries(ids) : [];
  const parts = byModel.map(([model, named]) => countOf(Array.isArray(named) ? named.length : 0, oneOf(model), manyOf(model)));
  return `${parts.join(', ')} by name`;
}

const wordsOf = (model: unknown) => Object.entries(modelWords).find(([name]) => name === model)?.[1];
const oneOf = (model: unknown) => wordsOf(model)?.one ?? String(model);
const manyOf = (model: unknown) => wordsOf(model)?.many.toLowerCase() ?? String(model);

function reconcileWish({ from, to }: Request): string {
  if (typeof from === 'string') return `${dayText(from)} to ${typeof to === 'string' ? dayText(to) : 'today'}`;
  if (typeof to === 'string') return `The 7 days up to ${dayText(to)}`;
  return 'The last 7 days, and earlier ones that differed';
}

/** How long a run has taken so far, or took; null where it has not begun. Milliseconds. */
export function tookMs({ startedAt, finishedAt }: Pick<Run, 'startedAt' | 'finishedAt'>, nowMs: number): number | null {
  if (startedAt === null) return null;
  return Math.max(0, (finishedAt === null ? nowMs : Date.parse(finishedAt)) - Date.parse(startedAt));
}
