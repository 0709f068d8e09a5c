import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@branch-sync/local-services';
import type { Terminal } from '../output/terminal.ts';
import type { Cleanup } from '../stack/cleanup.ts';
import { createSamples } from '../stack/create-samples.ts';
import { throwAwayDatabase } from '../stack/database.ts';
import { generateKeys } from '../stack/local-keys.ts';
import { openStack, type Stack } from '../stack/open-stack.ts';
import { emptyQueueStore, queueStoreInWords } from '../stack/queue-store.ts';
import { sampleBranches } from '../stack/sample-branches.ts';
import type { StandIns } from '../stack/stand-ins.ts';

export interface DemoContext {
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly cleanup: Cleanup;
  readonly signal: AbortSignal;
}

/** A stack that leaves nothing behind: free ports, a database and a queue of its own, keys that nobody keeps. */
export async function openDemoStack({
  env,
  terminal,
  cleanup,
  signal,
}: DemoContext): Promise<{ stack: Stack; standIns: StandIns }> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-demo-'));
  cleanup.add('the demo’s folder', () => rm(folder, { recursive: true, force: true }));
  const database = await throwAwayDatabase(env['DATABASE_URL'], join(folder, 'postgres'), cleanup);
  const plan = {
    env: { ...env, LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn' },
    databaseUrl: database.url,
    queuePrefix: `demo-${randomBytes(6).toString('hex')}`,
    keys: generateKeys(),
    api: { host: '127.0.0.1', port: await freePort() },
    samples: sampleBranches,
    standInPort: 0,
    logFolder: folder,
  };
  const stack = await openStack(plan, cleanup, signal);
  cleanup.add('the demo’s queues', () => emptyQueueStore(stack.queueStore));
  terminal.say(`${terminal.paint('dim', 'Database')}  ${database.source}`);
  terminal.say(`${terminal.paint('dim', 'Queue   ')}  ${queueStoreInWords(stack.queueStore)}`);
  const { standIns } = stack;
  if (standIns === null) throw new Error('The demo’s plan has samples, so there are stand-ins.');
  terminal.say(
    `${terminal.paint('dim', 'Odoo    ')}  stand-ins at ${standIns.url} (${sampleBranches.length} branches and central)`,
  );
  await createSamples(stack.api, standIns, sampleBranches);
  return { stack, standIns };
}
