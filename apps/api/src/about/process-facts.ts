import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What does not change while the API runs. */
export interface ProcessFacts {
  /** Of branch-sync. */
  readonly version: string;
  readonly startedAt: Date;
  /** What is over is forgotten after so many days, by the workers: they have the same setting. */
  readonly retentionDays: number;
}

const packageSchema = z.object({ version: z.string() });

/** The version of what runs here, as its package says it. */
export async function ownVersion(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return packageSchema.parse(JSON.parse(manifest)).version;
}
