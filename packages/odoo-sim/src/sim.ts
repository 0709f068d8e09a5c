import type { AddressInfo } from 'node:net';
import { createHttpServer } from './http/server.ts';
import type { OdooDatabase } from './orm/database.ts';
import type { CallMatch } from './outages/call-description.ts';
import { type CallHook, CallHooks } from './outages/call-hooks.ts';
import { CallLog } from './outages/call-log.ts';
import { Outages } from './outages/outages.ts';
import { CallRunner, type Latency, type RaceOutcome } from './rpc/call-runner.ts';

export interface OdooSimOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  readonly host?: string;
  /** All of one version: a real server has one. */
  readonly databases: readonly OdooDatabase[];
  /** Calls worked on at once; 3, as the measured Odoo had. */
  readonly httpWorkers?: number;
  /** The clock of the `Date` header where no database is named; databases have their own. */
  readonly clock?: () => Date;
  readonly latency?: Latency;
  readonly raceOutcome?: RaceOutcome;
}

/** A running stand-in. */
export interface OdooSim {
  readonly url: string;
  readonly port: number;
  /** Throws for a name that it does not serve. */
  database(name: string): OdooDatabase;
  /** Serves one more database from now on. */
  addDatabase(database: OdooDatabase): void;
  readonly outages: Outages;
  readonly calls: CallLog;
  /** Runs `hook` before and after the work of matching calls; gives a function that takes it away. */
  onCall(match: CallMatch, hook: CallHook): () => void;
  setRaceOutcome(outcome: RaceOutcome): void;
  /** Stops listening and resets all connections, as a machine that is switched off: connections are refused. Data stay. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const MEASURED_WORKERS = 3;

/** Starts an Odoo stand-in: XML-RPC, JSON-2 (19) and its own interface under `/sim`, on loopback unless told otherwise. */
export async function startOdooSim(options: OdooSimOptions): Promise<OdooSim> {
  const databases = new Map<string, OdooDatabase>();
  const addDatabase = (database: OdooDatabase): void => {
    const [first] = databases.values();
    if (first && first.version !== database.version)
      throw new Error('The databases of one stand-in must be of one Odoo version.');
    databases.set(database.name, database);
  };
  options.databases.forEach(addDatabase);

  const script = { outages: new Outages(), hooks: new CallHooks(), calls: new CallLog() };
  const { httpWorkers = MEASURED_WORKERS, latency = {}, raceOutcome = 'alternate', host = '127.0.0.1' } = options;
  const runner = new CallRunner({ httpWorkers, latency, raceOutcome });
  const http = createHttpServer({ databases, runner }, script, options.clock ?? (() => new Date()));

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, host, () => {
        http.off('error', reject);
        resolve();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });

  await listen(options.port ?? 0);
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    port,
    database: (name) => {
      const database = databases.get(name);
      if (!database) throw new Error(`The stand-in serves no database '${name}'.`);
      return database;
    },
    addDatabase,
    outages: script.outages,
    calls: script.calls,
    onCall: (match, hook) => script.hooks.add(match, hook),
    setRaceOutcome: (outcome) => {
      runner.raceOutcome = outcome;
    },
    goDown: stop,
    comeBack: () => listen(port),
    close: stop,
  };
}
