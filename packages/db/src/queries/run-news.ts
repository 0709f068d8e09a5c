import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { runLines, runs } from '../schema/runs.ts';
import type { RunLine } from './run-lines.ts';
import type { ListedRun } from './run-list.ts';

/** A run, and how far somebody has read its lines (0: not at all). */
export interface WatchedRun {
  readonly runId: string;
  readonly afterLineId: number;
}

/** A run as it is, and its lines after those that were read. */
export interface RunNews extends ListedRun {
  readonly lines: readonly RunLine[];
  /** Over for so long that the last of its lines, which are written beside the run, are here too. */
  readonly isSettled: boolean;
}

/** A line is written within this long after the run's end, unless Postgres is in trouble. Seconds. */
const lastLinesWithinSeconds = 1;

/** How the one statement gives a line. */
interface WrittenLine {
  readonly id: number;
  readonly at: string;
  readonly text: string;
}

/**
 * How any number of watched runs stand, in one statement: an answer for each one asked about, in the same order; undefined where there is no such run
 * (any more). Of the lines at most `linesAtOnce` each: the next question goes on after them.
 */
export async function readRunNews(
  db: Database,
  watched: readonly WatchedRun[],
  linesAtOnce: number,
): Promise<readonly (RunNews | undefined)[]> {
  const asked = watched.map(({ runId, afterLineId }, place) => ({ place, run_id: runId, after_line_id: afterLineId }));
  const rows = await db
    .select({
      place: sql<number>`watched.place`,
      run: getTableColumns(runs),
      branchCode: branches.code,
      lines: sql<readonly WrittenLine[]>`(
        select coalesce(jsonb_agg(to_jsonb(line) order by line.id), '[]')
        from (
          select id, at, text from ${runLines} where run_id = watched.run_id and id > watched.after_line_id order by id limit ${linesAtOnce}
        ) line)`,
      isSettled: sql<boolean>`coalesce(${runs.finishedAt} < now() - make_interval(secs => ${lastLinesWithinSeconds}), false)`,
    })
    .from(runs)
    .innerJoin(branches, eq(branches.id, runs.branchId))
    .innerJoin(
      sql`jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as watched (place integer, run_id uuid, after_line_id bigint)`,
      sql`watched.run_id = ${runs.id}`,
    );
  const byPlace = new Map(rows.map(({ place, lines, ...news }) => [place, { ...news, lines: lines.map(lineOf) }]));
  return watched.map((_, place) => byPlace.get(place));
}

function lineOf({ id, at, text }: WrittenLine): RunLine {
  return { id, at: new Date(at), text };
}
