import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { centralDatabase, type SampleBranch } from './sample-branches.ts';
import { type SupervisedProcess, startProcess } from './supervised-process.ts';

const readyLine = z.object({
  url: z.url(),
  databases: z.array(z.object({ name: z.string(), login: z.string(), password: z.string() })),
});

/** How to reach one database of the stand-ins. */
export interface StandInConnection {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly secret: string;
}

/** The Odoo stand-ins of central and the sample branches, in a process of their own. */
export interface StandIns {
  readonly url: string;
  /** Throws for a database that is not served. */
  connectionTo(database: string): StandInConnection;
}

/** Starts the stand-ins; they are ready when this resolves. Throws `CommandError` when the process ends before that. */
export async function startStandIns(
  branches: readonly SampleBranch[],
  options: {
    readonly port: number;
    readonly env: NodeJS.ProcessEnv;
    readonly logFile: string;
    /** Hears of the process before it is ready: it must be stopped even when it never is. */
    readonly onStarted: (process: SupervisedProcess) => void;
  },
): Promise<StandIns> {
  const config = { central: centralDatabase, branches: branches.map(({ serves }) => serves) };
  const process = startProcess(
    {
      name: 'Odoo stand-ins',
      module: fileURLToPath(new URL('./main.js', import.meta.resolve('@branch-sync/odoo-sim'))),
      args: ['--port', String(options.port), '--config', JSON.stringify(config)],
      env: options.env,
      logFile: options.logFile,
    },
    { readsFirstLine: true },
  );
  options.onStarted(process);
  const { url, databases } = readyLine.parse(JSON.parse(await Promise.race([process.firstLine, process.died])));
  return {
    url,
    connectionTo: (database) => {
      const served = databases.find(({ name }) => name === database);
      if (served === undefined) throw new RangeError(`The stand-ins serve no database “${database}”.`);
      return { url, database, login: served.login, secret: served.password };
    },
  };
}
