import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes with the test; others may enter it unless it is closed. */
export async function temporaryFolder({ isClosed = false } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-services-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (!isClosed) await chmod(folder, 0o755);
  return folder;
}
