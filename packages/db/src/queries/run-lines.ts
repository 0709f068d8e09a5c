import { desc, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { runLines } from '../schema/runs.ts';

/** What a run told of itself at a moment. Ids grow with time. */
export interface RunLine {
  readonly id: number;
  readonly at: Date;
  readonly text: string;
}

/** The longest line that is kept, in characters. */
export const maxLineLength = 2_000;

/** Keeps a line of a run; a longer one is cut. */
export async function addRunLine(db: Database, runId: string, text: string): Promise<void> {
  const kept = text.length > maxLineLength ? `${text.slice(0, maxLineLength - 1)}…` : text;
  await db.insert(runLines).values({ runId, text: kept });
}

/** The id after which a run's last lines come, `count` of them at most; 0 where it has no more than that. */
export async function lineIdBeforeLast(db: Database, runId: string, count: number): Promise<number> {
  const [line] = await db
    .select({ id: runLines.id })
    .from(runLines)
    .where(eq(runLines.runId, runId))
    .orderBy(desc(runLines.id))
    .offset(count)
    .limit(1);
  return line?.id ?? 0;
}
