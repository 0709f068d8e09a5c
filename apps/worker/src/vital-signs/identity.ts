import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { WorkerIdentity } from '@branch-sync/db';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';

const packageSchema = z.object({ version: z.string() });

/** Who this process is in the fleet: a new id at every start. */
export async function newIdentity(): Promise<WorkerIdentity> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = packageSchema.parse(JSON.parse(manifest));
  return { id: uuidv7(), host: hostname(), pid: process.pid, version };
}
