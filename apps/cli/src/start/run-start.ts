import { join } from 'node:path';
import { readConfig } from '@branch-sync/config';
import { runAcceptedSchema } from '@branch-sync/contract';
import { CommandError } from '../command-line/command-error.ts';
import type { ExitCode } from '../command-line/exit-code.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Cleanup } from '../stack/cleanup.ts';
import { createSamples } from '../stack/create-samples.ts';
import { beginDatabaseAnew, keptDatabase } from '../stack/database.ts';
import { freeOrPreferredPort } from '../stack/free-or-preferred-port.ts';
import { keepKeys, type LocalKeys } from '../stack/local-keys.ts';
import { openStack, type Stack } from '../stack/open-stack.ts';
import { makeFolder } from '../stack/project-folder.ts';
import { queueStoreInWords } from '../stack/queue-store.ts';
import { findRunningStack, forgetRunningStack, noteRunningStack } from '../stack/running-stack.ts';
import { sampleBranches } from '../stack/sample-branches.ts';
import { whenAborted } from '../stack/stop-signals.ts';
import { answers } from '../stack/until-ready.ts';
import { planSamples, type SamplePlan } from './plan-samples.ts';
import { readSetup } from './read-setup.ts';
import { describeStartedStack } from './start-box.ts';

export interface StartContext {
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly wantsSamples: boolean;
  /** Where database, keys and logs are kept. */
  readonly folder: string;
  readonly cleanup: Cleanup;
  readonly signal: AbortSignal;
}

/** The whole stack, until it is stopped (throws `StoppedError`) or one of its processes dies (throws `CommandError`). */
export async function runStart(context: StartContext): Promise<ExitCode> {
  const { env, terminal, folder, cleanup, signal } = context;
  await refuseASecond(folder);
  const logFolder = makeFolder(folder, 'logs');
  const database = await keptDatabase(env['DATABASE_URL'], makeFolder(folder, 'postgres'), cleanup);
  const samples = planSamples(await readSetup(database.url), context.wantsSamples, database.isOurs);
  if (samples.kind === 'begin_anew') await beginDatabaseAnew(database.url);
  signal.throwIfAborted();
  const keys = keysOf(env, folder);
  const { host, port, isChosen } = await apiAddress(env);
  const stack = await openStack(
    {
      env,
      databaseUrl: database.url,
      queuePrefix: readConfig(env).queuePrefix,
      keys,
      api: { host, port },
      samples: samples.kind === 'none' ? [] : sampleBranches,
      standInPort: samples.kind === 'resume' ? samples.port : 0,
      logFolder,
    },
    cleanup,
    signal,
  );
  if (samples.kind === 'create' || samples.kind === 'begin_anew') await fillWithSamples(stack);
  cleanup.add('the note of the running stack', async () => forgetRunningStack(folder));
  noteRunningStack({ pid: process.pid, apiUrl: stack.apiUrl, environment: { ...stack.environment } }, folder);

  const queue = queueStoreInWords(stack.queueStore);
  const standInsUrl = stack.standIns?.url ?? null;
  const notes = [...(isChosen ? [] : [`Port 3000 is taken: the API listens on ${port}.`]), ...notesOn(samples)];
  terminal.handOver(
    { apiUrl: stack.apiUrl, adminKey: keys.ADMIN_API_KEY, queueStore: stack.queueStore.kind, standInsUrl, logFolder, notes },
    describeStartedStack(
      { apiUrl: stack.apiUrl, adminKey: keys.ADMIN_API_KEY, database: database.source, queue, standInsUrl, logFolder, notes },
      terminal,
    ),
  );
  await whenAborted(stack.signal);
  throw stack.signal.reason;
}

async function refuseASecond(folder: string): Promise<void> {
  const running = findRunningStack(folder);
  if (running === undefined || !(await answers(running.apiUrl))) return;
  throw new CommandError(
    `A stack runs already at ${running.apiUrl} (process ${running.pid}).\nUse it, or stop it first (Ctrl-C in its terminal).`,
  );
}

/** Keys that are not set are made once and kept, for as long as the database is. */
function keysOf(env: NodeJS.ProcessEnv, folder: string): LocalKeys {
  const { ENCRYPTION_KEYS, ADMIN_API_KEY } = env;
  if (ENCRYPTION_KEYS && ADMIN_API_KEY) return { ENCRYPTION_KEYS, ADMIN_API_KEY };
  const kept = keepKeys(join(folder, 'keys.json'));
  return { ENCRYPTION_KEYS: ENCRYPTION_KEYS || kept.ENCRYPTION_KEYS, ADMIN_API_KEY: ADMIN_API_KEY || kept.ADMIN_API_KEY };
}

/** A port that was asked for is taken at its word; the default gives way to whoever has it. */
async function apiAddress(env: NodeJS.ProcessEnv): Promise<{ host: string; port: number; isChosen: boolean }> {
  const { host, port } = readConfig(env).api;
  if (env['API_PORT']) return { host, port, isChosen: true };
  const taken = await freeOrPreferredPort(port, host);
  return { host, port: taken, isChosen: taken === port };
}

/** Sample branches, and a first receive of each, so that there is something to look at. */
async function fillWithSamples({ api, standIns }: Stack): Promise<void> {
  if (standIns === null) return;
  await createSamples(api, standIns, sampleBranches);
  for (const { code } of sampleBranches) await api.send('POST', `/branches/${code}/receive`, {}, runAcceptedSchema);
}

function notesOn(samples: SamplePlan): string[] {
  switch (samples.kind) {
    case 'none':
      return samples.reason === null ? [] : [`No samples: ${samples.reason}.`];
    case 'create':
    case 'begin_anew':
      return [
        'The sample branches are received now. The stand-ins keep orders in memory: the samples begin anew at every start.',
      ];
    case 'resume':
      return ['The stand-ins have begun anew, this database has not: what the samples sold before counts as already there.'];
  }
}
