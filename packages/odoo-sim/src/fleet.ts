import { type GeneratedBranchOptions, generatedBranch } from './generated/generated-branch.ts';
import { addCatalogue } from './generated/generated-catalogue.ts';
import type { OdooDatabase } from './orm/database.ts';
import type { OdooVersion } from './orm/dialect.ts';
import { recordedBranch, recordedCentral } from './recordings/recorded-databases.ts';
import type { Latency, RaceOutcome } from './rpc/call-runner.ts';

/** Which databases a stand-in process serves, and how it behaves. All of it can be written as JSON. */
export interface FleetConfig {
  /** Name of the central database, `central`; false for none. */
  readonly central?: string | false;
  /** So many products more in central than were recorded. */
  readonly catalogue?: number;
  readonly branches?: readonly FleetBranch[];
  /** Instead of `branches`: so many, the two recorded ones first, the others generated. 3 when nothing is said. */
  readonly branchCount?: number;
  readonly version?: OdooVersion;
  readonly password?: string;
  readonly httpWorkers?: number;
  readonly latency?: Latency;
  readonly raceOutcome?: RaceOutcome;
}

export type FleetBranch =
  | { readonly recorded: 1 | 2; readonly name?: string }
  | { readonly generated: Omit<GeneratedBranchOptions, 'endsAt' | 'clock'> & { readonly endsAt?: string } };

/** How to sign in to a database as its service user. */
export interface Credentials {
  readonly name: string;
  readonly side: 'central' | 'branch';
  readonly login: string;
  readonly password: string;
  readonly apiKey: string;
}

const GENERATED_ORDERS = 400;

export function fleetOf(config: FleetConfig): { databases: OdooDatabase[]; credentials: Credentials[] } {
  const setup = {
    ...(config.version ? { version: config.version } : {}),
    ...(config.password ? { password: config.password } : {}),
  };
  const branches = (config.branches ?? numberedBranches(config.branchCount ?? 3)).map((branch) => {
    if ('recorded' in branch) return recordedBranch(branch.recorded, branch.name ?? `branch${branch.recorded}`, setup);
    const { endsAt, ...options } = branch.generated;
    return generatedBranch({ ...setup, ...options, ...(endsAt === undefined ? {} : { endsAt: new Date(endsAt) }) });
  });
  const central = config.central === false ? null : recordedCentral(config.central ?? 'central', setup);
  if (central !== null) addCatalogue(central, config.catalogue ?? 0);
  const databases = central === null ? branches : [central, ...branches];
  return { databases, credentials: databases.map(credentialsOf) };
}

function numberedBranches(count: number): FleetBranch[] {
  return Array.from({ length: count }, (_, index): FleetBranch => {
    const number = index + 1;
    if (number === 1 || number === 2) return { recorded: number };
    return { generated: { name: `branch${number}`, seed: number, orders: GENERATED_ORDERS } };
  });
}

function credentialsOf(database: OdooDatabase): Credentials {
  const login = database.side === 'central' ? 'sync_central' : 'sync_branch';
  const user = database.users.find((one) => one.login === login);
  return { name: database.name, side: database.side, login, password: user?.password ?? '', apiKey: user?.apiKeys[0] ?? '' };
}
