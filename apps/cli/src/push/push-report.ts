import { type PushResult, pushResultPageSchema, type Run } from '@branch-sync/contract';
import { drawTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { ApiClient } from '../stack/api-client.ts';
import { wordOfModel } from './push-ask.ts';

/** What a push did, or would do: how many records came to what, and what is worth telling of each. */
export interface PushReport {
  readonly run: Run;
  readonly tally: Readonly<Partial<Record<PushResult['action'], number>>>;
  readonly records: readonly PushResult[];
}

const pageSize = 200;
/** More rows than this are for a program, not for eyes. */
const shownRows = 50;

/** Reads the result log of a run to its end. Throws `ApiProblemError`. */
export async function readPushReport(api: ApiClient, run: Run): Promise<PushReport> {
  const records: PushResult[] = [];
  let tally: PushReport['tally'] = {};
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = await api.get(`/runs/${run.id}/records?limit=${pageSize}${query}`, pushResultPageSchema);
    records.push(...page.items);
    ({ tally } = page);
    cursor = page.nextCursor;
  }
  return { run, tally, records };
}

/** For people: a table of the records, and what to do next. */
export function drawPushReport({ run, tally, records }: PushReport, isPreview: boolean, terminal: Terminal): string {
  const parts: string[] = [];
  if (records.length > 0) {
    const rows = byUrgency(records)
      .slice(0, shownRows)
      .map(({ action, model, name, fields, message, isDone }) => [
        // Cut off while it was written: nobody knows.
        isDone ? action : `${action}?`,
        wordOfModel(model),
        name,
        message ?? fields.map(({ field, before, after }) => `${field}: ${before ?? '-'} → ${after ?? '-'}`).join('\n'),
      ]);
    const columns = [
      { head: 'Action' },
      { head: 'Model' },
      { head: 'Record', isElastic: true },
      { head: isPreview ? 'Would change' : 'Changed', isElastic: true },
    ];
    parts.push(drawTable(terminal, columns, rows));
    if (records.length > shownRows)
      parts.push(`${records.length - shownRows} more: ask with --json, or GET /api/runs/${run.id}/records`);
  }
  parts.push(summaryOf(tally, run, isPreview));
  const toWrite = (tally.create ?? 0) + (tally.update ?? 0);
  if (isPreview && toWrite > 0) parts.push(`Do exactly this: branch-sync push ${run.branchCode} --confirm ${run.id}`);
  if (run.error !== null) parts.push(`${terminal.paint('red', run.error.message)}\n${run.error.fix}`);
  return parts.join('\n');
}

/** What somebody has to look at stands on top. */
function byUrgency(records: readonly PushResult[]): readonly PushResult[] {
  const isUrgent = ({ action, isDone }: PushResult) => !isDone || ['blocked', 'conflict', 'waiting', 'outdated'].includes(action);
  return [...records.filter(isUrgent), ...records.filter((one) => !isUrgent(one))];
}

const words: Readonly<Record<PushResult['action'], string>> = {
  create: 'to create',
  update: 'to change',
  same: 'the same',
  left: 'left as the branch has them',
  conflict: 'changed on both sides',
  blocked: 'not possible',
  waiting: 'waiting for a till to be closed',
  outdated: 'not what the preview showed any more',
};

function summaryOf(tally: PushReport['tally'], { counts, status }: Run, isPreview: boolean): string {
  const done: Partial<typeof words> = isPreview ? {} : { create: 'created', update: 'changed' };
  const told = Object.entries({ ...words, ...done }).flatMap(([action, text]) => {
    const count = tally[action as PushResult['action']] ?? 0;
    return count === 0 ? [] : [`${count} ${text}`];
  });
  const looked = `${counts.seen} looked into`;
  return `${status}: ${[looked, ...told].join(', ')}.`;
}
