import { join } from 'node:path';
import { readConfig } from '@branch-sync/config';
import { migrateDatabase } from '@branch-sync/db';
import type { QueueStore } from '@branch-sync/queue';
import { type ApiClient, createApiClient } from './api-client.ts';
import type { Cleanup } from './cleanup.ts';
import type { LocalKeys } from './local-keys.ts';
import { projectFolder } from './project-folder.ts';
import { migrateQueueStore, queueStoreOf } from './queue-store.ts';
import type { SampleBranch } from './sample-branches.ts';
import { type StandIns, startStandIns } from './stand-ins.ts';
import { type ProcessSpec, type SupervisedProcess, startProcess } from './supervised-process.ts';
import { untilApiAnswers } from './until-ready.ts';

export interface StackPlan {
  /** What the processes inherit; the plan's own settings go over it. */
  readonly env: NodeJS.ProcessEnv;
  readonly databaseUrl: string;
  readonly queuePrefix: string;
  readonly keys: LocalKeys;
  readonly api: { readonly host: string; readonly port: number };
  /** Served by Odoo stand-ins; none: no stand-ins are started. */
  readonly samples: readonly SampleBranch[];
  readonly standInPort: number;
  readonly logFolder: string;
}

/** A whole product on this machine: stand-ins, API and one worker, as processes. */
export interface Stack {
  readonly apiUrl: string;
  readonly api: ApiClient;
  readonly queueStore: QueueStore;
  /** Null where the plan has no samples. */
  readonly standIns: StandIns | null;
  /** The environment of its processes, for other commands that work on the same data. */
  readonly environment: Readonly<Record<string, string>>;
  /** Aborted when the command is stopped, or when one of the processes ended by itself, with the reason. */
  readonly signal: AbortSignal;
}

/**
 * Migrates the database and starts the processes; the API answers when this resolves. What was started is given to
 * `cleanup`. Throws `CommandError` with the end of its log when one of them dies.
 */
export async function openStack(plan: StackPlan, cleanup: Cleanup, stop: AbortSignal): Promise<Stack> {
  const crash = new AbortController();
  const signal = AbortSignal.any([stop, crash.signal]);
  const apiUrl = `http://${plan.api.host}:${plan.api.port}`;
  const environment = environmentOf(plan, apiUrl);
  const env = { ...plan.env, ...environment };
  const queueStore = queueStoreOf(readConfig(env), plan.databaseUrl);

  function supervise(started: SupervisedProcess): void {
    cleanup.add(started.name, () => started.stop());
    started.died.catch((error: unknown) => crash.abort(error));
  }
  async function step<Result>(work: () => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    return await work();
  }

  await step(() => migrateDatabase(plan.databaseUrl));
  await step(() => migrateQueueStore(queueStore));
  const standIns =
    plan.samples.length === 0
      ? null
      : await step(() =>
          startStandIns(plan.samples, {
            port: plan.standInPort,
            env,
            logFile: join(plan.logFolder, 'odoo-stand-ins.log'),
            onStarted: supervise,
          }),
        );
  for (const name of ['api', 'worker'] as const) supervise(startProcess(processOf(name, env, plan.logFolder)));
  await step(() => untilApiAnswers(apiUrl, signal));
  return { apiUrl, api: createApiClient(apiUrl, plan.keys.ADMIN_API_KEY, signal), queueStore, standIns, environment, signal };
}

function environmentOf({ databaseUrl, queuePrefix, keys, api, env }: StackPlan, apiUrl: string): Record<string, string> {
  return {
    ...keys,
    DATABASE_URL: databaseUrl,
    ...(env['REDIS_URL'] ? { REDIS_URL: env['REDIS_URL'] } : {}),
    QUEUE_PREFIX: queuePrefix,
    API_HOST: api.host,
    API_PORT: String(api.port),
    PUBLIC_URL: apiUrl,
  };
}

function processOf(name: 'api' | 'worker', env: NodeJS.ProcessEnv, logFolder: string): ProcessSpec {
  return { name, module: join(projectFolder, 'apps', name, 'dist', 'main.js'), env, logFile: join(logFolder, `${name}.log`) };
}
